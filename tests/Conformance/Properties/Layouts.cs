using static TorchSharp.torch;

namespace Conformance.Properties;

/// <summary>Both paths of an emitted loss: the fused kernel reads contiguous tensors, the device path takes the others.</summary>
public static class Layouts
{
    public static IReadOnlyList<(string Path, Func<Tensor, Tensor> Layout)> Both { get; } =
    [
        ("fused path", tensor => tensor),
        ("device path", Evaluation.Strided),
    ];

    /// <summary>The same values in the same order, those of a pixel beside each other in memory.</summary>
    public static Tensor ChannelsLast(Tensor prediction)
    {
        var last = (int)prediction.dim() - 1;
        long[] forth = [0, .. Enumerable.Range(2, last - 1), 1];
        long[] back = [0, last, .. Enumerable.Range(1, last - 1)];
        return prediction.permute(forth).contiguous().permute(back);
    }
}
