using System.Runtime.CompilerServices;

namespace MaskSharp.Fused;

/// <summary>Elements of bfloat16.</summary>
internal readonly unsafe struct BFloat16Element : IElement
{
    public static int Size => 2;

    public static bool IsInteger => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Load<TLane>(byte* source)
        where TLane : unmanaged, ILane<TLane> => TLane.LoadBFloat16((ushort*)source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TLane>(TLane value, byte* destination)
        where TLane : unmanaged, ILane<TLane> => TLane.StoreBFloat16(value, (ushort*)destination);
}
