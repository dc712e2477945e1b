using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MaskSharp;

/// <summary>What a test says of the values in memory. The memory must outlive it.</summary>
internal readonly unsafe struct PixelBits<T, TTest>(T* values, TTest test) : IPixelBits<PixelBits<T, TTest>>
    where T : unmanaged
    where TTest : struct, IPixelTest<T>
{
    private readonly T* _values = values;
    private readonly TTest _test = test;

    public PixelBits<T, TTest> From(long first) => new(_values + first, _test);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Word(nint first)
    {
        if (Vector512.IsHardwareAccelerated)
            return Word<ValueLanes512<T>>(_values + first);
        return Vector256.IsHardwareAccelerated ? Word<ValueLanes256<T>>(_values + first) : Word<ValueLanes128<T>>(_values + first);
    }

    public ulong Rest(nint first, int count)
    {
        var word = 0UL;
        for (var i = 0; i < count; i++)
            word |= Lanes<ValueLanes1<T>>(_values + first + i) << i;
        return word;
    }

    // Written out down to eight lanes, because the JIT keeps a loop a loop.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Word<TLanes>(T* values)
        where TLanes : struct, IValueLanes<TLanes, T>
        => TLanes.Count == 64 ? Lanes<TLanes>(values) : Half<TLanes>(values) | (Half<TLanes>(values + 32) << 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Half<TLanes>(T* values)
        where TLanes : struct, IValueLanes<TLanes, T>
        => TLanes.Count == 32 ? Lanes<TLanes>(values) : Quarter<TLanes>(values) | (Quarter<TLanes>(values + 16) << 16);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Quarter<TLanes>(T* values)
        where TLanes : struct, IValueLanes<TLanes, T>
        => TLanes.Count == 16 ? Lanes<TLanes>(values) : Eighth<TLanes>(values) | (Eighth<TLanes>(values + 8) << 8);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Eighth<TLanes>(T* values)
        where TLanes : struct, IValueLanes<TLanes, T>
    {
        if (TLanes.Count == 8)
            return Lanes<TLanes>(values);
        var word = 0UL;
        for (var i = 0; i < 8; i += TLanes.Count)
            word |= Lanes<TLanes>(values + i) << i;
        return word;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Lanes<TLanes>(T* values)
        where TLanes : struct, IValueLanes<TLanes, T>
        => _test.Test(TLanes.Load(values));
}
