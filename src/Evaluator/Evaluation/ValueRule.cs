using System.Globalization;
using MaskSharp.Evaluator.Findings;

namespace MaskSharp.Evaluator.Evaluation;

/// <summary>
/// What the values of masks mean, decided over all files and never per file: in one picture a rare label may be the only one.
/// With Classes they are class indices. Else the ground truth holds 0 and one other value, and a prediction is a mask or a probability map.
/// </summary>
internal static class ValueRule
{
    // Probabilities written as float may pass 0 and 1 by rounding.
    private const double ProbabilityTolerance = 1e-4;

    /// <summary>Decides of each case whether its prediction is a probability map; in place of its labels, its map is then what counts.</summary>
    /// <param name="cases">All cases.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="findings">Takes MASK2105 and MASK2106 where the values can't be what the settings say.</param>
    /// <param name="notes">Takes how the predictions were read, where that was a choice.</param>
    public static IReadOnlyList<bool> ReadAsMaps(IReadOnlyList<CaseCounts> cases, EvaluationSettings settings, List<Finding> findings, List<string> notes)
    {
        if (settings.HasLabels)
        {
            if (settings.Threshold is not null) notes.Add($"{settings.Spelling.Name("--threshold")} has no effect: with {settings.Spelling.Name("--classes")} every value is a class index");
            return [.. cases.Select(_ => false)];
        }

        CheckTruth(cases, settings, findings);
        // What predictions mean depends on the truth, so faults of theirs would only lead astray.
        if (findings.Count > 0) return [];

        var whole = cases.Where(item => !item.PredictionIsReal).ToList();
        var real = cases.Where(item => item.PredictionIsReal).ToList();
        var wholeIsMap = whole.Count > 0 && WholeIsMap(whole, settings, notes);
        var realIsMap = real.Count > 0 && RealIsMap(real, settings, notes);
        if (wholeIsMap) CheckWholeMaps(whole, findings);
        if (realIsMap) CheckRealMaps(real, findings);
        foreach (var item in real.Where(item => item.PredictedValues.HasNaN))
            findings.Add(Finding.Error(Codes.ValueOutOfRange, $"the prediction of case '{item.Id}' holds NaN (not a number)", item.Prediction));
        return [.. cases.Select(item => item.PredictionIsReal ? realIsMap : wholeIsMap)];
    }

    private static void CheckTruth(IReadOnlyList<CaseCounts> cases, EvaluationSettings settings, List<Finding> findings)
    {
        foreach (var item in cases.Where(item => item.TrueValues.HasNaN))
            findings.Add(Finding.Error(Codes.ValueOutOfRange, $"the ground truth of case '{item.Id}' holds NaN (not a number)", item.GroundTruth));
        if (findings.Count > 0 || settings.Class.IsAny) return;

        var values = Union(cases.Select(item => item.TrueValues));
        if (!values.IsBinary) findings.Add(MoreThanBinary(values, Example(cases, item => item.TrueValues).GroundTruth, settings.Spelling, "the ground truth holds", $"{settings.Spelling.With("--class", "any")} to count all nonzero ones as foreground"));
    }

    /// <summary>The fault of masks that hold several labels where nothing says how many classes there are.</summary>
    /// <param name="values">The values of all masks.</param>
    /// <param name="example">A file that shows them.</param>
    /// <param name="spelling">How messages spell settings.</param>
    /// <param name="holds">Which masks, such as "the ground truth holds".</param>
    /// <param name="elseSet">What to set if they are no class indices.</param>
    public static Finding MoreThanBinary(ValueSet values, string example, SettingSpelling spelling, string holds, string elseSet)
    {
        var classes = values switch
        {
            { AreWhole: false } => "",
            { Minimum: >= 0, Maximum: < 255 } => $"{spelling.With("--classes", values.Maximum + 1)} if they are class indices, ",
            _ => $"{spelling.Name("--classes")} to the number of classes if they are class indices, ",
        };
        return Finding.Error(
            Codes.BadSetting,
            $"{holds} the values {values} (see {example}), and nothing says what they mean: set {classes}{elseSet}, or {spelling.Name("--ignore")} to the value that marks pixels to leave out");
    }

    // An integer prediction beside binary ground truth is a mask if it holds 0 and one other value, else a map.
    private static bool WholeIsMap(List<CaseCounts> cases, EvaluationSettings settings, List<string> notes)
    {
        var values = Union(cases.Select(item => item.PredictedValues));
        if (settings.Threshold is { } threshold)
        {
            if (values is { IsBinary: true, Maximum: > 0 and < 128 } && cases.Exists(item => item.PredictionMaximum >= byte.MaxValue))
            {
                notes.Add(Invariant(
                    $"the predictions hold only {values}; under a threshold they are probabilities of at most {values.Maximum / cases.Max(item => item.PredictionMaximum):0.######}: leave {settings.Spelling.Name("--threshold")} out if they are masks"));
            }
            notes.Add(Invariant($"integer predictions were read as probability maps: value divided by the largest of its type, foreground from {threshold} on"));
            return true;
        }
        if (settings.Class.IsAny || values.IsBinary) return false;
        notes.Add(Invariant(
            $"the predictions hold the values {values}, so they were read as probability maps: value divided by the largest of its type, foreground from {settings.EffectiveThreshold} on"));
        return true;
    }

    private static bool RealIsMap(List<CaseCounts> cases, EvaluationSettings settings, List<string> notes)
    {
        var values = Union(cases.Select(item => item.PredictedValues));
        var beyondOne = values.Maximum > 1 + ProbabilityTolerance;
        var isMask = beyondOne && (values.IsBinary || (settings.Class.IsAny && values is { AreWhole: true, Minimum: >= 0 }));
        notes.Add(isMask
            ? $"floating predictions hold the values {values}, so they were read as masks: every nonzero pixel is foreground"
            : Invariant($"floating predictions were read as probability maps, foreground from {settings.EffectiveThreshold} on"));
        return !isMask;
    }

    private static void CheckWholeMaps(List<CaseCounts> cases, List<Finding> findings)
    {
        foreach (var item in cases)
        {
            if (item.PredictionIsPalette)
            {
                findings.Add(Finding.Error(
                    Codes.ValueOutOfRange,
                    $"the prediction of case '{item.Id}' holds palette indices ({item.PredictedValues}), which are labels and no probabilities; save probability maps in grey",
                    item.Prediction));
            }
            else if (item.PredictedValues.Minimum < 0)
            {
                findings.Add(Finding.Error(Codes.ValueOutOfRange, $"the prediction of case '{item.Id}' holds negative values, which are no probabilities", item.Prediction));
            }
        }
    }

    private static void CheckRealMaps(List<CaseCounts> cases, List<Finding> findings)
    {
        foreach (var item in cases)
        {
            var values = item.PredictedValues;
            if (!(values.Minimum < -ProbabilityTolerance) && !(values.Maximum > 1 + ProbabilityTolerance)) continue;
            findings.Add(Finding.Error(
                Codes.ValueOutOfRange,
                Invariant($"the prediction of case '{item.Id}' holds values from {values.Minimum:R} to {values.Maximum:R}, which are no probabilities (0 to 1); save the model's output after its sigmoid"),
                item.Prediction));
        }
    }

    private static ValueSet Union(IEnumerable<ValueSet> sets)
    {
        var union = new ValueSet();
        foreach (var set in sets) union.UnionWith(set);
        return union;
    }

    // The case with the largest value shows best what does not fit.
    private static CaseCounts Example(IReadOnlyList<CaseCounts> cases, Func<CaseCounts, ValueSet> values) => cases.MaxBy(item => values(item).Maximum)!;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
