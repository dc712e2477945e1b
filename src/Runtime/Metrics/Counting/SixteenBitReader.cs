using System.Globalization;
using static TorchSharp.torch;

namespace MaskSharp;

/// <summary>Reads half and bfloat16 by their bits, whose order is that of integers after one step.</summary>
internal sealed unsafe class SixteenBitReader(Tensor tensor, SixteenBitFloat format) : PixelReader(tensor)
{
    public override void ArgMax(long start, long plane, int classes, Span<short> labels)
        => LargestPlane.Find<short, KeyPlanes>(format.Planes, (byte*)At<short>(start), (nint)(plane * sizeof(short)), classes, labels);

    public override void Labels(long start, Span<short> labels)
    {
        var bits = At<ushort>(start);
        var table = format.Labels;
        for (var i = 0; i < labels.Length; i++)
            labels[i] = table[bits[i]];
    }

    public override void EqualTo(long start, int other, int length, Span<ulong> words)
    {
        if (format.Holds(other))
            BitCounting.Write(new PixelBits<short, KeyBetween>(At<short>(start), format.EqualTo(other)), length, words);
        else
            words.Clear();
    }

    public override string Text(long index) => format.Value(*At<short>(index)).ToString(CultureInfo.InvariantCulture);
}
