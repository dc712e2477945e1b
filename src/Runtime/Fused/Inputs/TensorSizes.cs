using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>
/// A tensor's sizes, by a native call each. TorchSharp's property has native code call back for the array, which takes several times as
/// long: of a small loss a good part.
/// </summary>
internal static class TensorSizes
{
    public static long[] Of(Tensor tensor)
    {
        var sizes = new long[tensor.Dimensions];
        for (var i = 0; i < sizes.Length; i++)
            sizes[i] = tensor.size(i);
        return sizes;
    }
}
