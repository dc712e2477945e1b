namespace MaskSharp.Fused;

/// <summary>
/// What a formula of sums is computed with: a double on the CPU, a tensor of all classes elsewhere, so that one text serves both.
/// </summary>
/// <typeparam name="TSelf">The quantity itself.</typeparam>
public interface IQuantity<TSelf>
    where TSelf : IQuantity<TSelf>
{
    /// <summary>Sum.</summary>
    static abstract TSelf operator +(TSelf left, TSelf right);

    /// <summary>Sum with <paramref name="right"/>, any finite number.</summary>
    static abstract TSelf operator +(TSelf left, double right);

    /// <summary>Difference.</summary>
    static abstract TSelf operator -(TSelf left, TSelf right);

    /// <summary><paramref name="left"/>, any finite number, less a quantity.</summary>
    static abstract TSelf operator -(double left, TSelf right);

    /// <summary>Negation.</summary>
    static abstract TSelf operator -(TSelf value);

    /// <summary>Product.</summary>
    static abstract TSelf operator *(TSelf left, TSelf right);

    /// <summary>Product with <paramref name="left"/>, any finite number.</summary>
    static abstract TSelf operator *(double left, TSelf right);

    /// <summary>Quotient.</summary>
    static abstract TSelf operator /(TSelf left, TSelf right);

    /// <summary><paramref name="left"/>, any finite number, over a quantity.</summary>
    static abstract TSelf operator /(double left, TSelf right);

    /// <summary>A quantity less <paramref name="right"/>, any finite number.</summary>
    static abstract TSelf operator -(TSelf left, double right);

    /// <summary>The natural logarithm of <paramref name="value"/>.</summary>
    static abstract TSelf Log(TSelf value);

    /// <summary>The square root of <paramref name="value"/>.</summary>
    static abstract TSelf Root(TSelf value);

    /// <summary><paramref name="value"/> in double precision, for products that float32 would round or overflow.</summary>
    static abstract TSelf Wide(TSelf value);

    /// <summary><paramref name="value"/>, but not below <paramref name="minimum"/>, any finite number.</summary>
    static abstract TSelf AtLeast(TSelf value, double minimum);

    /// <summary>The derivative of <see cref="AtLeast"/>: 1 where <paramref name="value"/> is from <paramref name="minimum"/> on, 0 below.</summary>
    static abstract TSelf IsAtLeast(TSelf value, double minimum);

    /// <summary>A <paramref name="value"/> from 0 on to the power <paramref name="exponent"/>, above 0.</summary>
    static abstract TSelf Power(TSelf value, double exponent);

    /// <summary>The derivative of <see cref="Power"/> with the <paramref name="exponent"/>, above 0, at <paramref name="value"/>; 0 where it would be infinite.</summary>
    static abstract TSelf PowerSlope(TSelf value, double exponent);
}
