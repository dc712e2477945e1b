using System.Runtime.CompilerServices;

namespace MaskSharp.Fused;

/// <summary>Elements of float16.</summary>
internal readonly unsafe struct HalfElement : IElement
{
    public static int Size => 2;

    public static bool IsInteger => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Load<TLane>(byte* source)
        where TLane : unmanaged, ILane<TLane> => TLane.Load((Half*)source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TLane>(TLane value, byte* destination)
        where TLane : unmanaged, ILane<TLane> => TLane.Store(value, (Half*)destination);
}
