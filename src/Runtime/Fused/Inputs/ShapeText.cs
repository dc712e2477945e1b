using System.Globalization;

namespace MaskSharp.Fused;

/// <summary>Shapes as error messages say them.</summary>
internal static class ShapeText
{
    public static string Of(ReadOnlySpan<long> shape)
    {
        var parts = new string[shape.Length];
        for (var i = 0; i < parts.Length; i++)
            parts[i] = shape[i].ToString(CultureInfo.InvariantCulture);
        return $"[{string.Join(", ", parts)}]";
    }

    /// <summary>The shapes a prediction of this loss may have.</summary>
    public static string Prediction(LossLayout layout) => layout.Mode == SegmentationMode.Binary
        ? "[N, 1, …] or [N, …] for Mode = Binary"
        : string.Create(CultureInfo.InvariantCulture, $"[N, {layout.Classes}, …] for Mode = {layout.Mode} with Classes = {layout.Classes}");
}
