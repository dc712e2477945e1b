using System.Numerics;
using System.Runtime.InteropServices;

namespace MaskSharp;

/// <summary>Steps over runs of pixels, a vector at a time.</summary>
internal static class PixelVectors
{
    /// <summary>The answer for every value, 255 for yes, 0 for no; both have the same length.</summary>
    public static void Apply<T, TTest>(ReadOnlySpan<T> values, TTest test, Span<byte> answers)
        where T : unmanaged
        where TTest : struct, IPixelTest<T>
    {
        var i = 0;
        for (; i <= values.Length - Vector<byte>.Count; i += Vector<byte>.Count)
            Bytes(values[i..], test).CopyTo(answers[i..]);
        ApplyEach(values[i..], test, answers[i..]);
    }

    /// <summary>The same, one value after the other, for types that no vector holds.</summary>
    public static void ApplyEach<T, TTest>(ReadOnlySpan<T> values, TTest test, Span<byte> answers)
        where T : unmanaged
        where TTest : struct, IPixelTest<T>
    {
        for (var i = 0; i < values.Length; i++)
            answers[i] = test.Test(values[i]) ? byte.MaxValue : (byte)0;
    }

    /// <summary>Integers in 16 bits, those outside as the nearest end.</summary>
    public static void Saturate<T>(ReadOnlySpan<T> values, Span<short> results)
        where T : unmanaged, IBinaryInteger<T>
    {
        var i = 0;
        if (typeof(T) == typeof(byte))
        {
            var bytes = MemoryMarshal.AsBytes(values);
            for (; i <= bytes.Length - Vector<byte>.Count; i += Vector<byte>.Count)
            {
                Vector.Widen(new Vector<byte>(bytes[i..]), out var low, out var high);
                Vector.AsVectorInt16(low).CopyTo(results[i..]);
                Vector.AsVectorInt16(high).CopyTo(results[(i + Vector<short>.Count)..]);
            }
        }

        for (; i < values.Length; i++)
            results[i] = short.CreateSaturating(values[i]);
    }

    /// <summary>Where a value is larger than the best so far, it becomes the best and <paramref name="index"/> its index.</summary>
    public static void KeepLarger<T>(ReadOnlySpan<T> values, T index, Span<T> best, Span<T> indices)
        where T : unmanaged, INumber<T>
    {
        var i = 0;
        for (; i <= values.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            var value = new Vector<T>(values[i..]);
            var kept = new Vector<T>(best[i..]);
            var larger = Vector.GreaterThan(value, kept);
            Vector.ConditionalSelect(larger, value, kept).CopyTo(best[i..]);
            Vector.ConditionalSelect(larger, new Vector<T>(index), new Vector<T>(indices[i..])).CopyTo(indices[i..]);
        }

        for (; i < values.Length; i++)
        {
            if (values[i] > best[i])
                (best[i], indices[i]) = (values[i], index);
        }
    }

    /// <summary>Turns the pixels to leave out into those that remain: 255 where 0 was and the mask, if any, is not 0.</summary>
    public static void Remaining(Span<byte> leftOut, ReadOnlySpan<byte> mask)
    {
        var i = 0;
        for (; i <= leftOut.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            var remaining = ~new Vector<byte>(leftOut[i..]);
            (mask.IsEmpty ? remaining : remaining & new Vector<byte>(mask[i..])).CopyTo(leftOut[i..]);
        }

        for (; i < leftOut.Length; i++)
            leftOut[i] = (byte)(~leftOut[i] & (mask.IsEmpty ? byte.MaxValue : mask[i]));
    }

    // A vector of bytes takes as many vectors of T as T has bytes. A mask's lane stays all ones, or zero, when narrowed.
    private static unsafe Vector<byte> Bytes<T, TTest>(ReadOnlySpan<T> values, TTest test)
        where T : unmanaged
        where TTest : struct, IPixelTest<T>
        => sizeof(T) == 1
            ? Vector.As<T, byte>(Ask(values, test, 0))
            : Vector.Narrow(Words(values, test, 0), Words(values, test, sizeof(T) / sizeof(ushort)));

    private static unsafe Vector<ushort> Words<T, TTest>(ReadOnlySpan<T> values, TTest test, int first)
        where T : unmanaged
        where TTest : struct, IPixelTest<T>
        => sizeof(T) == sizeof(ushort)
            ? Vector.As<T, ushort>(Ask(values, test, first))
            : Vector.Narrow(DoubleWords(values, test, first), DoubleWords(values, test, first + (sizeof(T) / sizeof(uint))));

    private static unsafe Vector<uint> DoubleWords<T, TTest>(ReadOnlySpan<T> values, TTest test, int first)
        where T : unmanaged
        where TTest : struct, IPixelTest<T>
        => sizeof(T) == sizeof(uint)
            ? Vector.As<T, uint>(Ask(values, test, first))
            : Vector.Narrow(Vector.As<T, ulong>(Ask(values, test, first)), Vector.As<T, ulong>(Ask(values, test, first + 1)));

    private static Vector<T> Ask<T, TTest>(ReadOnlySpan<T> values, TTest test, int vector)
        where T : unmanaged
        where TTest : struct, IPixelTest<T>
        => test.Test(new Vector<T>(values[(vector * Vector<T>.Count)..]));
}
