using System.Globalization;
using System.Numerics;
using static TorchSharp.torch;

namespace MaskSharp;

/// <summary>Reads dtypes that .NET computes with.</summary>
internal sealed unsafe class NumberReader<T>(Tensor tensor) : PixelReader(tensor)
    where T : unmanaged, INumber<T>
{
    public override void ArgMax(long start, long plane, int classes, Span<short> labels)
    {
        var first = (byte*)At<T>(start);
        var stride = (nint)(plane * sizeof(T));
        if (typeof(T) == typeof(byte))
            LargestPlane.Find<short, BytePlanes>(new(0), first, stride, classes, labels);
        else if (typeof(T) == typeof(sbyte))
            LargestPlane.Find<short, BytePlanes>(new(128), first, stride, classes, labels);
        else
            LargestPlane.Find<T, NumberPlanes<T>>(default, first, stride, classes, labels);
    }

    public override void Labels(long start, Span<short> labels) => ShortLabels.Read(new ReadOnlySpan<T>(At<T>(start), labels.Length), labels);

    public override void EqualTo(long start, int other, int length, Span<ulong> words)
    {
        if (PixelValues.Holds<T>(other))
            BitCounting.Write(new PixelBits<T, EqualTo<T>>(At<T>(start), new(T.CreateSaturating(other))), length, words);
        else
            words.Clear();
    }

    public override string Text(long index) => At<T>(index)->ToString(null, CultureInfo.InvariantCulture);
}
