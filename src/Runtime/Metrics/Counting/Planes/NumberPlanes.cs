using System.Numerics;
using System.Runtime.CompilerServices;

namespace MaskSharp;

/// <summary>Planes of integers from 16 bits on, float or double, compared as they are.</summary>
internal readonly unsafe struct NumberPlanes<T> : IPlanes<T>
    where T : unmanaged, INumber<T>
{
    public static int Size => sizeof(T);

    public T Lowest => T.CreateSaturating(double.NegativeInfinity);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Load<TLanes>(byte* first)
        where TLanes : struct, IValueLanes<TLanes, T> => TLanes.Load((T*)first);
}
