using MaskSharp.Evaluator.Findings;
using MaskSharp.Evaluator.Formats;

namespace MaskSharp.Evaluator.Evaluation;

/// <summary>Counts the classes of one mask.</summary>
internal static class MaskCounter
{
    /// <exception cref="CaseException">The file can't be used.</exception>
    public static MaskTally Count(string path, EvaluationSettings settings)
    {
        using var mask = CaseMasks.Read("the mask", path, settings);
        return settings.HasLabels ? CountLabels(path, mask, settings) : CountForeground(path, mask, settings);
    }

    private static MaskTally CountForeground(string path, MaskImage mask, EvaluationSettings settings)
    {
        using var foregroundBuffer = new PixelBuffer<byte>(mask.Shape.Count);
        using var validBuffer = new PixelBuffer<byte>(mask.Shape.Count);
        var foreground = foregroundBuffer.Span;
        var valid = validBuffer.Span;
        if (settings.Ignore is { } ignore && !mask.IsLossy) MaskReading.Valid(mask, ignore, valid);
        else valid.Fill(1);

        var values = MaskReading.Values(mask, valid);
        if (values.HasNaN) throw new CaseException(Finding.Error(Codes.ValueOutOfRange, "the mask holds NaN (not a number)", path));
        MaskReading.AtLeast(mask, settings.EffectiveThreshold, foreground);
        var above = PixelCounts.FromMasks(foreground, foreground, valid);
        MaskReading.Nonzero(mask, foreground);
        var nonzero = PixelCounts.FromMasks(foreground, foreground, valid);
        return new MaskTally(path, [nonzero.TN[0, 0], nonzero.TP[0, 0]], above.TP[0, 0], values);
    }

    private static MaskTally CountLabels(string path, MaskImage mask, EvaluationSettings settings)
    {
        using var buffer = new PixelBuffer<int>(mask.IsReal ? mask.Shape.Count : 0);
        var labels = LabelReading.Whole(mask, buffer, settings, "the mask", path);
        LabelReading.CheckRange(labels, labels, mask.Shape, settings, "the mask", path);
        var counts = PixelCounts.FromLabels(labels, labels, settings.Classes, settings.Ignore);
        return new MaskTally(path, [.. Enumerable.Range(0, settings.Classes).Select(c => counts.TP[0, c])], 0, new ValueSet());
    }
}
