namespace MaskSharp.Fused;

/// <summary>
/// A few neighbouring pixels that a kernel treats at once: four to thirty-two floats, eight doubles, or one value for the rest of a row.
/// Emitted kernels are generic over it, so that the JIT makes each width from one text.
/// </summary>
/// <typeparam name="TSelf">The lane type itself.</typeparam>
public unsafe interface ILane<TSelf>
    where TSelf : unmanaged, ILane<TSelf>
{
    /// <summary>How many pixels one lane holds.</summary>
    static abstract int Width { get; }

    /// <summary>All zero.</summary>
    static abstract TSelf Zero { get; }

    /// <summary><paramref name="value"/>, any number, in every place, rounded to the lane's type.</summary>
    static abstract TSelf Create(double value);

    /// <summary>Sum, place by place.</summary>
    static abstract TSelf operator +(TSelf left, TSelf right);

    /// <summary>Difference, place by place.</summary>
    static abstract TSelf operator -(TSelf left, TSelf right);

    /// <summary>Negation, place by place.</summary>
    static abstract TSelf operator -(TSelf value);

    /// <summary>Product, place by place.</summary>
    static abstract TSelf operator *(TSelf left, TSelf right);

    /// <summary>Quotient, place by place.</summary>
    static abstract TSelf operator /(TSelf left, TSelf right);

    /// <summary><paramref name="left"/> · <paramref name="right"/> + <paramref name="addend"/>, rounded once where the processor can.</summary>
    static abstract TSelf MultiplyAdd(TSelf left, TSelf right, TSelf addend);

    /// <summary><paramref name="left"/> · <paramref name="right"/> − <paramref name="subtrahend"/>, rounded once where the processor can.</summary>
    static virtual TSelf MultiplySubtract(TSelf left, TSelf right, TSelf subtrahend) => TSelf.MultiplyAdd(left, right, -subtrahend);

    /// <summary>|<paramref name="value"/>|, place by place.</summary>
    static abstract TSelf Abs(TSelf value);

    /// <summary>−1, 0 or 1 for a <paramref name="value"/> below, at and above 0; 0 for NaN.</summary>
    static abstract TSelf Sign(TSelf value);

    /// <summary>The larger of <paramref name="left"/> and <paramref name="right"/>; a NaN on the right is kept.</summary>
    static abstract TSelf Max(TSelf left, TSelf right);

    /// <summary>The smaller of <paramref name="left"/> and <paramref name="right"/>; a NaN on the right is kept.</summary>
    static abstract TSelf Min(TSelf left, TSelf right);

    /// <summary>e^x for a <paramref name="value"/> x ≤ 0, to about one unit in the last place; 0 where that underflows, NaN for NaN.</summary>
    static abstract TSelf ExpOfNegative(TSelf value);

    /// <summary>e^−|x| for a <paramref name="value"/> x, as <see cref="ExpOfNegative"/>.</summary>
    static virtual TSelf ExpOfMinusAbs(TSelf value) => TSelf.ExpOfNegative(-TSelf.Abs(value));

    /// <summary>1/x for a <paramref name="value"/> x from 1 on, to about one unit in the last place.</summary>
    static abstract TSelf Reciprocal(TSelf value);

    /// <summary>The natural logarithm of <paramref name="value"/>.</summary>
    static abstract TSelf Log(TSelf value);

    /// <summary>log(1 + x) for a <paramref name="value"/> x ≥ 0, exact to the last places for small x.</summary>
    static abstract TSelf LogOnePlus(TSelf value);

    /// <summary>log(1 + x) for a <paramref name="value"/> 0 ≤ x ≤ 1, exact to the last places for small x, and cheaper than <see cref="LogOnePlus"/>.</summary>
    static virtual TSelf LogOnePlusOfFraction(TSelf value) => TSelf.LogOnePlus(value);

    /// <summary><paramref name="whenTrue"/> where <paramref name="value"/> ≥ 0, else <paramref name="whenFalse"/>; NaN counts as false.</summary>
    static abstract TSelf SelectNonNegative(TSelf value, TSelf whenTrue, TSelf whenFalse);

    /// <summary><paramref name="whenTrue"/> where <paramref name="left"/> and <paramref name="right"/> are equal, else <paramref name="whenFalse"/>.</summary>
    static abstract TSelf SelectEqual(TSelf left, TSelf right, TSelf whenTrue, TSelf whenFalse);

    /// <summary>The sum of all places of <paramref name="value"/>, in double; NaN if one is.</summary>
    static abstract double Sum(TSelf value);

    /// <summary>The smallest of all places of <paramref name="value"/>; NaN if one is.</summary>
    static abstract double Minimum(TSelf value);

    /// <summary>The largest of all places of <paramref name="value"/>; NaN if one is.</summary>
    static abstract double Maximum(TSelf value);

    /// <summary>Reads one lane, <see cref="Width"/> places from <paramref name="source"/> on, of float32.</summary>
    static abstract TSelf Load(float* source);

    /// <summary>Reads one lane, <see cref="Width"/> places from <paramref name="source"/> on, of float64.</summary>
    static abstract TSelf Load(double* source);

    /// <summary>Reads one lane, <see cref="Width"/> places from <paramref name="source"/> on, of float16.</summary>
    static abstract TSelf Load(Half* source);

    /// <summary>Reads one lane, <see cref="Width"/> places from <paramref name="source"/> on, of bfloat16, given as its bits.</summary>
    static abstract TSelf LoadBFloat16(ushort* source);

    /// <summary>Reads one lane, <see cref="Width"/> places from <paramref name="source"/> on, of uint8 or bool.</summary>
    static abstract TSelf Load(byte* source);

    /// <summary>Reads one lane, <see cref="Width"/> places from <paramref name="source"/> on, of int8.</summary>
    static abstract TSelf Load(sbyte* source);

    /// <summary>Reads one lane, <see cref="Width"/> places from <paramref name="source"/> on, of int16.</summary>
    static abstract TSelf Load(short* source);

    /// <summary>Reads one lane, <see cref="Width"/> places from <paramref name="source"/> on, of int32.</summary>
    static abstract TSelf Load(int* source);

    /// <summary>Reads one lane, <see cref="Width"/> places from <paramref name="source"/> on, of int64.</summary>
    static abstract TSelf Load(long* source);

    /// <summary>Writes <paramref name="value"/> to <paramref name="destination"/>, <see cref="Width"/> places, as float32.</summary>
    static abstract void Store(TSelf value, float* destination);

    /// <summary>Writes <paramref name="value"/> to <paramref name="destination"/>, <see cref="Width"/> places, as float64.</summary>
    static abstract void Store(TSelf value, double* destination);

    /// <summary>Writes <paramref name="value"/> to <paramref name="destination"/>, <see cref="Width"/> places, as float16, rounded to nearest even.</summary>
    static abstract void Store(TSelf value, Half* destination);

    /// <summary>Writes <paramref name="value"/> to <paramref name="destination"/>, <see cref="Width"/> places, as bfloat16 bits, rounded to nearest even.</summary>
    static abstract void StoreBFloat16(TSelf value, ushort* destination);
}
