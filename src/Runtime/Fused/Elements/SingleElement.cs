using System.Runtime.CompilerServices;

namespace MaskSharp.Fused;

/// <summary>Elements of float32.</summary>
internal readonly unsafe struct SingleElement : IElement
{
    public static int Size => 4;

    public static bool IsInteger => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Load<TLane>(byte* source)
        where TLane : unmanaged, ILane<TLane> => TLane.Load((float*)source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TLane>(TLane value, byte* destination)
        where TLane : unmanaged, ILane<TLane> => TLane.Store(value, (float*)destination);
}
