using System.Runtime.CompilerServices;

namespace MaskSharp.Fused;

/// <summary>Elements of int8.</summary>
internal readonly unsafe struct SByteElement : IElement
{
    public static int Size => 1;

    public static bool IsInteger => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Load<TLane>(byte* source)
        where TLane : unmanaged, ILane<TLane> => TLane.Load((sbyte*)source);

    public static void Store<TLane>(TLane value, byte* destination)
        where TLane : unmanaged, ILane<TLane> => throw new NotSupportedException("An integer tensor has no gradient.");
}
