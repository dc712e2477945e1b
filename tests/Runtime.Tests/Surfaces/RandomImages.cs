namespace MaskSharp.Tests.Surfaces;

/// <summary>Small random images of every kind that has been trouble: empty, full, of one pixel, of noise, of blocks.</summary>
internal static class RandomImages
{
    public static int[] Shape(Random random, int rank)
    {
        var largest = rank switch { 1 => 40, 2 => 14, 3 => 8, _ => 5 };
        return [.. Enumerable.Range(0, rank).Select(_ => random.Next(1, largest + 1))];
    }

    public static byte[] Mask(Random random, int[] shape)
    {
        var pixels = shape.Aggregate(1, (product, length) => product * length);
        switch (random.Next(8))
        {
            case 0:
                return new byte[pixels];
            case 1:
                return [.. Enumerable.Repeat((byte)1, pixels)];
            case 2:
                var single = new byte[pixels];
                single[random.Next(pixels)] = 1;
                return single;
            case 3 or 4:
                var share = random.NextDouble();
                return [.. Enumerable.Range(0, pixels).Select(_ => random.NextDouble() < share ? (byte)255 : (byte)0)];
            default:
                var lows = shape.Select(length => random.Next(length)).ToArray();
                var highs = shape.Select((length, axis) => random.Next(lows[axis], length)).ToArray();
                return [.. Enumerable.Range(0, pixels).Select(pixel => Index(pixel, shape).Select((i, axis) => i >= lows[axis] && i <= highs[axis]).All(inside => inside) ? (byte)1 : (byte)0)];
        }
    }

    /// <summary>Index of a pixel along each axis.</summary>
    public static int[] Index(int pixel, int[] shape)
    {
        var index = new int[shape.Length];
        for (var axis = shape.Length - 1; axis >= 0; axis--)
            (pixel, index[axis]) = Math.DivRem(pixel, shape[axis]);
        return index;
    }

    /// <summary>How far two pixels are apart; an empty spacing is 1 along all axes.</summary>
    public static double Distance(int[] a, int[] b, double[] spacing)
    {
        var sum = 0.0;
        for (var axis = 0; axis < a.Length; axis++)
        {
            var step = (a[axis] - b[axis]) * (spacing.Length == 0 ? 1 : spacing[axis]);
            sum += step * step;
        }

        return Math.Sqrt(sum);
    }

    /// <summary>How far two pixels are apart along each axis.</summary>
    public static IEnumerable<double> Steps(int[] a, int[] b, double[] spacing)
        => a.Select((i, axis) => Math.Abs(i - b[axis]) * (spacing.Length == 0 ? 1 : spacing[axis]));
}
