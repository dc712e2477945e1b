using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MaskSharp.Fused;

/// <summary>
/// e^f for |f| ≤ ln 2 / 2 as the degree-7 polynomial of the Cephes library (Moshier 1989), within one unit of float's last place.
/// </summary>
internal static class ExpPolynomial
{
    public const float Log2E = 1.44269504f;

    /// <summary>Below this e^x is smaller than the smallest normal float.</summary>
    public const float Floor = -87.3f;

    /// <summary>Here e^x is 0 in float.</summary>
    public const float Zero = -110f;

    // ln 2 in two parts, the first with few bits, so that n · First is exact (Cody and Waite 1980).
    private const float First = 0.693359375f;
    private const float Second = -2.12194440e-4f;

    private const float C5 = 1.9875691500e-4f;
    private const float C4 = 1.3981999507e-3f;
    private const float C3 = 8.3334519073e-3f;
    private const float C2 = 4.1665795894e-2f;
    private const float C1 = 1.6666665459e-1f;
    private const float C0 = 5.0000001201e-1f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> OfFraction(Vector512<float> x, Vector512<float> n)
    {
        var f = Vector512.MultiplyAddEstimate(n, Vector512.Create(-First), x);
        f = Vector512.MultiplyAddEstimate(n, Vector512.Create(-Second), f);
        var y = Vector512.MultiplyAddEstimate(Vector512.Create(C5), f, Vector512.Create(C4));
        y = Vector512.MultiplyAddEstimate(y, f, Vector512.Create(C3));
        y = Vector512.MultiplyAddEstimate(y, f, Vector512.Create(C2));
        y = Vector512.MultiplyAddEstimate(y, f, Vector512.Create(C1));
        y = Vector512.MultiplyAddEstimate(y, f, Vector512.Create(C0));
        return Vector512.MultiplyAddEstimate(y, f * f, f + Vector512<float>.One);
    }

    /// <inheritdoc cref="OfFraction(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> OfFraction(Vector256<float> x, Vector256<float> n)
    {
        var f = Vector256.MultiplyAddEstimate(n, Vector256.Create(-First), x);
        f = Vector256.MultiplyAddEstimate(n, Vector256.Create(-Second), f);
        var y = Vector256.MultiplyAddEstimate(Vector256.Create(C5), f, Vector256.Create(C4));
        y = Vector256.MultiplyAddEstimate(y, f, Vector256.Create(C3));
        y = Vector256.MultiplyAddEstimate(y, f, Vector256.Create(C2));
        y = Vector256.MultiplyAddEstimate(y, f, Vector256.Create(C1));
        y = Vector256.MultiplyAddEstimate(y, f, Vector256.Create(C0));
        return Vector256.MultiplyAddEstimate(y, f * f, f + Vector256<float>.One);
    }
}
