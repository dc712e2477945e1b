using System.Text.Json;
using Conformance.Vectors;
using MaskSharp;

namespace Conformance.Metrics;

/// <summary>An input of a metric: [N, C, …] of masks, [N, …] of labels, or one mask alone.</summary>
public sealed record MaskTensor(int[] Shape, double[] Data)
{
    /// <summary>Samples of [N, C, …].</summary>
    public int Samples => Shape[0];

    /// <summary>Channels of [N, C, …].</summary>
    public int Channels => Shape[1];

    /// <summary>Axes of space of [N, C, …].</summary>
    public int[] Space => Shape[2..];

    /// <summary>The whole tensor as one mask.</summary>
    public byte[] Mask => Array.ConvertAll(Data, value => (byte)(value != 0 ? 1 : 0));

    /// <summary>The whole tensor as labels.</summary>
    public int[] Labels => Array.ConvertAll(Data, value => (int)value);

    public static MaskTensor Read(JsonElement element)
    {
        int[] shape = [.. element.GetProperty("shape").EnumerateArray().Select(length => length.GetInt32())];
        if (element.TryGetProperty("generator", out var generator))
            return new(shape, Generate(generator.GetString()!, element, shape));
        var tensor = VectorTensor.Read(element);
        return new([.. tensor.Shape.Select(length => (int)length)], tensor.Data);
    }

    /// <summary>The mask of one sample and channel of [N, C, …].</summary>
    public byte[] Plane(int sample, int channel)
    {
        var pixels = Space.Aggregate(1, (product, length) => product * length);
        return Array.ConvertAll(Data.AsSpan(((sample * Channels) + channel) * pixels, pixels).ToArray(), value => (byte)(value != 0 ? 1 : 0));
    }

    /// <summary>The same mask as one sample of one channel.</summary>
    public MaskTensor Alone() => new([1, 1, .. Shape], Data);

    /// <summary>Labels [N, …], or [N, 1, …] of one channel, as masks [N, C, …].</summary>
    public MaskTensor OneHot(int classes, bool hasChannel = false)
    {
        int[] space = hasChannel ? Shape[2..] : Shape[1..];
        var pixels = space.Aggregate(1, (product, length) => product * length);
        var data = new double[Samples * classes * pixels];
        for (var i = 0; i < Data.Length; i++)
        {
            if (Data[i] >= 0 && Data[i] < classes)
                data[(((i / pixels * classes) + (int)Data[i]) * pixels) + (i % pixels)] = 1;
        }

        return new([Samples, classes, .. space], data);
    }

    /// <summary>Without the first of several channels.</summary>
    public MaskTensor WithoutBackground()
    {
        if (Channels == 1)
            return this;
        var plane = Data.Length / Samples / Channels;
        return new([Samples, Channels - 1, .. Space], [.. Data.Where((_, i) => i / plane % Channels != 0)]);
    }

    /// <summary>The counts of every sample and channel of [N, C, …].</summary>
    public PixelCounts Count(MaskTensor target)
    {
        var counts = Enumerable.Range(0, 4).Select(_ => new long[Samples, Channels]).ToArray();
        for (var sample = 0; sample < Samples; sample++)
        {
            for (var channel = 0; channel < Channels; channel++)
            {
                var plane = PixelCounts.FromMasks(Plane(sample, channel), target.Plane(sample, channel));
                (counts[0][sample, channel], counts[1][sample, channel], counts[2][sample, channel], counts[3][sample, channel]) = (plane.TP[0, 0], plane.FP[0, 0], plane.FN[0, 0], plane.TN[0, 0]);
            }
        }

        return new(counts[0], counts[1], counts[2], counts[3]);
    }

    private static double[] Generate(string kind, JsonElement element, int[] shape)
    {
        double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(number => number.GetDouble())];
        var data = new double[shape.Aggregate(1, (product, length) => product * length)];
        if (kind == "zeros")
            return data;
        var (centre, spacing, radius) = kind == "sphere"
            ? (Numbers(element.GetProperty("centre")), Numbers(element.GetProperty("spacing")), element.GetProperty("radius").GetDouble())
            : ([], [], 0);
        var boxes = kind == "boxes"
            ? element.GetProperty("boxes").EnumerateArray().Select(box => (Low: Numbers(box.GetProperty("lo")), High: Numbers(box.GetProperty("hi")))).ToArray()
            : [];
        for (var pixel = 0; pixel < data.Length; pixel++)
        {
            var index = new int[shape.Length];
            var rest = pixel;
            for (var axis = shape.Length - 1; axis >= 0; axis--)
                (rest, index[axis]) = Math.DivRem(rest, shape[axis]);
            var inside = kind switch
            {
                "sphere" => index.Select((i, axis) => ((i * spacing[axis]) - centre[axis]) * ((i * spacing[axis]) - centre[axis])).Sum() <= radius * radius,
                "boxes" => boxes.Any(box => index.Select((i, axis) => i >= box.Low[axis] && i < box.High[axis]).All(within => within)),
                _ => throw new NotSupportedException($"the generator '{kind}' is not known"),
            };
            data[pixel] = inside ? 1 : 0;
        }

        return data;
    }
}
