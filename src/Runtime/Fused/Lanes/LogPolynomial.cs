using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MaskSharp.Fused;

/// <summary>
/// log(1 + x) for 0 ≤ x ≤ 1 as x + x²·Q(x), Q of degree 7 with the smallest largest relative error, 2^−24.8 (by Remez's exchange, 1934).
/// Small x keep all their digits, and no division is needed. Q's odd and even powers are two chains side by side: the processor waits less for its results.
/// </summary>
internal static class LogPolynomial
{
    private const float C7 = 0.005364826211245193f;
    private const float C6 = -0.03006579976167384f;
    private const float C5 = 0.07920454758953008f;
    private const float C4 = -0.13753803344515103f;
    private const float C3 = 0.19153655400733263f;
    private const float C2 = -0.24857163780944103f;
    private const float C1 = 0.33321322631252576f;
    private const float C0 = -0.4999964796400033f;

    /// <summary>log(1 + x) for 0 ≤ x ≤ 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> OfOnePlus(Vector512<float> x)
    {
        var x2 = x * x;
        var odd = Vector512.MultiplyAddEstimate(Vector512.Create(C7), x2, Vector512.Create(C5));
        odd = Vector512.MultiplyAddEstimate(odd, x2, Vector512.Create(C3));
        odd = Vector512.MultiplyAddEstimate(odd, x2, Vector512.Create(C1));
        var even = Vector512.MultiplyAddEstimate(Vector512.Create(C6), x2, Vector512.Create(C4));
        even = Vector512.MultiplyAddEstimate(even, x2, Vector512.Create(C2));
        even = Vector512.MultiplyAddEstimate(even, x2, Vector512.Create(C0));
        return Vector512.MultiplyAddEstimate(Vector512.MultiplyAddEstimate(odd, x, even), x2, x);
    }

    /// <inheritdoc cref="OfOnePlus(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> OfOnePlus(Vector256<float> x)
    {
        var x2 = x * x;
        var odd = Vector256.MultiplyAddEstimate(Vector256.Create(C7), x2, Vector256.Create(C5));
        odd = Vector256.MultiplyAddEstimate(odd, x2, Vector256.Create(C3));
        odd = Vector256.MultiplyAddEstimate(odd, x2, Vector256.Create(C1));
        var even = Vector256.MultiplyAddEstimate(Vector256.Create(C6), x2, Vector256.Create(C4));
        even = Vector256.MultiplyAddEstimate(even, x2, Vector256.Create(C2));
        even = Vector256.MultiplyAddEstimate(even, x2, Vector256.Create(C0));
        return Vector256.MultiplyAddEstimate(Vector256.MultiplyAddEstimate(odd, x, even), x2, x);
    }

    /// <inheritdoc cref="OfOnePlus(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> OfOnePlus(Vector128<float> x)
    {
        var x2 = x * x;
        var odd = Vector128.MultiplyAddEstimate(Vector128.Create(C7), x2, Vector128.Create(C5));
        odd = Vector128.MultiplyAddEstimate(odd, x2, Vector128.Create(C3));
        odd = Vector128.MultiplyAddEstimate(odd, x2, Vector128.Create(C1));
        var even = Vector128.MultiplyAddEstimate(Vector128.Create(C6), x2, Vector128.Create(C4));
        even = Vector128.MultiplyAddEstimate(even, x2, Vector128.Create(C2));
        even = Vector128.MultiplyAddEstimate(even, x2, Vector128.Create(C0));
        return Vector128.MultiplyAddEstimate(Vector128.MultiplyAddEstimate(odd, x, even), x2, x);
    }
}
