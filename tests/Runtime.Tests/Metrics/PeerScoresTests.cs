using System.Text.Json;

namespace MaskSharp.Tests.Metrics;

/// <summary>
/// The scores against figures of segmentation_models.pytorch, where its vectors are at hand (the folder MASKSHARP_VECTORS, by
/// default ../shared/vectors/open beside the repository); otherwise against a case of our own. Its known faults are left out.
/// </summary>
public class PeerScoresTests
{
    // Two samples of two classes, pooled over the samples: TP 4 and 2, FP 1 and 1, FN 1 and 1, TN 2 and 4.
    private const string OwnCase =
        """
        {"cases":[{"id":"own/1","tags":[],"params":{"reduction":"macro","zero_division":1.0,"beta":2.0},"inputs":{"tp_fp_fn_tn":
        {"shape":[4,2,2],"data":[1,0,3,2, 1,0,0,1, 0,0,1,1, 2,4,0,0]}},"expected":{"output":{"shape":[],"data":[SCORE]}}}]}
        """;

    [Theory]
    [InlineData("f1_score", "0.7333333333333333")]
    [InlineData("iou_score", "0.5833333333333333")]
    [InlineData("accuracy", "0.75")]
    [InlineData("precision", "0.7333333333333333")]
    [InlineData("recall", "0.7333333333333333")]
    [InlineData("specificity", "0.7333333333333333")]
    [InlineData("balanced_accuracy", "0.7333333333333333")]
    [InlineData("fbeta_score", "0.7333333333333333")]
    public void Scores_and_their_levels_are_the_peers(string name, string ownScore)
    {
        using var document = JsonDocument.Parse(File.Exists(PathOf(name)) ? File.ReadAllText(PathOf(name)) : OwnCase.Replace("SCORE", ownScore, StringComparison.Ordinal));
        var cases = document.RootElement.GetProperty("cases").EnumerateArray().Where(IsSound).ToList();
        Assert.NotEmpty(cases);
        foreach (var peer in cases)
        {
            var expected = Numbers(peer.GetProperty("expected").GetProperty("output"));
            var actual = Figures(name, Counts(document.RootElement, peer), peer.GetProperty("params"));
            Assert.Equal(expected.Length, actual.Length);
            Assert.All(expected.Zip(actual), pair => Assert.True(Math.Abs(pair.First - pair.Second) <= 1e-9, $"{peer.GetProperty("id")}: {pair.First} is {pair.Second} here."));
        }
    }

    private static bool IsSound(JsonElement peer)
        => peer.GetProperty("expected").TryGetProperty("output", out _)
            && !peer.GetProperty("tags").EnumerateArray().Any(tag => tag.GetString()!.StartsWith("peer_bug", StringComparison.Ordinal));

    private static double[] Figures(string name, PixelCounts counts, JsonElement parameters)
    {
        // The peer has one value for any 0/0, "warn" being 0 with a warning.
        var one = parameters.GetProperty("zero_division") is { ValueKind: JsonValueKind.Number } value && value.GetDouble() == 1;
        var options = new ScoreOptions { Empty = one ? EmptyMask.One : EmptyMask.Zero, Undefined = one ? UndefinedScore.One : UndefinedScore.Zero };
        MetricResult Score(PixelCounts of)
        {
            var scores = new SegmentationScores(of, options);
            return name switch
            {
                "f1_score" => scores.Dice,
                "iou_score" => scores.IoU,
                "accuracy" => scores.PixelAccuracy,
                "precision" => scores.Precision,
                "recall" => scores.Recall,
                "specificity" => scores.Specificity,
                "balanced_accuracy" => scores.BalancedAccuracy,
                _ => scores.FBeta(parameters.GetProperty("beta").GetDouble()),
            };
        }

        double[] Weights() => [.. parameters.GetProperty("class_weights").EnumerateArray().Select(weight => weight.GetDouble())];
        return (parameters.GetProperty("reduction").ValueKind == JsonValueKind.String ? parameters.GetProperty("reduction").GetString() : "none") switch
        {
            "micro" => [Score(counts).Pooled],
            "macro" => [Score(counts.Pool()).Mean],
            "weighted" => [Score(counts.Pool()).WeightedBy(Weights())],
            "micro-imagewise" => [Score(counts.PoolClasses()).Mean],
            "macro-imagewise" => [Score(counts).Mean],
            "weighted-imagewise" => [Score(counts).WeightedBy(Weights())],
            _ => Score(counts).PerSample.AsSpan().ToArray(),
        };
    }

    /// <summary>Four tables [samples, classes], as a list of tensors or as one.</summary>
    private static PixelCounts Counts(JsonElement root, JsonElement peer)
    {
        JsonElement Tensor(JsonElement element) => element.TryGetProperty("$ref", out var name) ? root.GetProperty("tensors").GetProperty(name.GetString()!) : element;
        var input = peer.GetProperty("inputs").GetProperty("tp_fp_fn_tn");
        JsonElement[] tensors = input.ValueKind == JsonValueKind.Array ? [.. input.EnumerateArray().Select(Tensor)] : [Tensor(input)];
        var values = tensors.SelectMany(Numbers).Select(count => (long)count).ToArray();
        int[] shape = [.. tensors[0].GetProperty("shape").EnumerateArray().Select(length => length.GetInt32())];
        var (samples, classes) = (shape[^2], shape[^1]);
        long[,] Table(int which)
        {
            var table = new long[samples, classes];
            for (var i = 0; i < table.Length; i++)
                table[i / classes, i % classes] = values[(which * samples * classes) + i];
            return table;
        }

        return new(Table(0), Table(1), Table(2), Table(3));
    }

    private static double[] Numbers(JsonElement tensor)
        => [.. tensor.GetProperty("data").EnumerateArray().Select(number => number.ValueKind == JsonValueKind.Number ? number.GetDouble() : double.NaN)];

    private static string PathOf(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Generators.sln")))
            folder = folder.Parent;
        var vectors = Environment.GetEnvironmentVariable("MASKSHARP_VECTORS")
            ?? Path.Combine(folder?.Parent?.FullName ?? "", "shared", "vectors", "open");
        return Path.Combine(vectors, $"segmentation_models_pytorch.{name}.json");
    }
}
