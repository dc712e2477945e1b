using System.Numerics;

namespace MaskSharp.Evaluator.Formats.PngFormat;

/// <summary>Undoes the filters of PNG rows (W3C PNG specification, clause 9), in place.</summary>
internal static class PngFilter
{
    /// <param name="kind">The filter byte before the row, 0 to 4.</param>
    /// <param name="row">The filtered row; afterwards its bytes.</param>
    /// <param name="above">The row above, unfiltered; zeros above the first row.</param>
    /// <param name="step">Bytes of a pixel, at least 1.</param>
    /// <exception cref="MaskFileException">The filter does not exist.</exception>
    public static void Undo(int kind, Span<byte> row, ReadOnlySpan<byte> above, int step)
    {
        switch (kind)
        {
            case 0:
                return;
            case 1:
                for (var i = step; i < row.Length; i++) row[i] += row[i - step];
                return;
            case 2:
                AddUp(row, above);
                return;
            case 3:
                for (var i = 0; i < row.Length; i++)
                {
                    var left = i < step ? 0 : row[i - step];
                    row[i] += (byte)((left + above[i]) >> 1);
                }
                return;
            case 4:
                UndoPaeth(row, above, step);
                return;
            default:
                throw MaskFileException.Unreadable("is a damaged PNG file: a row has a filter that does not exist");
        }
    }

    private static void AddUp(Span<byte> row, ReadOnlySpan<byte> above)
    {
        var i = 0;
        for (; i <= row.Length - Vector<byte>.Count; i += Vector<byte>.Count)
            (new Vector<byte>(row[i..]) + new Vector<byte>(above[i..])).CopyTo(row[i..]);
        for (; i < row.Length; i++) row[i] += above[i];
    }

    private static void UndoPaeth(Span<byte> row, ReadOnlySpan<byte> above, int step)
    {
        for (var i = 0; i < Math.Min(step, row.Length); i++) row[i] += above[i];
        for (var i = step; i < row.Length; i++)
        {
            int a = row[i - step], b = above[i], c = above[i - step];
            var fromA = Math.Abs(b - c);
            var fromB = Math.Abs(a - c);
            var fromC = Math.Abs(a + b - 2 * c);
            row[i] += (byte)(fromA <= fromB && fromA <= fromC ? a : fromB <= fromC ? b : c);
        }
    }
}
