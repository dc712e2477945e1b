using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MaskSharp.Fused;

/// <summary>
/// e^x for x ≤ 0 by a series alone, for registers that hold no table: x = n·ln 2 + f with a whole n, and e^x = 2^n·e^f
/// (Moshier 1989, Methods and Programs for Mathematical Functions).
/// </summary>
internal static class ExpSeries
{
    /// <summary>Below this e^x is smaller than the smallest normal float.</summary>
    private const float Floor = -87.3f;

    private const float Log2E = 1.44269504f;

    /// <summary>Added to a number it leaves that number's whole part, rounded, in the last bits of the sum.</summary>
    private const float Whole = 3 << 22;

    // e^f = 1 + f + f²·P(f) for |f| ≤ ½·ln 2.
    private const float P5 = 1.9875691500e-4f;
    private const float P4 = 1.3981999507e-3f;
    private const float P3 = 8.3334519073e-3f;
    private const float P2 = 4.1665795894e-2f;
    private const float P1 = 1.6666665459e-1f;
    private const float P0 = 5.0000001201e-1f;

    /// <summary>e^x for x ≤ 0, to about one unit in the last place; 0 where that underflows, NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> OfNegative(Vector128<float> value)
    {
        var floor = Vector128.Create(Floor);
        var x = Vector128.MaxNative(floor, value);
        var shifted = Vector128.MultiplyAddEstimate(x, Vector128.Create(Log2E), Vector128.Create(Whole));
        var n = shifted - Vector128.Create(Whole);
        var f = Vector128.MultiplyAddEstimate(n, Vector128.Create(-LnTwo.First), x);
        f = Vector128.MultiplyAddEstimate(n, Vector128.Create(-LnTwo.Second), f);

        // In halves (Estrin 1960): the processor waits less for its results.
        var f2 = f * f;
        var high = Vector128.MultiplyAddEstimate(Vector128.MultiplyAddEstimate(Vector128.Create(P5), f, Vector128.Create(P4)), f2, Vector128.MultiplyAddEstimate(Vector128.Create(P3), f, Vector128.Create(P2)));
        var y = Vector128.MultiplyAddEstimate(high, f2, Vector128.MultiplyAddEstimate(Vector128.Create(P1), f, Vector128.Create(P0)));
        y = Vector128.MultiplyAddEstimate(y, f2, f) + Vector128<float>.One;

        // n is added to the exponent of e^f: above the floor that stays a normal number's.
        var result = (y.AsInt32() + (shifted.AsInt32() << 23)).AsSingle();
        return Vector128.ConditionalSelect(Vector128.LessThan(value, floor), Vector128<float>.Zero, result);
    }
}
