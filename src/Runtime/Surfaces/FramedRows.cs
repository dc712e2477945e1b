using System.Numerics;

namespace MaskSharp;

/// <summary>
/// Looks at every pixel of a framed box together with others at fixed distances in memory, a row and a vector at a time.
/// </summary>
internal static unsafe class FramedRows
{
    /// <summary>What becomes of a place from the pixels at and around it.</summary>
    internal interface IRule
    {
        /// <summary>The results of one place and those behind it, given where the place is in the framed box.</summary>
        Vector<byte> Apply(byte* place);

        /// <summary>The result of one place.</summary>
        byte ApplyOne(byte* place);
    }

    /// <summary>Fills a map of places.</summary>
    /// <param name="framed">The framed box.</param>
    /// <param name="shape">Lengths of the map's axes: the box's, or one more each.</param>
    /// <param name="strides">Distance in the framed box of neighbours along each axis.</param>
    /// <param name="rule">What becomes of a place. Place 0 of every axis is the box's first pixel.</param>
    /// <param name="map">Receives one result a place.</param>
    /// <param name="threads">At most so many threads; 0: one for each processor.</param>
    public static void Fill<TRule>(ReadOnlySpan<byte> framed, int[] shape, int[] strides, TRule rule, Span<byte> map, int threads)
        where TRule : struct, IRule
    {
        var width = shape[^1];
        fixed (byte* pixels = framed)
        fixed (byte* places = map)
        {
            var (first, result) = ((nint)pixels, (nint)places);
            Lines.Run(map.Length / width, width, threads, (start, end) =>
            {
                for (var row = start; row < end; row++)
                {
                    var (rest, from) = (row, strides[^1]);
                    for (var axis = shape.Length - 2; axis >= 0; axis--)
                    {
                        (rest, var index) = Math.DivRem(rest, shape[axis]);
                        from += (index + 1) * strides[axis];
                    }

                    FillRow((byte*)first + from, rule, (byte*)result + ((nint)row * width), width);
                }
            });
        }
    }

    private static void FillRow<TRule>(byte* from, TRule rule, byte* to, int width)
        where TRule : struct, IRule
    {
        var i = 0;
        for (; i <= width - Vector<byte>.Count; i += Vector<byte>.Count)
            rule.Apply(from + i).Store(to + i);
        if (i < width && width >= Vector<byte>.Count)
        {
            // Once more the last whole vector: it overlaps what is done, and gives the same.
            rule.Apply(from + width - Vector<byte>.Count).Store(to + width - Vector<byte>.Count);
            return;
        }

        for (; i < width; i++)
            to[i] = rule.ApplyOne(from + i);
    }
}
