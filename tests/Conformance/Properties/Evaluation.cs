using Conformance.Running;
using static TorchSharp.torch;

namespace Conformance.Properties;

/// <summary>A loss's value and the gradient of its sum, as doubles, with the type that the loss had.</summary>
public sealed record Evaluation(double[] Value, double[] Gradient, ScalarType Type)
{
    public static Evaluation Of(LossFunction loss, Tensor prediction, Tensor target, Tensor? mask = null, Func<Tensor, Tensor>? layout = null)
    {
        using var scope = NewDisposeScope();
        var leaf = prediction.detach().clone().requires_grad_(true);
        var value = loss(layout is null ? leaf : layout(leaf), target, mask);
        value.sum().backward();
        return new(Doubles(value), Doubles(leaf.grad!), value.dtype);
    }

    public static double[] Doubles(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return [.. tensor.detach().to(ScalarType.Float64).contiguous().data<double>()];
    }

    /// <summary>A view of the same values in the same order that is not contiguous in memory, which takes the device path.</summary>
    public static Tensor Strided(Tensor tensor) => stack([tensor, tensor], -1).select(-1, 0);
}
