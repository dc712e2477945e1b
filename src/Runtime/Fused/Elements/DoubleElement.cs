using System.Runtime.CompilerServices;

namespace MaskSharp.Fused;

/// <summary>Elements of float64.</summary>
internal readonly unsafe struct DoubleElement : IElement
{
    public static int Size => 8;

    public static bool IsInteger => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Load<TLane>(byte* source)
        where TLane : unmanaged, ILane<TLane> => TLane.Load((double*)source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TLane>(TLane value, byte* destination)
        where TLane : unmanaged, ILane<TLane> => TLane.Store(value, (double*)destination);
}
