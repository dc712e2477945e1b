using MaskSharp.Evaluator.Formats;

namespace MaskSharp.Evaluator.Models.Pictures;

/// <summary>An image as models take it: floating values, channel by channel.</summary>
/// <param name="Shape">Its size.</param>
/// <param name="Channels">1 or 3; red, green, blue.</param>
/// <param name="Values">Values of the first channel, plane by plane and row by row, then of the next.</param>
/// <param name="Geometry">Where its voxels lie; null where the format does not say.</param>
internal sealed record Picture(MaskShape Shape, int Channels, float[] Values, MaskGeometry? Geometry)
{
    /// <summary>The largest value of the file's type; 1 for floating values.</summary>
    public double Maximum { get; init; } = 1;

    /// <summary>A PNG, JPEG or TIFF, whose values are brightness.</summary>
    public bool IsPhotograph { get; init; }

    /// <summary>The image in the channels that a model takes.</summary>
    public Picture In(ChannelOrder order)
    {
        var count = Shape.Count;
        var wanted = order == ChannelOrder.Grey ? 1 : 3;
        if (wanted == 1 && Channels == 1) return this;
        var values = new float[wanted * count];
        for (var c = 0; c < wanted; c++)
        {
            var target = values.AsSpan(c * count, count);
            if (Channels == 1) Values.CopyTo(target);
            else if (wanted == 1) Luminance(target);
            else Values.AsSpan((order == ChannelOrder.Bgr ? 2 - c : c) * count, count).CopyTo(target);
        }
        return this with { Channels = wanted, Values = values };
    }

    // ITU-R BT.601, as picture libraries turn colours to grey.
    private void Luminance(Span<float> grey)
    {
        var count = Shape.Count;
        for (var i = 0; i < count; i++) grey[i] = 0.299f * Values[i] + 0.587f * Values[count + i] + 0.114f * Values[2 * count + i];
    }
}
