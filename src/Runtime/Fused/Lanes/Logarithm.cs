using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MaskSharp.Fused;

/// <summary>
/// The natural logarithm without a call: the framework's vector logarithm is one, around which every sum of an emitted loop would be
/// written to memory and read back at each step.
/// </summary>
internal static class Logarithm
{
    private const float SmallestNormal = 1.17549435e-38f;

    private const float Raised = 1 << 24;

    /// <summary>The bits of √½.</summary>
    private const int RootOfHalf = 0x3F3504F3;

    private const int Fraction = 0x007FFFFF;

    private const int Exponent = 0x7F800000;

    /// <summary>The exponent bits of 2^k taken from these are those of 2^−k.</summary>
    private const int ExponentOfTwo = 0x7F000000;

    private const float Ln2 = 0.69314718f;

    // log(1 + x) = x − x²/2 + x³·L(x) for √½ ≤ 1 + x ≤ √2 (Moshier 1989, Methods and Programs for Mathematical Functions).
    private const float L8 = 7.0376836292e-2f;
    private const float L7 = -1.1514610310e-1f;
    private const float L6 = 1.1676998740e-1f;
    private const float L5 = -1.2420140846e-1f;
    private const float L4 = 1.4249322787e-1f;
    private const float L3 = -1.6668057665e-1f;
    private const float L2 = 2.0000714765e-1f;
    private const float L1 = -2.4999993993e-1f;
    private const float L0 = 3.3333331174e-1f;

    /// <summary>log x: −∞ for 0, NaN for negative x and NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Of(Vector512<float> value)
    {
        // Subnormals have no exponent of their own: they are read 2^24 times as large.
        var isSmall = Vector512.LessThan(value, Vector512.Create(SmallestNormal));
        var normal = Vector512.ConditionalSelect(isSmall, value * Vector512.Create(Raised), value).AsInt32();

        // m from √½ to √2, so that numbers near 1 have exponent 0 and keep their digits.
        var above = normal - Vector512.Create(RootOfHalf);
        var exponent = Vector512.ConvertToSingle(above >> 23) - (isSmall.AsSingle() & Vector512.Create(24f));
        var x = ((above & Vector512.Create(Fraction)) + Vector512.Create(RootOfHalf)).AsSingle() - Vector512<float>.One;

        var y = Vector512.MultiplyAddEstimate(Vector512.Create(L8), x, Vector512.Create(L7));
        y = Vector512.MultiplyAddEstimate(y, x, Vector512.Create(L6));
        y = Vector512.MultiplyAddEstimate(y, x, Vector512.Create(L5));
        y = Vector512.MultiplyAddEstimate(y, x, Vector512.Create(L4));
        y = Vector512.MultiplyAddEstimate(y, x, Vector512.Create(L3));
        y = Vector512.MultiplyAddEstimate(y, x, Vector512.Create(L2));
        y = Vector512.MultiplyAddEstimate(y, x, Vector512.Create(L1));
        y = Vector512.MultiplyAddEstimate(y, x, Vector512.Create(L0));
        var square = x * x;
        y = Vector512.MultiplyAddEstimate(exponent, Vector512.Create(LnTwo.Second), y * x * square);
        y = Vector512.MultiplyAddEstimate(square, Vector512.Create(-0.5f), y);
        var result = Vector512.MultiplyAddEstimate(exponent, Vector512.Create(LnTwo.First), x + y);

        // Not a positive finite number: −∞ for 0, NaN below it, infinity and NaN themselves.
        var special = Vector512.ConditionalSelect(Vector512.Equals(value, Vector512<float>.Zero), Vector512.Create(float.NegativeInfinity), Vector512.Create(float.NaN));
        result = Vector512.ConditionalSelect(Vector512.GreaterThan(value, Vector512<float>.Zero), result, special);
        return Vector512.ConditionalSelect(Vector512.LessThan(value, Vector512.Create(float.PositiveInfinity)), result, value);
    }

    /// <inheritdoc cref="Of(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Of(Vector256<float> value)
    {
        // Subnormals have no exponent of their own: they are read 2^24 times as large.
        var isSmall = Vector256.LessThan(value, Vector256.Create(SmallestNormal));
        var normal = Vector256.ConditionalSelect(isSmall, value * Vector256.Create(Raised), value).AsInt32();

        // m from √½ to √2, so that numbers near 1 have exponent 0 and keep their digits.
        var above = normal - Vector256.Create(RootOfHalf);
        var exponent = Vector256.ConvertToSingle(above >> 23) - (isSmall.AsSingle() & Vector256.Create(24f));
        var x = ((above & Vector256.Create(Fraction)) + Vector256.Create(RootOfHalf)).AsSingle() - Vector256<float>.One;

        var y = Vector256.MultiplyAddEstimate(Vector256.Create(L8), x, Vector256.Create(L7));
        y = Vector256.MultiplyAddEstimate(y, x, Vector256.Create(L6));
        y = Vector256.MultiplyAddEstimate(y, x, Vector256.Create(L5));
        y = Vector256.MultiplyAddEstimate(y, x, Vector256.Create(L4));
        y = Vector256.MultiplyAddEstimate(y, x, Vector256.Create(L3));
        y = Vector256.MultiplyAddEstimate(y, x, Vector256.Create(L2));
        y = Vector256.MultiplyAddEstimate(y, x, Vector256.Create(L1));
        y = Vector256.MultiplyAddEstimate(y, x, Vector256.Create(L0));
        var square = x * x;
        y = Vector256.MultiplyAddEstimate(exponent, Vector256.Create(LnTwo.Second), y * x * square);
        y = Vector256.MultiplyAddEstimate(square, Vector256.Create(-0.5f), y);
        var result = Vector256.MultiplyAddEstimate(exponent, Vector256.Create(LnTwo.First), x + y);

        // Not a positive finite number: −∞ for 0, NaN below it, infinity and NaN themselves.
        var special = Vector256.ConditionalSelect(Vector256.Equals(value, Vector256<float>.Zero), Vector256.Create(float.NegativeInfinity), Vector256.Create(float.NaN));
        result = Vector256.ConditionalSelect(Vector256.GreaterThan(value, Vector256<float>.Zero), result, special);
        return Vector256.ConditionalSelect(Vector256.LessThan(value, Vector256.Create(float.PositiveInfinity)), result, value);
    }

    /// <inheritdoc cref="Of(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Of(Vector128<float> value)
    {
        // Subnormals have no exponent of their own: they are read 2^24 times as large.
        var isSmall = Vector128.LessThan(value, Vector128.Create(SmallestNormal));
        var normal = Vector128.ConditionalSelect(isSmall, value * Vector128.Create(Raised), value).AsInt32();

        // m from √½ to √2, so that numbers near 1 have exponent 0 and keep their digits.
        var above = normal - Vector128.Create(RootOfHalf);
        var exponent = Vector128.ConvertToSingle(above >> 23) - (isSmall.AsSingle() & Vector128.Create(24f));
        var x = ((above & Vector128.Create(Fraction)) + Vector128.Create(RootOfHalf)).AsSingle() - Vector128<float>.One;

        var y = Vector128.MultiplyAddEstimate(Vector128.Create(L8), x, Vector128.Create(L7));
        y = Vector128.MultiplyAddEstimate(y, x, Vector128.Create(L6));
        y = Vector128.MultiplyAddEstimate(y, x, Vector128.Create(L5));
        y = Vector128.MultiplyAddEstimate(y, x, Vector128.Create(L4));
        y = Vector128.MultiplyAddEstimate(y, x, Vector128.Create(L3));
        y = Vector128.MultiplyAddEstimate(y, x, Vector128.Create(L2));
        y = Vector128.MultiplyAddEstimate(y, x, Vector128.Create(L1));
        y = Vector128.MultiplyAddEstimate(y, x, Vector128.Create(L0));
        var square = x * x;
        y = Vector128.MultiplyAddEstimate(exponent, Vector128.Create(LnTwo.Second), y * x * square);
        y = Vector128.MultiplyAddEstimate(square, Vector128.Create(-0.5f), y);
        var result = Vector128.MultiplyAddEstimate(exponent, Vector128.Create(LnTwo.First), x + y);

        // Not a positive finite number: −∞ for 0, NaN below it, infinity and NaN themselves.
        var special = Vector128.ConditionalSelect(Vector128.Equals(value, Vector128<float>.Zero), Vector128.Create(float.NegativeInfinity), Vector128.Create(float.NaN));
        result = Vector128.ConditionalSelect(Vector128.GreaterThan(value, Vector128<float>.Zero), result, special);
        return Vector128.ConditionalSelect(Vector128.LessThan(value, Vector128.Create(float.PositiveInfinity)), result, value);
    }

    /// <summary>log(1 + x) for 0 ≤ x below 2^126, exact to the last places for small x; NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> OfOnePlus(Vector512<float> value)
    {
        // 2^−k for 1 + x from 2^k to 2^(k+1); then 2^−k·(1 + x) − 1 is taken from x itself, so that small x keep all their digits.
        var power = (Vector512<float>.One + value).AsInt32() & Vector512.Create(Exponent);
        var scale = (Vector512.Create(ExponentOfTwo) - power).AsSingle();
        var fraction = Vector512.MultiplyAddEstimate(value, scale, scale - Vector512<float>.One);
        var exponent = Vector512.ConvertToSingle((power >> 23) - Vector512.Create(127));
        return Vector512.MultiplyAddEstimate(exponent, Vector512.Create(Ln2), LogPolynomial.OfOnePlus(fraction));
    }

    /// <inheritdoc cref="OfOnePlus(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> OfOnePlus(Vector256<float> value)
    {
        // 2^−k for 1 + x from 2^k to 2^(k+1); then 2^−k·(1 + x) − 1 is taken from x itself, so that small x keep all their digits.
        var power = (Vector256<float>.One + value).AsInt32() & Vector256.Create(Exponent);
        var scale = (Vector256.Create(ExponentOfTwo) - power).AsSingle();
        var fraction = Vector256.MultiplyAddEstimate(value, scale, scale - Vector256<float>.One);
        var exponent = Vector256.ConvertToSingle((power >> 23) - Vector256.Create(127));
        return Vector256.MultiplyAddEstimate(exponent, Vector256.Create(Ln2), LogPolynomial.OfOnePlus(fraction));
    }

    /// <inheritdoc cref="OfOnePlus(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> OfOnePlus(Vector128<float> value)
    {
        // 2^−k for 1 + x from 2^k to 2^(k+1); then 2^−k·(1 + x) − 1 is taken from x itself, so that small x keep all their digits.
        var power = (Vector128<float>.One + value).AsInt32() & Vector128.Create(Exponent);
        var scale = (Vector128.Create(ExponentOfTwo) - power).AsSingle();
        var fraction = Vector128.MultiplyAddEstimate(value, scale, scale - Vector128<float>.One);
        var exponent = Vector128.ConvertToSingle((power >> 23) - Vector128.Create(127));
        return Vector128.MultiplyAddEstimate(exponent, Vector128.Create(Ln2), LogPolynomial.OfOnePlus(fraction));
    }
}
