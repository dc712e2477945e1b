using System.Numerics;
using System.Runtime.InteropServices;

namespace MaskSharp.Evaluator.Formats;

/// <summary>Turns a row of packed samples into one value per pixel; several samples are one value only if they say the same.</summary>
internal static class PixelUnpacker
{
    /// <summary>Samples of 1 to 16 bits, one behind the other, the first in the highest bits.</summary>
    /// <param name="row">The packed row.</param>
    /// <param name="bits">Bits of a sample.</param>
    /// <param name="samples">One per value to write.</param>
    public static void Unpack(ReadOnlySpan<byte> row, int bits, Span<int> samples)
    {
        switch (bits)
        {
            case 8:
                Widen(row[..samples.Length], samples);
                return;
            case 16:
                for (var i = 0; i < samples.Length; i++) samples[i] = (row[2 * i] << 8) | row[2 * i + 1];
                return;
            case > 8:
                UnpackWide(row, bits, samples);
                return;
            default:
                var mask = (1 << bits) - 1;
                for (var i = 0; i < samples.Length; i++)
                {
                    var bit = i * bits;
                    samples[i] = (row[bit >> 3] >> (8 - bits - (bit & 7))) & mask;
                }
                return;
        }
    }

    // A sample lies in two or three bytes; the last one's may be the row's last.
    private static void UnpackWide(ReadOnlySpan<byte> row, int bits, Span<int> samples)
    {
        const int Window = 24;
        for (var i = 0; i < samples.Length; i++)
        {
            var (at, bit) = Math.DivRem(i * bits, 8);
            var window = (row[at] << 16) | (row[at + 1] << 8) | (at + 2 < row.Length ? row[at + 2] : 0);
            samples[i] = (window >> (Window - bits - bit)) & ((1 << bits) - 1);
        }
    }

    private static void Widen(ReadOnlySpan<byte> row, Span<int> samples)
    {
        var i = 0;
        for (; i <= row.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(row[i..]), out var low, out var high);
            Vector.Widen(low, out var a, out var b);
            Vector.Widen(high, out var c, out var d);
            var lanes = MemoryMarshal.Cast<int, uint>(samples[i..]);
            a.CopyTo(lanes);
            b.CopyTo(lanes[Vector<uint>.Count..]);
            c.CopyTo(lanes[(2 * Vector<uint>.Count)..]);
            d.CopyTo(lanes[(3 * Vector<uint>.Count)..]);
        }
        for (; i < row.Length; i++) samples[i] = row[i];
    }

    /// <summary>Merges the channels of each pixel: red, green and blue must be equal, and alpha must be opaque.</summary>
    /// <param name="samples">Channels next to each other; afterwards the first values are one per pixel.</param>
    /// <param name="colors">1 for grey, 3 for RGB.</param>
    /// <param name="alpha">Whether an alpha channel follows.</param>
    /// <param name="opaque">The alpha of an opaque pixel.</param>
    /// <exception cref="MaskFileException">A pixel has a colour, or is transparent: a mask has one value a pixel.</exception>
    public static void Merge(Span<int> samples, int colors, bool alpha, int opaque)
    {
        var channels = colors + (alpha ? 1 : 0);
        if (channels == 1) return;
        for (var pixel = 0; pixel < samples.Length / channels; pixel++)
        {
            var at = pixel * channels;
            if (colors == 3 && (samples[at] != samples[at + 1] || samples[at] != samples[at + 2]))
                throw MaskFileException.Unreadable("is a picture in colour; a mask has one value a pixel: save class indices as grey values or palette indices");
            if (alpha && samples[at + colors] != opaque)
                throw MaskFileException.Unreadable("has transparent pixels; a mask has one value a pixel: save it without an alpha channel");
            samples[pixel] = samples[at];
        }
    }
}
