using System.Runtime.CompilerServices;

namespace MaskSharp.Fused;

/// <summary>Elements of int32.</summary>
internal readonly unsafe struct Int32Element : IElement
{
    public static int Size => 4;

    public static bool IsInteger => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Load<TLane>(byte* source)
        where TLane : unmanaged, ILane<TLane> => TLane.Load((int*)source);

    public static void Store<TLane>(TLane value, byte* destination)
        where TLane : unmanaged, ILane<TLane> => throw new NotSupportedException("An integer tensor has no gradient.");
}
