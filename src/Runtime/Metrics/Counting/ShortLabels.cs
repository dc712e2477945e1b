using System.Numerics;
using System.Runtime.CompilerServices;

namespace MaskSharp;

/// <summary>
/// Class indices of any type in 16 bits, a vector at a time: whole numbers outside become the nearest end, which is no class, and so
/// do numbers that are not whole.
/// </summary>
internal static class ShortLabels
{
    /// <summary>No class's index.</summary>
    public const short None = short.MinValue;

    /// <summary>The label of one number.</summary>
    public static short Of(double value) => value == Math.Floor(value) ? short.CreateSaturating(value) : None;

    /// <summary>Reads as many labels as there are values.</summary>
    public static void Read<T>(ReadOnlySpan<T> values, Span<short> labels)
        where T : unmanaged, INumber<T>
    {
        var i = 0;
        if (Vector<T>.IsSupported && typeof(T) != typeof(ulong) && typeof(T) != typeof(nint) && typeof(T) != typeof(nuint))
        {
            // A vector of bytes fills two vectors of labels; wider types fill one from one, two or four of theirs.
            var step = Math.Max(Vector<short>.Count, Vector<T>.Count);
            for (; i <= values.Length - step; i += step)
                ReadVector(in values[i], ref labels[i]);
        }

        for (; i < values.Length; i++)
            labels[i] = T.IsInteger(values[i]) ? short.CreateSaturating(values[i]) : None;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ReadVector<T>(ref readonly T values, ref short labels)
        where T : unmanaged, INumber<T>
    {
        if (typeof(T) == typeof(byte))
        {
            Vector.Widen(At<T, byte>(in values, 0), out var low, out var high);
            Vector.AsVectorInt16(low).StoreUnsafe(ref labels);
            Vector.AsVectorInt16(high).StoreUnsafe(ref labels, (nuint)Vector<short>.Count);
        }
        else if (typeof(T) == typeof(sbyte))
        {
            Vector.Widen(At<T, sbyte>(in values, 0), out var low, out var high);
            low.StoreUnsafe(ref labels);
            high.StoreUnsafe(ref labels, (nuint)Vector<short>.Count);
        }
        else if (typeof(T) == typeof(short))
        {
            At<T, short>(in values, 0).StoreUnsafe(ref labels);
        }
        else if (typeof(T) == typeof(ushort))
        {
            Vector.AsVectorInt16(Vector.Min(At<T, ushort>(in values, 0), new Vector<ushort>((ushort)short.MaxValue))).StoreUnsafe(ref labels);
        }
        else if (typeof(T) == typeof(int))
        {
            Vector.NarrowWithSaturation(At<T, int>(in values, 0), At<T, int>(in values, 1)).StoreUnsafe(ref labels);
        }
        else if (typeof(T) == typeof(uint))
        {
            var limit = new Vector<uint>((uint)short.MaxValue);
            Vector.AsVectorInt16(Vector.Narrow(Vector.Min(At<T, uint>(in values, 0), limit), Vector.Min(At<T, uint>(in values, 1), limit))).StoreUnsafe(ref labels);
        }
        else if (typeof(T) == typeof(float))
        {
            Vector.NarrowWithSaturation(Whole(At<T, float>(in values, 0)), Whole(At<T, float>(in values, 1))).StoreUnsafe(ref labels);
        }
        else if (typeof(T) == typeof(long))
        {
            Narrow(At<T, long>(in values, 0), At<T, long>(in values, 1), At<T, long>(in values, 2), At<T, long>(in values, 3)).StoreUnsafe(ref labels);
        }
        else
        {
            Narrow(Whole(At<T, double>(in values, 0)), Whole(At<T, double>(in values, 1)), Whole(At<T, double>(in values, 2)), Whole(At<T, double>(in values, 3))).StoreUnsafe(ref labels);
        }
    }

    private static Vector<short> Narrow(Vector<long> a, Vector<long> b, Vector<long> c, Vector<long> d)
        => Vector.NarrowWithSaturation(Vector.NarrowWithSaturation(a, b), Vector.NarrowWithSaturation(c, d));

    // The conversion cuts fractions off, so what was whole comes back as it was.
    private static Vector<int> Whole(Vector<float> values)
    {
        var whole = Vector.ConvertToInt32(values);
        return Vector.ConditionalSelect(Vector.Equals(Vector.ConvertToSingle(whole), values), whole, new Vector<int>(None));
    }

    private static Vector<long> Whole(Vector<double> values)
    {
        var whole = Vector.ConvertToInt64(values);
        return Vector.ConditionalSelect(Vector.Equals(Vector.ConvertToDouble(whole), values), whole, new Vector<long>(None));
    }

    /// <summary>The vector of this number from here on, of values that are of the type <typeparamref name="TSame"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<TSame> At<T, TSame>(ref readonly T values, int vector)
        => Vector.LoadUnsafe(ref Unsafe.As<T, TSame>(ref Unsafe.AsRef(in values)), (nuint)(vector * Vector<TSame>.Count));
}
