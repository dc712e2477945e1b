using System.Numerics;

namespace MaskSharp;

/// <summary>The smallest box that holds the foreground of some masks: only there can a surface be.</summary>
/// <param name="Low">First index along each axis.</param>
/// <param name="Shape">Length along each axis.</param>
internal sealed record MaskBox(int[] Low, int[] Shape)
{
    /// <summary>The box of two masks, or null where both are empty.</summary>
    public static MaskBox? Around(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, int[] shape)
    {
        var (low, high) = ((int[])shape.Clone(), new int[shape.Length]);
        Array.Fill(high, -1);
        Include(a, shape, low, high);
        Include(b, shape, low, high);
        return high[0] < 0 ? null : new(low, [.. high.Zip(low, (last, first) => last - first + 1)]);
    }

    /// <summary>The pixels of the box, 255 for foreground and 0 for background, in a frame of background on every side.</summary>
    /// <param name="mask">The whole mask.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="framed">Receives box and frame.</param>
    /// <param name="frame">Width of the frame in pixels.</param>
    public void Copy(ReadOnlySpan<byte> mask, int[] shape, Span<byte> framed, int frame)
    {
        framed.Clear();
        var (axes, width) = (shape.Length, Shape[^1]);
        var rows = 1;
        for (var axis = 0; axis < axes - 1; axis++)
            rows *= Shape[axis];
        for (var row = 0; row < rows; row++)
        {
            // Where the row starts in the whole image and in the framed box.
            var (rest, from, to, fromStride, toStride) = (row, Low[^1], frame, shape[^1], width + (2 * frame));
            for (var axis = axes - 2; axis >= 0; axis--)
            {
                (rest, var index) = Math.DivRem(rest, Shape[axis]);
                from += (Low[axis] + index) * fromStride;
                to += (index + frame) * toStride;
                fromStride *= shape[axis];
                toStride *= Shape[axis] + (2 * frame);
            }

            FillForeground(mask.Slice(from, width), framed.Slice(to, width));
        }
    }

    /// <summary>255 where a mask is not 0; the row beside is 0 already.</summary>
    private static void FillForeground(ReadOnlySpan<byte> mask, Span<byte> row)
    {
        var i = 0;
        for (; i <= mask.Length - Vector<byte>.Count; i += Vector<byte>.Count)
            (~Vector.Equals(new Vector<byte>(mask[i..]), Vector<byte>.Zero)).CopyTo(row[i..]);
        for (; i < mask.Length; i++)
            row[i] = mask[i] == 0 ? (byte)0 : byte.MaxValue;
    }

    private static void Include(ReadOnlySpan<byte> mask, int[] shape, int[] low, int[] high)
    {
        var (width, last) = (shape[^1], shape.Length - 1);
        for (var start = mask.IndexOfAnyExcept((byte)0); start >= 0;)
        {
            // One row at a time: from its first foreground pixel to its last.
            var row = start / width;
            var end = (row * width) + mask.Slice(row * width, width).LastIndexOfAnyExcept((byte)0);
            low[last] = Math.Min(low[last], start - (row * width));
            high[last] = Math.Max(high[last], end - (row * width));
            var rest = row;
            for (var axis = last - 1; axis >= 0; axis--)
            {
                (rest, var index) = Math.DivRem(rest, shape[axis]);
                low[axis] = Math.Min(low[axis], index);
                high[axis] = Math.Max(high[axis], index);
            }

            var next = mask[((row + 1) * width)..].IndexOfAnyExcept((byte)0);
            start = next < 0 ? -1 : ((row + 1) * width) + next;
        }
    }
}
