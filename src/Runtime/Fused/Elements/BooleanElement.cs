using System.Runtime.CompilerServices;

namespace MaskSharp.Fused;

/// <summary>Elements of bool: 0 and 1, which no range check could find fault with.</summary>
internal readonly unsafe struct BooleanElement : IElement
{
    public static int Size => 1;

    public static bool IsInteger => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Load<TLane>(byte* source)
        where TLane : unmanaged, ILane<TLane> => TLane.Load(source);

    public static void Store<TLane>(TLane value, byte* destination)
        where TLane : unmanaged, ILane<TLane> => throw new NotSupportedException("A bool tensor has no gradient.");
}
