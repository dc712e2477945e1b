using System.Runtime.CompilerServices;
using TorchSharp;
using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>
/// torch's softplus with kept numbers. TorchSharp's public method takes doubles and makes numbers that it does not keep; where another
/// version lacks the method below, that one does the work.
/// </summary>
internal static class SoftplusOperation
{
    // From here on log(1 + e^x) is x to the last bit of float64, while e^x is still finite in float32.
    private const double Linear = 40;

    private static bool _isKept = true;

    /// <summary>log(1 + e^x).</summary>
    public static Tensor Of(Tensor value)
    {
        try
        {
            if (_isKept)
                return Kept(value, Constant.Of(1.0), Constant.Of(Linear));
        }
        catch (MissingMethodException)
        {
            _isKept = false;
        }

        return nn.functional.softplus(value, 1, Linear);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "softplus1")]
    private static extern Tensor Kept(Tensor value, Scalar beta, Scalar threshold);
}
