using System.Globalization;
using static TorchSharp.torch;

namespace MaskSharp;

/// <summary>Reads half and bfloat16 by their bits, whose order is that of integers after one step.</summary>
internal sealed class SixteenBitReader(Tensor tensor, SixteenBitFloat format) : PixelReader(tensor)
{
    public override void AtLeast(long start, double cut, Span<byte> answers)
        => PixelVectors.Apply(Values<short>(start, answers.Length), format.AtLeast(cut), answers);

    public override void EqualTo(long start, int other, Span<byte> answers)
    {
        if (format.Holds(other))
            PixelVectors.Apply(Values<short>(start, answers.Length), format.EqualTo(other), answers);
        else
            answers.Clear();
    }

    public override void ArgMax(long start, long plane, int classes, Span<short> labels)
    {
        Span<short> best = stackalloc short[labels.Length];
        Span<short> keys = stackalloc short[labels.Length];
        best.Fill(format.NegativeInfinityKey);
        labels.Clear();
        for (var c = 0; c < classes; c++)
        {
            format.OrderedKeys(Values<short>(start + (c * plane), labels.Length), keys);
            PixelVectors.KeepLarger(keys, (short)c, best, labels);
        }
    }

    public override int Labels(long start, ReadOnlySpan<byte> valid, int? ignore, int classes, Span<short> labels)
    {
        var values = Values<short>(start, labels.Length);
        for (var i = 0; i < labels.Length; i++)
        {
            var value = format.Value(values[i]);
            if ((!valid.IsEmpty && valid[i] == 0) || value == ignore)
            {
                labels[i] = -1;
                continue;
            }

            var index = int.CreateSaturating(value);
            if ((uint)index >= (uint)classes || index != value)
                return i;
            labels[i] = (short)index;
        }

        return -1;
    }

    public override int FirstOutside(long start, int largest, ReadOnlySpan<byte> valid, int length)
        => throw new NotSupportedException("Only integers are asked whether they are outside.");

    public override string Text(long index) => format.Value(Values<short>(index, 1)[0]).ToString(CultureInfo.InvariantCulture);
}
