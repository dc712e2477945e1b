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
}
