using static TorchSharp.torch;

namespace Benchmarks.Measuring;

/// <summary>Whole steps of a loss, as a training loop takes them.</summary>
internal static class Steps
{
    /// <summary>The value alone, without a graph.</summary>
    public static Action Forward(Func<Tensor, Tensor, Tensor> loss, Tensor prediction, Tensor target) => () =>
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        loss(prediction, target);
    };

    /// <summary>Value and gradient; the gradient is a new buffer each time, as after <c>zero_grad</c>.</summary>
    public static Action ForwardBackward(Func<Tensor, Tensor, Tensor> loss, Tensor prediction, Tensor target)
    {
        var leaf = prediction.detach().requires_grad_(true);
        return () =>
        {
            using var scope = NewDisposeScope();
            loss(leaf, target).backward();
            leaf.grad = null;
        };
    }

    /// <summary>
    /// The least that a step can cost: forward reads both inputs once; backward reads them again and writes a fresh buffer.
    /// </summary>
    public static Action Pass(Tensor prediction, Tensor target, bool backward) => () =>
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        prediction.sum();
        target.sum();
        if (backward)
            prediction.mul(target);
    };
}
