using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MaskSharp;

/// <summary>
/// The index of each pixel's largest plane, the lowest where several are; NaN counts as −∞. A few pixels at a time go through all
/// planes, their largest values and its index in registers.
/// </summary>
internal static unsafe class LargestPlane
{
    /// <summary>Bytes of a cache line, which is what is fetched at once.</summary>
    private const int Line = 64;

    /// <summary>Bytes asked for ahead, over all planes: they stay in the first-level cache.</summary>
    private const int Ahead = 16_384;

    /// <param name="kind">How values are read.</param>
    /// <param name="first">The first plane's first pixel.</param>
    /// <param name="stride">Bytes from one plane to the next.</param>
    /// <param name="planes">Number of planes.</param>
    /// <param name="labels">Receives the index of as many pixels as it holds.</param>
    public static void Find<T, TPlanes>(TPlanes kind, byte* first, nint stride, int planes, Span<short> labels)
        where T : unmanaged
        where TPlanes : struct, IPlanes<T>
    {
        fixed (short* place = labels)
        {
            if (Vector512.IsHardwareAccelerated)
                FindAll<T, TPlanes, ValueLanes512<T>>(kind, first, stride, planes, place, labels.Length);
            else if (Vector256.IsHardwareAccelerated)
                FindAll<T, TPlanes, ValueLanes256<T>>(kind, first, stride, planes, place, labels.Length);
            else
                FindAll<T, TPlanes, ValueLanes128<T>>(kind, first, stride, planes, place, labels.Length);
        }
    }

    private static void FindAll<T, TPlanes, TLanes>(TPlanes kind, byte* first, nint stride, int planes, short* labels, int length)
        where T : unmanaged
        where TPlanes : struct, IPlanes<T>
        where TLanes : struct, IValueLanes<TLanes, T>
    {
        var step = 4 * TLanes.Count;
        if (length < step)
        {
            for (var i = 0; i < length; i++)
                labels[i] = FindOne<T, TPlanes>(kind, first + (i * TPlanes.Size), stride, planes);
            return;
        }

        // A step takes so little of a plane before it goes to the next that the processor does not see where a plane goes on.
        var ahead = Math.Clamp(Ahead / planes, 4 * Line, Ahead / 8);

        // The last step ends with the run, and so does some pixels twice.
        for (var i = 0; i < length; i += step)
        {
            var start = Math.Min(i, length - step);
            FindFour<T, TPlanes, TLanes>(kind, first + (start * TPlanes.Size), stride, planes, ahead, labels + start);
        }
    }

    private static void FindFour<T, TPlanes, TLanes>(TPlanes kind, byte* first, nint stride, int planes, int ahead, short* labels)
        where T : unmanaged
        where TPlanes : struct, IPlanes<T>
        where TLanes : struct, IValueLanes<TLanes, T>
    {
        var width = TLanes.Count * TPlanes.Size;
        var lowest = TLanes.All(kind.Lowest);
        var (best0, best1, best2, best3) = (lowest, lowest, lowest, lowest);
        var none = TLanes.All(default);
        var (index0, index1, index2, index3) = (none, none, none, none);
        for (var plane = 0; plane < planes; plane++)
        {
            var index = TLanes.All(Integer<T>(plane));
            Keep(Load<T, TPlanes, TLanes>(kind, first, 0, ahead), index, ref best0, ref index0);
            Keep(Load<T, TPlanes, TLanes>(kind, first, width, ahead), index, ref best1, ref index1);
            Keep(Load<T, TPlanes, TLanes>(kind, first, 2 * width, ahead), index, ref best2, ref index2);
            Keep(Load<T, TPlanes, TLanes>(kind, first, 3 * width, ahead), index, ref best3, ref index3);
            first += stride;
        }

        TLanes.StoreShorts(index0, index1, index2, index3, labels);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static void Keep(TLanes value, TLanes index, ref TLanes best, ref TLanes indices)
        {
            indices = TLanes.WhereAbove(value, best, index, indices);
            best = TLanes.Larger(value, best);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Load<T, TPlanes, TLanes>(TPlanes kind, byte* first, int offset, int ahead)
        where T : unmanaged
        where TPlanes : struct, IPlanes<T>
        where TLanes : struct, IValueLanes<TLanes, T>
    {
        if (Sse.IsSupported && offset % Line == 0)
            Sse.Prefetch0(first + offset + ahead);
        return kind.Load<TLanes>(first + offset);
    }

    private static short FindOne<T, TPlanes>(TPlanes kind, byte* first, nint stride, int planes)
        where T : unmanaged
        where TPlanes : struct, IPlanes<T>
    {
        var best = ValueLanes1<T>.All(kind.Lowest);
        var index = 0;
        for (var plane = 0; plane < planes; plane++)
        {
            var value = kind.Load<ValueLanes1<T>>(first + (plane * stride));
            if (ValueLanes1<T>.Below(best, value) == 0)
                continue;
            best = value;
            index = plane;
        }

        return (short)index;
    }

    /// <summary>The bits of an integer as wide as <typeparamref name="T"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Integer<T>(int value)
        where T : unmanaged
    {
        if (sizeof(T) == sizeof(long))
            return Unsafe.BitCast<long, T>(value);
        return sizeof(T) == sizeof(int) ? Unsafe.BitCast<int, T>(value) : Unsafe.BitCast<short, T>((short)value);
    }
}
