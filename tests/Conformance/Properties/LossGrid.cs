using Conformance.Options;

namespace Conformance.Properties;

/// <summary>Losses that together use every term, mode and option, alone and combined.</summary>
public static class LossGrid
{
    // "Pixel" stands for the mode's pixel term, "Weights" for its class weights.
    private static readonly IReadOnlyList<LossOptions> _forms =
    [
        [],
        new() { { "Pixel", 1.0 } },
        new() { { "Dice", 1.0 } },
        new() { { "Jaccard", 1.0 } },
        new() { { "Pixel", 0.3 }, { "Dice", 0.7 }, { "Jaccard", 1.2 } },
        new() { { "Pixel", 1.0 }, { "Dice", 1.0 }, { "SquaredDenominator", true } },
        new() { { "Jaccard", 1.0 }, { "SquaredDenominator", true }, { "Over", "OverlapScope.Sample" } },
        new() { { "Dice", 1.0 }, { "Smooth", 0.1 } },
        new() { { "Dice", 1.0 }, { "Jaccard", 1.0 }, { "SmoothNumerator", 0.0 }, { "SmoothDenominator", 1e-3 } },
        new() { { "Jaccard", 2.0 }, { "SmoothDenominator", 0.25 } },
        new() { { "Pixel", 1.0 }, { "Dice", 1.0 }, { "Weights", 2.5 } },
        new() { { "Pixel", 1.0 }, { "Dice", 1.0 }, { "Jaccard", 1.0 }, { "Over", "OverlapScope.Sample" } },
        new() { { "IgnoreIndex", 255 } },
        new() { { "IgnoreIndex", -1 }, { "Over", "OverlapScope.Sample" }, { "Pixel", 1.0 }, { "Dice", 1.0 }, { "Weights", 0.4 } },
        new() { { "Reduction", "LossReduction.Sum" } },
        new() { { "Reduction", "LossReduction.Sum" }, { "IgnoreIndex", 255 }, { "Over", "OverlapScope.Sample" } },
        new() { { "Pixel", 1.0 }, { "Reduction", "LossReduction.None" }, { "Weights", 0.5 } },
        new() { { "Pixel", 2.0 }, { "Reduction", "LossReduction.None" }, { "IgnoreIndex", 255 } },
        new() { { "Dice", 1.0 }, { "Reduction", "LossReduction.None" } },
        new() { { "Dice", 1.0 }, { "Jaccard", 0.5 }, { "Over", "OverlapScope.Sample" }, { "Reduction", "LossReduction.None" } },
        new() { { "Tversky", 1.0 }, { "TverskyAlpha", 0.3 }, { "TverskyBeta", 0.7 } },
        new() { { "Pixel", 1.0 }, { "Tversky", 1.0 }, { "TverskyGamma", 0.75 }, { "Over", "OverlapScope.Sample" } },
        new() { { "Tversky", 1.0 }, { "Dice", 1.0 }, { "TverskyGamma", 2.0 }, { "TverskyGammaOnMean", true }, { "SoftTargets", true } },
        new() { { "Pixel", 1.0 }, { "LabelSmoothing", 0.1 }, { "Weights", 1.5 }, { "IgnoreIndex", 255 } },
        new() { { "Dice", 1.0 }, { "Smooth", 0.0 }, { "Epsilon", 1e-3 }, { "Absent", "AbsentClass.Zero" }, { "Over", "OverlapScope.Sample" } },
        new() { { "Jaccard", 1.0 }, { "Dice", 1.0 }, { "Absent", "AbsentClass.Skip" }, { "Over", "OverlapScope.Sample" } },
        new() { { "Dice", 1.0 }, { "LogOverlap", true }, { "LogFloor", 1e-4 }, { "Smooth", 0.5 } },
        new() { { "Jaccard", 1.0 }, { "NegativeOverlap", true }, { "Smooth", 1e-2 } },
        new() { { "Focal", 1.0 } },
        new() { { "Focal", 2.0 }, { "FocalActivation", "FocalActivation.Sigmoid" }, { "FocalAlpha", 0.25 }, { "FocalGamma", 3.5 } },
        new() { { "Focal", 1.0 }, { "Pixel", 0.5 }, { "Dice", 1.0 }, { "FocalGamma", 1.0 }, { "IgnoreIndex", 255 } },
        new() { { "Focal", 1.0 }, { "Dice", 1.0 }, { "FocalActivation", "FocalActivation.Sigmoid" }, { "FocalNormalized", true }, { "Over", "OverlapScope.Sample" } },
        new() { { "Focal", 1.0 }, { "FocalReducedThreshold", 0.6 }, { "FocalGamma", 3.0 }, { "Reduction", "LossReduction.Sum" } },
        new() { { "Focal", 1.0 }, { "FocalGamma", 0.5 }, { "FocalAlpha", 0.7 }, { "Reduction", "LossReduction.None" } },
        new() { { "Focal", 1.0 }, { "Jaccard", 1.0 }, { "FocalGamma", 0.0 }, { "FocalActivation", "FocalActivation.Sigmoid" }, { "FocalNormalized", true } },
        new() { { "Focal", 1.0 }, { "Dice", 1.0 }, { "FocalActivation", "FocalActivation.Sigmoid" }, { "FocalNormalized", true }, { "Absent", "AbsentClass.Skip" } },
        new() { { "GeneralizedDice", 1.0 } },
        new() { { "GeneralizedDice", 1.0 }, { "Pixel", 1.0 }, { "GeneralizedWeight", "VolumeWeight.Simple" }, { "Over", "OverlapScope.Sample" }, { "Smooth", 1e-2 }, { "IgnoreIndex", 255 } },
        new() { { "GeneralizedDice", 1.0 }, { "Dice", 0.5 }, { "GeneralizedWeight", "VolumeWeight.Uniform" }, { "SquaredDenominator", true }, { "Reduction", "LossReduction.Sum" } },
        new() { { "GeneralizedDice", 1.0 }, { "Over", "OverlapScope.Sample" }, { "Reduction", "LossReduction.None" }, { "NegativeOverlap", true } },
        new() { { "GeneralizedDice", 1.0 }, { "Smooth", 0.0 }, { "Absent", "AbsentClass.Skip" }, { "Over", "OverlapScope.Sample" } },
        new() { { "Tversky", 1.0 }, { "Jaccard", 1.0 }, { "GeneralizedDice", 0.5 }, { "TverskyAlpha", 0.2 }, { "LogOverlap", true }, { "LogFloor", 1e-4 }, { "SoftTargets", true } },
        new() { { "Mcc", 1.0 } },
        new() { { "Mcc", 1.0 }, { "Pixel", 1.0 }, { "Dice", 1.0 }, { "Over", "OverlapScope.Sample" }, { "Smooth", 1e-3 }, { "IgnoreIndex", 255 } },
        new() { { "Mcc", 2.0 }, { "Absent", "AbsentClass.Skip" }, { "Reduction", "LossReduction.None" }, { "Over", "OverlapScope.Sample" } },
    ];

    private static readonly IReadOnlyList<LossOptions> _classChoices =
    [
        new() { { "IncludeBackground", false } },
        new() { { "Dice", 1.0 }, { "Jaccard", 1.0 }, { "IncludeBackground", false }, { "Over", "OverlapScope.Sample" }, { "IgnoreIndex", 255 } },
        new() { { "Jaccard", 1.0 }, { "IncludeBackground", false }, { "Reduction", "LossReduction.None" } },
        new() { { "Dice", 1.0 }, { "OverlapClasses", new[] { 0, 2 } } },
        new() { { "Focal", 1.0 }, { "Dice", 1.0 }, { "FocalIncludeBackground", false }, { "FocalActivation", "FocalActivation.Sigmoid" }, { "FocalClassWeights", 0.5 }, { "IgnoreIndex", 255 } },
        new() { { "Focal", 1.0 }, { "FocalIncludeBackground", false }, { "Reduction", "LossReduction.None" }, { "FocalAlpha", 0.8 } },
        new() { { "Focal", 1.0 }, { "FocalIncludeBackground", false }, { "FocalActivation", "FocalActivation.Sigmoid" }, { "FocalNormalized", true }, { "FocalReducedThreshold", 0.5 } },
        new() { { "GeneralizedDice", 1.0 }, { "IncludeBackground", false }, { "Absent", "AbsentClass.Zero" }, { "Over", "OverlapScope.Sample" }, { "OverlapClassWeights", 0.5 } },
        new() { { "Mcc", 1.0 }, { "OverlapClasses", new[] { 0, 2 } }, { "OverlapClassWeights", 0.75 } },
        new() { { "Dice", 1.0 }, { "Jaccard", 1.0 }, { "OverlapClassWeights", 0.75 }, { "Over", "OverlapScope.Sample" } },
    ];

    /// <summary>By attribute text.</summary>
    public static IReadOnlyDictionary<string, LossOptions> All { get; }
        = Build().ToDictionary(options => options.AttributeText);

    /// <summary>For theories over every loss.</summary>
    public static TheoryData<string> Names => [.. All.Keys];

    /// <summary>For theories whose cases are costly: the bare attribute, and in each mode the sums of three terms.</summary>
    public static TheoryData<string> Few =>
    [
        new LossOptions().AttributeText,
        .. All.Where(pair => pair.Value.Has("Dice") && pair.Value.Has("Jaccard") && (pair.Value.Has("Bce") || pair.Value.Has("CrossEntropy")))
            .Select(pair => pair.Key),
    ];

    /// <summary>Whether a term orders pixels: where some tie, which of them is first is nobody's to say, and the gradient with it.</summary>
    public static bool Orders(LossOptions options) => options.Has("Lovasz") || options.Has("TopKCrossEntropy") || options.Has("ClDice");

    /// <summary>Whether a term takes distance transforms, for which the tensors need values.</summary>
    public static bool MeasuresDistances(LossOptions options) => options.Has("Boundary") || options.Has("HausdorffDT");

    private static IEnumerable<LossOptions> Build()
    {
        foreach (var input in new[] { null, "PredictionKind.Probabilities" })
        {
            foreach (var form in _forms.Concat(FieldForms.All))
            {
                yield return In(form, null, 1, input);
                yield return In(form, "SegmentationMode.Multilabel", 3, input);
                yield return In(form, "SegmentationMode.Multiclass", 3, input);
            }

            foreach (var form in _classChoices.Concat(FieldForms.Channels))
            {
                yield return In(form, "SegmentationMode.Multilabel", 3, input);
                yield return In(form, "SegmentationMode.Multiclass", 4, input);
            }

            foreach (var form in FieldForms.Exclusive)
                yield return In(form, "SegmentationMode.Multiclass", 4, input);
            foreach (var classes in new[] { 2, 5, 9 })
                yield return In([], "SegmentationMode.Multiclass", classes, input);
        }
    }

    /// <summary>Names the pixel term and its weights as the mode does, and sets the mode.</summary>
    private static LossOptions In(LossOptions form, string? mode, int classes, string? input)
    {
        var exclusive = mode == "SegmentationMode.Multiclass";
        var result = new LossOptions();
        foreach (var (name, value) in form)
        {
            if (name == "Pixel")
                result[exclusive ? "CrossEntropy" : "Bce"] = value;
            else if (name == "Weights" && exclusive)
                result["ClassWeights"] = Enumerable.Range(0, classes).Select(index => 0.5 + ((double)value * index)).ToArray();
            else if (name is "OverlapClassWeights" or "FocalClassWeights")
                result[name] = Enumerable.Range(0, classes).Select(index => 0.25 + ((double)value * index)).ToArray();
            else
                result[name == "Weights" ? "PosWeight" : name] = value;
        }

        if (mode is not null)
        {
            result["Mode"] = mode;
            result["Classes"] = classes;
        }

        if (input is not null)
            result["Input"] = input;
        return result;
    }
}
