using System.Runtime.InteropServices;
using BitMiracle.LibTiff.Classic;

namespace MaskSharp.Evaluator.Formats.TiffFormat;

/// <summary>Turns the bytes of a TIFF row, in the order of this machine, into values.</summary>
internal static class TiffSamples
{
    /// <summary>Floating samples of 16, 32 or 64 bits.</summary>
    public static void Real(ReadOnlySpan<byte> row, int bits, Span<double> values)
    {
        switch (bits)
        {
            case 16:
                var halves = MemoryMarshal.Cast<byte, Half>(row);
                for (var i = 0; i < values.Length; i++) values[i] = (double)halves[i];
                return;
            case 32:
                var singles = MemoryMarshal.Cast<byte, float>(row);
                for (var i = 0; i < values.Length; i++) values[i] = singles[i];
                return;
            default:
                MemoryMarshal.Cast<byte, double>(row)[..values.Length].CopyTo(values);
                return;
        }
    }

    /// <summary>Whole samples; where white is zero they are turned round, as every viewer shows them.</summary>
    /// <exception cref="MaskFileException">A value is beyond 2^31 − 1.</exception>
    public static void Whole(ReadOnlySpan<byte> row, TiffPage page, Span<int> samples)
    {
        switch (page.Bits, page.Format)
        {
            case (16, SampleFormat.INT):
                var shorts = MemoryMarshal.Cast<byte, short>(row);
                for (var i = 0; i < samples.Length; i++) samples[i] = shorts[i];
                break;
            case (16, _):
                var words = MemoryMarshal.Cast<byte, ushort>(row);
                for (var i = 0; i < samples.Length; i++) samples[i] = words[i];
                break;
            case (32, SampleFormat.INT):
                MemoryMarshal.Cast<byte, int>(row)[..samples.Length].CopyTo(samples);
                break;
            case (32, _):
                var longs = MemoryMarshal.Cast<byte, uint>(row);
                for (var i = 0; i < samples.Length; i++)
                {
                    if (longs[i] > int.MaxValue) throw new MaskFileException(Findings.Codes.ValueOutOfRange, "holds values beyond 2,147,483,647, which are no labels");
                    samples[i] = (int)longs[i];
                }
                break;
            case (8, SampleFormat.INT):
                for (var i = 0; i < samples.Length; i++) samples[i] = (sbyte)row[i];
                break;
            default:
                PixelUnpacker.Unpack(row, page.Bits, samples);
                break;
        }

        if (page.Photometric != Photometric.MINISWHITE || page.Format == SampleFormat.INT) return;
        var white = page.Maximum;
        for (var i = 0; i < samples.Length; i++) samples[i] = (int)(white - samples[i]);
    }
}
