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

    /// <summary>Sum with a constant.</summary>
    static abstract TSelf operator +(TSelf left, double right);

    /// <summary>Difference.</summary>
    static abstract TSelf operator -(TSelf left, TSelf right);

    /// <summary>Difference from a constant.</summary>
    static abstract TSelf operator -(double left, TSelf right);

    /// <summary>Negation.</summary>
    static abstract TSelf operator -(TSelf value);

    /// <summary>Product.</summary>
    static abstract TSelf operator *(TSelf left, TSelf right);

    /// <summary>Product with a constant.</summary>
    static abstract TSelf operator *(double left, TSelf right);

    /// <summary>Quotient.</summary>
    static abstract TSelf operator /(TSelf left, TSelf right);

    /// <summary>A constant over a quantity.</summary>
    static abstract TSelf operator /(double left, TSelf right);

    /// <summary>Difference with a constant.</summary>
    static abstract TSelf operator -(TSelf left, double right);

    /// <summary>The natural logarithm.</summary>
    static abstract TSelf Log(TSelf value);

    /// <summary>The square root.</summary>
    static abstract TSelf Root(TSelf value);

    /// <summary>The same in double precision, for products that float32 would round or overflow.</summary>
    static abstract TSelf Wide(TSelf value);

    /// <summary>The value, but not below <paramref name="minimum"/>.</summary>
    static abstract TSelf AtLeast(TSelf value, double minimum);

    /// <summary>The derivative of <see cref="AtLeast"/>: 1 from <paramref name="minimum"/> on, 0 below.</summary>
    static abstract TSelf IsAtLeast(TSelf value, double minimum);

    /// <summary>A value from 0 on to a positive power.</summary>
    static abstract TSelf Power(TSelf value, double exponent);

    /// <summary>The derivative of <see cref="Power"/>, 0 where it would be infinite.</summary>
    static abstract TSelf PowerSlope(TSelf value, double exponent);
}
