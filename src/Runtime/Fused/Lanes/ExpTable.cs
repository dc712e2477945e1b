using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MaskSharp.Fused;

/// <summary>
/// e^x for x ≤ 0 by a table (Tang 1989, Table-driven implementation of the exponential function): x = n·ln 2 + f with n a multiple of
/// 1/16 or 1/8, so that a short series is enough for e^f, and e^x = 2^n + 2^n·(e^f − 1) has one rounding that counts.
/// </summary>
internal static class ExpTable
{
    /// <summary>Below this e^x is smaller than the smallest normal float.</summary>
    private const float Floor = -87.3f;

    /// <summary>Here e^x is 0 in float.</summary>
    private const float Zero = -110f;

    private const float Log2E = 1.44269504f;

    /// <summary>Added to a number it leaves that number's sixteenths in the last bits of the sum.</summary>
    private const float Sixteenths = 3 << 18;

    /// <summary>The same for eighths.</summary>
    private const float Eighths = 3 << 19;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> OfNegative(Vector512<float> value)
    {
        // −∞ would make f NaN, so x is kept where the result is 0 already.
        var x = Vector512.MaxNative(Vector512.Create(Zero), value);
        var shifted = Vector512.MultiplyAddEstimate(x, Vector512.Create(Log2E), Vector512.Create(Sixteenths));
        var n = shifted - Vector512.Create(Sixteenths);
        var f = Vector512.MultiplyAddEstimate(n, Vector512.Create(-LnTwo.First), x);
        f = Vector512.MultiplyAddEstimate(n, Vector512.Create(-LnTwo.Second), f);
        var y = Vector512.MultiplyAddEstimate(f, Vector512.Create(1 / 6f), Vector512.Create(0.5f));
        y = Vector512.MultiplyAddEstimate(y, f * f, f);

        // 2^(n − ⌊n⌋) is looked up by the last bits of n; the scale instruction takes ⌊n⌋ and flushes to subnormals and zero by itself.
        var root = Avx512F.PermuteVar16x32(
            Vector512.Create(1f, 1.0442737f, 1.0905077f, 1.1387886f, 1.1892071f, 1.2418578f, 1.2968396f, 1.3542556f, 1.4142135f, 1.4768262f, 1.5422108f, 1.6104903f, 1.6817929f, 1.7562522f, 1.8340081f, 1.9152066f),
            shifted.AsInt32());
        return Avx512F.Scale(Vector512.MultiplyAddEstimate(root, y, root), n);
    }

    /// <inheritdoc cref="OfNegative(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> OfNegative(Vector256<float> value)
    {
        var floor = Vector256.Create(Floor);
        var x = Vector256.MaxNative(floor, value);
        var shifted = Vector256.MultiplyAddEstimate(x, Vector256.Create(Log2E), Vector256.Create(Eighths));
        var n = shifted - Vector256.Create(Eighths);
        var f = Vector256.MultiplyAddEstimate(n, Vector256.Create(-LnTwo.First), x);
        f = Vector256.MultiplyAddEstimate(n, Vector256.Create(-LnTwo.Second), f);
        var y = Vector256.MultiplyAddEstimate(f, Vector256.Create(1 / 24f), Vector256.Create(1 / 6f));
        y = Vector256.MultiplyAddEstimate(y, f, Vector256.Create(0.5f));
        y = Vector256.MultiplyAddEstimate(y, f * f, f);

        // Place j holds the bits of 2^(j/8) less j eighths of an exponent, which come back with the whole n: one addition makes 2^n.
        var root = Avx2.PermuteVar8x32(Vector256.Create(0x3F800000, 0x3F7B95C2, 0x3F7837F0, 0x3F75FED7, 0x3F7504F3, 0x3F75672A, 0x3F7744FD, 0x3F7AC0C7), shifted.AsInt32());
        var power = (root + (shifted.AsInt32() << 20)).AsSingle();
        var result = Vector256.MultiplyAddEstimate(power, y, power);

        // Below the floor the result would be subnormal: it is zero.
        return Vector256.ConditionalSelect(Vector256.LessThan(value, floor), Vector256<float>.Zero, result);
    }
}
