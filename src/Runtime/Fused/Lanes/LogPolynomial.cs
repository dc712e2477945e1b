using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MaskSharp.Fused;

/// <summary>
/// log(1 + x) for 0 ≤ x ≤ 1 as 2·atanh(s) with s = x/(2 + x) ≤ 1/3 (Abramowitz and Stegun 1964, 4.1.29): s·P(s²), P of degree 4
/// with the smallest largest relative error, 2^−27.9. Small x keep all their digits.
/// </summary>
internal static class LogPolynomial
{
    private const float C4 = 2 * 0.1408916711807251f;
    private const float C3 = 2 * 0.13980300724506378f;
    private const float C2 = 2 * 0.20012454688549042f;
    private const float C1 = 2 * 0.3333315849304199f;

    /// <summary>2·atanh(s) for 0 ≤ s ≤ 1/3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> TwiceAtanh(Vector512<float> s)
    {
        var w = s * s;
        var y = Vector512.MultiplyAddEstimate(Vector512.Create(C4), w, Vector512.Create(C3));
        y = Vector512.MultiplyAddEstimate(y, w, Vector512.Create(C2));
        y = Vector512.MultiplyAddEstimate(y, w, Vector512.Create(C1));
        return Vector512.MultiplyAddEstimate(y * w, s, s + s);
    }

    /// <inheritdoc cref="TwiceAtanh(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> TwiceAtanh(Vector256<float> s)
    {
        var w = s * s;
        var y = Vector256.MultiplyAddEstimate(Vector256.Create(C4), w, Vector256.Create(C3));
        y = Vector256.MultiplyAddEstimate(y, w, Vector256.Create(C2));
        y = Vector256.MultiplyAddEstimate(y, w, Vector256.Create(C1));
        return Vector256.MultiplyAddEstimate(y * w, s, s + s);
    }
}
