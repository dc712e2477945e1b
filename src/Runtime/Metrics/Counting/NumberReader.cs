using System.Globalization;
using System.Numerics;
using static TorchSharp.torch;

namespace MaskSharp;

/// <summary>Reads dtypes that .NET computes with.</summary>
internal sealed class NumberReader<T>(Tensor tensor) : PixelReader(tensor)
    where T : unmanaged, INumber<T>
{
    // 0.5 of an integer type is 0, which tells it from the floating ones.
    private static readonly bool _isInteger = T.CreateSaturating(0.5) == T.Zero;

    public override void AtLeast(long start, double cut, Span<byte> answers)
        => PixelVectors.Apply(Values<T>(start, answers.Length), new AtLeast<T>(T.CreateSaturating(_isInteger ? Math.Ceiling(cut) : cut)), answers);

    public override void EqualTo(long start, int other, Span<byte> answers)
    {
        if (Holds(other))
            PixelVectors.Apply(Values<T>(start, answers.Length), new EqualTo<T>(T.CreateSaturating(other)), answers);
        else
            answers.Clear();
    }

    public override void ArgMax(long start, long plane, int classes, Span<short> labels)
    {
        Span<T> best = stackalloc T[labels.Length];
        Span<T> index = stackalloc T[labels.Length];
        best.Fill(T.CreateSaturating(double.NegativeInfinity));
        for (var c = 0; c < classes; c++)
            PixelVectors.KeepLarger(Values<T>(start + (c * plane), labels.Length), T.CreateTruncating(c), best, index);
        for (var i = 0; i < labels.Length; i++)
            labels[i] = short.CreateTruncating(index[i]);
    }

    public override int Labels(long start, ReadOnlySpan<byte> valid, int? ignore, int classes, Span<short> labels)
    {
        var values = Values<T>(start, labels.Length);
        var ignores = ignore is { } value && Holds(value);
        var ignored = ignores ? T.CreateSaturating(ignore!.Value) : T.Zero;
        for (var i = 0; i < labels.Length; i++)
        {
            if ((!valid.IsEmpty && valid[i] == 0) || (ignores && values[i] == ignored))
            {
                labels[i] = -1;
                continue;
            }

            var index = int.CreateSaturating(values[i]);
            if ((uint)index >= (uint)classes || T.CreateSaturating(index) != values[i])
                return i;
            labels[i] = (short)index;
        }

        return -1;
    }

    public override int FirstOutside(long start, int largest, ReadOnlySpan<byte> valid, int length)
    {
        Span<byte> outside = stackalloc byte[length];
        PixelVectors.Apply(Values<T>(start, length), new Outside<T>(T.Zero, T.CreateSaturating(largest)), outside);
        var first = outside.IndexOfAnyExcept((byte)0);
        while (first >= 0 && !valid.IsEmpty && valid[first] == 0)
        {
            var next = outside[(first + 1)..].IndexOfAnyExcept((byte)0);
            first = next < 0 ? -1 : first + 1 + next;
        }

        return first;
    }

    public override string Text(long index) => Values<T>(index, 1)[0].ToString(null, CultureInfo.InvariantCulture);

    private static bool Holds(int value) => double.CreateSaturating(T.CreateSaturating(value)) == value;
}
