using System.Runtime.CompilerServices;

namespace MaskSharp.Fused;

/// <summary>Elements of int16.</summary>
internal readonly unsafe struct Int16Element : IElement
{
    public static int Size => 2;

    public static bool IsInteger => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Load<TLane>(byte* source)
        where TLane : unmanaged, ILane<TLane> => TLane.Load((short*)source);

    public static void Store<TLane>(TLane value, byte* destination)
        where TLane : unmanaged, ILane<TLane> => throw new NotSupportedException("An integer tensor has no gradient.");
}
