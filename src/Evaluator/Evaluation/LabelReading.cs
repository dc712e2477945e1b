using System.Globalization;
using MaskSharp.Evaluator.Findings;
using MaskSharp.Evaluator.Formats;

namespace MaskSharp.Evaluator.Evaluation;

/// <summary>Reads values as class indices, and says where they are none.</summary>
internal static class LabelReading
{
    // Whole numbers may come out of a scaled format as 0.99999997.
    private const double WholeTolerance = 1e-3;

    /// <summary>A mask's values as whole numbers.</summary>
    /// <param name="mask">The mask.</param>
    /// <param name="buffer">Holds them if the mask's are floating.</param>
    /// <param name="settings">How messages spell settings.</param>
    /// <param name="who">The mask in a sentence, such as "the prediction of case 'a'".</param>
    /// <param name="path">Its file.</param>
    /// <exception cref="CaseException">A value has a fraction.</exception>
    public static ReadOnlySpan<int> Whole(MaskImage mask, PixelBuffer<int> buffer, EvaluationSettings settings, string who, string path)
    {
        if (!mask.IsReal) return mask.Whole;
        var values = mask.Real;
        var labels = buffer.Span;
        for (var i = 0; i < values.Length; i++)
        {
            var whole = Math.Round(values[i]);
            if (!(Math.Abs(values[i] - whole) <= WholeTolerance) || Math.Abs(whole) > int.MaxValue)
                throw Fault($"{who} holds {values[i]} ({mask.Shape.Place(i)}), which is no class index; with {settings.Spelling.Name("--classes")} every value is one", path);
            labels[i] = (int)whole;
        }
        return labels;
    }

    /// <summary>Requires every counted label to be a class.</summary>
    /// <param name="labels">The labels.</param>
    /// <param name="truth">The ground truth's, whose ignored pixels count nowhere.</param>
    /// <param name="shape">Their shape.</param>
    /// <param name="settings">The number of classes, and the value to ignore.</param>
    /// <param name="who">The mask in a sentence.</param>
    /// <param name="path">Its file.</param>
    /// <exception cref="CaseException">A label is out of range.</exception>
    public static void CheckRange(ReadOnlySpan<int> labels, ReadOnlySpan<int> truth, MaskShape shape, EvaluationSettings settings, string who, string path)
    {
        for (var i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] < (uint)settings.Classes || truth[i] == settings.Ignore) continue;
            var hint = settings.Ignore is null && labels[i] is 255 or 65535 or -1 ? FormattableString.Invariant($"; if {labels[i]} marks pixels to leave out, set {settings.Spelling.With("--ignore", labels[i])}") : "";
            throw Fault(
                $"{who} holds the label {labels[i]} ({shape.Place(i)}), outside 0 to {settings.Classes - 1} of {settings.Spelling.With("--classes", settings.Classes)}{hint}",
                path);
        }
    }

    private static CaseException Fault(FormattableString message, string path) =>
        new(Finding.Error(Codes.ValueOutOfRange, message.ToString(CultureInfo.InvariantCulture), path));
}
