using MaskSharp.Generators.Analyzers.Operations;

namespace MaskSharp.Generators.Analyzers.PixelAccuracy;

/// <summary>What people call things in this field. Names are the weakest evidence and are asked last.</summary>
internal static class Vocabulary
{
    private static readonly HashSet<string> _predictionWords = new(StringComparer.Ordinal)
    {
        "output", "outputs", "out", "logit", "logits", "prob", "probs", "probability", "probabilities", "score", "scores", "yhat", "hat",
        "result", "results", "inferred", "inference", "estimate", "estimated", "estimation", "guess", "hypothesis", "computed", "detected",
        "segmented", "binarized", "argmax", "proposed", "found", "model", "network", "net", "winner", "hard", "heatmap", "confidence", "sigmoid",
        "softmax", "candidate",
    };

    private static readonly HashSet<string> _targetWords = new(StringComparer.Ordinal)
    {
        "mask", "masks", "target", "targets", "label", "labels", "labelmap", "truth", "gt", "groundtruth", "ground", "reference", "ref",
        "annotation", "annotations", "annotated", "expected", "expert", "manual", "actual", "y", "gold", "true", "seg", "segmentation", "contour",
        "lesion", "lesions", "tumor", "tumour", "msk", "msks", "lbl", "lbls", "anno", "annot",
    };

    private static readonly HashSet<string> _referenceWords = new(StringComparer.Ordinal)
    {
        "truth", "gt", "groundtruth", "ground", "reference", "ref", "annotation", "annotations", "annotated", "anno", "annot", "expected", "expert", "manual", "gold",
    };

    private static readonly HashSet<string> _maskWords = new(StringComparer.Ordinal)
    {
        "mask", "masks", "seg", "segs", "segmap", "segmentation", "segmentations", "labelmap", "labelmaps", "contour", "contours", "silhouette",
        "annotationmap", "groundtruthmask", "gtmask", "truemask", "matte", "mattes", "msk", "msks",
    };

    private static readonly HashSet<string> _otherMaskWords = new(StringComparer.Ordinal)
    {
        "attention", "attn", "padding", "pad", "legal", "causal", "token", "tokens", "key", "action", "actions", "move", "moves", "bit", "net",
        "dropout", "time", "input", "mine", "mines", "board", "sequence", "seq",
        "lookahead", "triangular", "prune", "pruned", "pruning", "pruner", "sparsity", "weight", "weights", "gradient", "grad", "dropconnect",
        "ticket",
    };

    private static readonly HashSet<string> _otherMapWords = new(StringComparer.Ordinal)
    {
        "feature", "features", "attention", "attn", "heat", "saliency", "salience", "depth", "disparity", "normal", "normals", "height", "flow", "activation", "activations",
        "cam", "response", "score", "scores", "prob", "probability", "confidence", "logit", "logits", "distance", "error", "difference", "weight", "weights", "noise",
        "light", "shadow", "texture", "bump", "uv", "color", "colour", "cost", "key", "keys", "char", "word", "token", "id", "ids", "index", "indices", "name", "names", "hash",
        "lookup", "code", "codes", "value", "values", "type", "types", "class", "classes", "category", "coarse", "fine", "group", "super", "remap", "bit", "tile", "cube", "env",
        "site", "mind", "source", "organizing", "som", "topic", "speaker", "sensor", "gene", "tree", "hit", "bi",
        "action", "move", "reward", "policy", "world", "self", "contact", "adjacency", "affinity", "match", "correspondence", "concept", "label",
    };

    private static readonly HashSet<string> _bitWords = new(StringComparer.Ordinal)
    {
        "subnet", "ip", "collision", "collider", "raycast", "culling", "permission", "permissions", "hash", "hashes", "digest", "fingerprint", "checksum",
    };

    private static readonly HashSet<string> _otherMaskContexts = new(StringComparer.Ordinal)
    {
        "attention", "attn", "causal", "prune", "pruning", "pruner", "sparsity", "sparsifier", "lottery", "dropout", "dropconnect", "tokenizer", "decoding",
    };

    private static readonly HashSet<string> _pixelWords = new(StringComparer.Ordinal)
    {
        "pixel", "pixels", "voxel", "voxels", "px", "pixelwise", "voxelwise", "perpixel", "numpixels",
    };

    private static readonly HashSet<string> _backgroundWords = new(StringComparer.Ordinal) { "background", "bg", "back", "empty", "negative" };

    private static readonly HashSet<string> _lossWords = new(StringComparer.Ordinal)
    {
        "loss", "losses", "criterion", "criteria", "objective", "crit",
    };

    public static bool IsPredictionLike(string name)
        => IsPredicted(name) || Words.Any(name, static w => _predictionWords.Contains(w));

    public static bool IsPredicted(string name) => Words.Any(name, static w => w.StartsWith("pred", StringComparison.Ordinal));

    public static bool IsTargetLike(string name)
        => IsMaskWord(name) || Words.Any(name, static w => _targetWords.Contains(w) || w.EndsWith("truth", StringComparison.Ordinal));

    /// <summary>A name that only a ground truth has.</summary>
    public static bool IsReference(string name) => Words.Any(name, static w => _referenceWords.Contains(w) || w.EndsWith("truth", StringComparison.Ordinal));

    /// <summary>A name with the very word, and none of a mask by another.</summary>
    public static bool IsMaskWord(string name) => Words.Any(name, static w => w.EndsWith("mask", StringComparison.Ordinal) || w.EndsWith("masks", StringComparison.Ordinal));

    /// <summary>A name of a map of labels, one a pixel; attention, padding and move masks are none.</summary>
    public static bool IsMaskLike(string name)
    {
        var words = Words.Of(name);
        var isMask = false;
        for (var i = 0; i < words.Length; i++)
        {
            var word = words[i];
            if (_otherMaskWords.Contains(word) || _bitWords.Contains(word))
                return false;
            isMask |= _maskWords.Contains(word) || word.EndsWith("mask", StringComparison.Ordinal) || word.EndsWith("masks", StringComparison.Ordinal)
                || (word is "map" or "maps" or "image" or "img" && i > 0 && words[i - 1] is "label" or "class" or "truth" or "gt" or "target" or "annotation");
        }

        return isMask;
    }

    /// <summary>
    /// A tensor that is called a map of something, one label a pixel: a road map, a soil map. Not one of values, of what a network sees, nor
    /// a table.
    /// </summary>
    public static bool IsRegionMap(string name)
    {
        var words = Words.Of(name);
        return words.Length >= 2 && words[words.Length - 1] is "map" or "maps" && !_otherMapWords.Contains(words[words.Length - 2]);
    }

    /// <summary>An outline on the ground or in a picture, which one image has no label of.</summary>
    public static bool IsOutline(string name) => Words.Any(name, static w => w is "outline" or "outlines" or "footprint" or "footprints") && !Words.Any(name, static w => w is "carbon" or "memory" or "document");

    /// <summary>A file of masks, by a part of its name. Masks that people wear are seen on whole pictures.</summary>
    public static bool IsMaskFile(string text) => IsMaskLike(text) && !Words.Any(text, static w => w is "face" or "faces" or "surgical" or "wearing" or "worn" or "detector" or "detection" or "classifier"
        or "classification");

    /// <summary>A type whose objects are masks; of a sample, a reader or a set of them the last word is another.</summary>
    public static bool IsMaskType(string name) => IsMaskFile(name) && Words.Of(name) is [.., var last] && IsMaskLike(last);

    /// <summary>The width or the height of an image.</summary>
    public static bool IsSide(string name) => Words.Any(name, static w => w is "width" or "height" or "w" or "h" or "rows" or "cols" or "columns");

    /// <summary>Words of what is decided at every moment, and may have several labels there.</summary>
    public static bool IsOfTime(string name)
        => Words.Any(name, static w => w is "roll" or "rolls" or "note" or "notes" or "event" or "events" or "onset" or "onsets" or "spike" or "spikes" or "series" or "signal" or "signals" or "trace" or "traces");

    /// <summary>Bits that stand for addresses, layers, rights or digests.</summary>
    public static bool IsOfBits(string name) => Words.Any(name, _bitWords.Contains);

    /// <summary>What code is about whose masks choose weights, connections or positions.</summary>
    public static bool IsOtherMaskContext(string name) => Words.Any(name, _otherMaskContexts.Contains);

    public static bool IsPixelWord(string text) => Words.Any(text, static w => _pixelWords.Contains(w)
        || w.EndsWith("pixels", StringComparison.Ordinal) || w.StartsWith("pixel", StringComparison.Ordinal) || w.StartsWith("voxel", StringComparison.Ordinal));

    /// <summary>Texts without one of which no project is about segmentation: the pieces of all the names below.</summary>
    public static readonly IReadOnlyList<string> OfSegmentation =
        ["Tensor", "mask", "seg", "pixel", "voxel", "unet", "contour", "silhouette", "matte", "labelmap"];

    /// <summary>A name that a segmentation network or its function carries. Customers and markets have segments too: of the word itself only the verb counts.</summary>
    public static bool IsSegmentationModelName(string name) => NamesNetwork(name) || Words.Any(name, static w
        => w is "seg" or "segmenter" or "segmentor" or "fcn" or "segnet" or "deeplab" or "linknet" or "pspnet" or "vnet" or "segformer" or "hrnet"
            || w.Contains("unet") || (w.StartsWith("segment", StringComparison.Ordinal) && w is not ("segment" or "segments")) || w.StartsWith("deeplab", StringComparison.Ordinal))
        || name.IndexOf("unet", StringComparison.OrdinalIgnoreCase) >= 0 || (Words.Of(name) is ["segment", ..] && !name.EndsWith("s", StringComparison.Ordinal));

    // Written in two words where others write one: pspNet, PSPNet, DeepLab.
    private static bool NamesNetwork(string name)
    {
        var words = Words.Of(name);
        for (var i = 0; i + 1 < words.Length; i++)
        {
            if ((words[i], words[i + 1]) is ("psp", "net") or ("deep", "lab"))
                return true;
        }

        return false;
    }

    /// <summary>An earlier step's or another network's mask, which is no ground truth.</summary>
    public static bool IsEarlierPrediction(string name)
        => Words.Any(name, static w => w is "previous" or "prev" or "former" or "earlier" or "old" or "older" or "stale" or "pseudo" or "teacher" or "ema" or "reloaded" or "exported" or "quantized" or "quantised");

    /// <summary>Words of fields where one thing is decided per step or item: language, games, tables.</summary>
    public static bool IsOtherDomain(string name)
        => Words.Any(name, static w => w is "action" or "actions" or "move" or "moves" or "token" or "tokens" or "word" or "words" or "char" or "chars" or "character"
            or "characters" or "letter" or "letters" or "sentence" or "sentences" or "tag" or "tags" or "phoneme" or "phonemes" or "neighbour" or "neighbours"
            or "neighbor" or "neighbors" or "answer" or "answers" or "quiz" or "byte" or "bytes")
            || IsGame(name);

    /// <summary>What somebody voted for; a committee of networks votes too.</summary>
    public static bool IsVote(string name) => Words.Any(name, static w => w is "vote" or "votes");

    /// <summary>Words of games and puzzles, whose squares are no pixels.</summary>
    public static bool IsGame(string name)
        => Words.Any(name, static w => w is "puzzle" or "puzzles" or "sudoku" or "crossword" or "board" or "boards" or "chess" or "chessboard" or "othello" or "game" or "games");

    public static bool IsBackground(string name) => Words.Any(name, static w => _backgroundWords.Contains(w));

    public static bool IsVoid(string name) => Words.Any(name, static w => w is "void" or "ignore" or "ignored" or "unlabeled" or "unlabelled" or "invalid");

    /// <summary>A network that tells real from made.</summary>
    public static bool IsCritic(string name) => Words.Any(name, static w => w is "discriminator" or "critic");

    /// <summary>A critic for short, which is also what lies between vertebrae, in the eye and around a star.</summary>
    public static bool IsShortForCritic(string name) => Words.Any(name, static w => w == "disc");

    public static bool IsLossLike(string name) => Words.Any(name, static w => _lossWords.Contains(w) || w.EndsWith("loss", StringComparison.Ordinal));

    /// <summary>What is minimised or sought, and not said to be a loss.</summary>
    public static bool IsObjective(string name)
        => IsLossLike(name) && !Words.Any(name, static w => w == "losses" || w.EndsWith("loss", StringComparison.Ordinal));

    public static bool IsAccuracy(string text)
    {
        var words = Words.Of(text);
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i] is "acc" or "accuracy" or "accuracies" or "accs" or "pixacc" or "pixelacc"
                || words[i].EndsWith("accuracy", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// A score that an empty mask does not win: overlap, correlation, sensitivity, balanced accuracy, distance of boundaries, area under a curve.
    /// </summary>
    public static bool IsOverlapScore(string text)
    {
        var words = Words.Of(text);
        for (var i = 0; i < words.Length; i++)
        {
            var word = words[i];
            var next = i + 1 < words.Length ? words[i + 1] : "";
            if (IsScoreWord(word))
                return true;
            var isScorePair = (word, next) switch
            {
                ("balanced" or "class" or "perclass", "acc" or "accuracy") => true,
                ("surface" or "boundary" or "contour" or "edge" or "hausdorff", "distance" or "dist" or "f") => true,
                ("boundary", "iou" or "score" or "error") => true,
                ("average" or "mean", "precision") => true,
                ("positive", "rate") => i > 0 && words[i - 1] == "true",
                ("f", "1" or "score" or "measure" or "beta") => true,
                ("hd" or "hausdorff", "95") => true,
                ("volume" or "volumetric", "similarity") => true,
                ("hit", "rate") => true,
                ("critical", "success") => true,
                ("panoptic", "quality") => true,
                ("adjusted" or "adapted", "rand") => true,
                ("g", "mean") => true,
                _ => false,
            };
            if (isScorePair)
                return true;
        }

        return false;
    }

    private static bool IsScoreWord(string w)
    {
        switch (w)
        {
            case "dice" or "dices" or "dsc" or "dsi" or "iou" or "ious" or "jaccard" or "jac" or "f1" or "f2" or "fscore" or "fbeta" or "fmeasure" or "mcc"
                or "matthews" or "kappa" or "sensitivity" or "sens" or "recall" or "recalls" or "tpr" or "hausdorff" or "hd" or "hd95" or "hd100" or "assd"
                or "asd" or "msd" or "chamfer" or "nsd" or "overlap" or "auc" or "auroc" or "auprc" or "ap" or "balacc" or "bacc" or "tversky" or "csi" or "ppv" or "pq" or "aji" or "youden":
                return true;
            default:
                return (w.StartsWith("dice", StringComparison.Ordinal) && w is not ("diced" or "dicey" or "dicer"))
                    || (w.EndsWith("dice", StringComparison.Ordinal) && w != "indice")
                    || w.EndsWith("iou", StringComparison.Ordinal) || w.StartsWith("iou", StringComparison.Ordinal)
                    || w.Contains("jaccard") || w.Contains("hausdorff") || w.EndsWith("kappa", StringComparison.Ordinal)
                    || w.EndsWith("recall", StringComparison.Ordinal) || w.EndsWith("sensitivity", StringComparison.Ordinal)
                    || w.EndsWith("f1", StringComparison.Ordinal) || w.StartsWith("f1score", StringComparison.Ordinal);
        }
    }
}
