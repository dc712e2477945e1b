using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>
/// The least or largest value of each pixel and its neighbours along some axes. The gradient goes to the pixel that has it: to the
/// pixel itself where that is among several, else to the first.
/// </summary>
internal sealed class NeighbourFunction : autograd.SingleTensorFunction<NeighbourFunction>
{
    private const string State = "state";

    public override string Name => nameof(NeighbourFunction);

    /// <summary>The extremes of a contiguous tensor, of its shape.</summary>
    public static Tensor Of(Tensor image, NeighbourCall call)
    {
        if (call.Axes.Count == 0)
            return image;
        return image.requires_grad && is_grad_enabled() ? apply(image, call) : Value(image, call);
    }

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (image, call) = ((Tensor)vars[0], (NeighbourCall)vars[1]);
        var value = Value(image, call);
        ctx.save_for_backward([image, value]);
        ctx.save_data(State, call);
        return value;
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        using var scope = NewDisposeScope();
        var saved = ctx.get_saved_variables();
        var call = (NeighbourCall)ctx.get_data(State);
        var gradient = NeighbourMemory.CanRead(saved[0]) && !is_grad_enabled()
            ? NeighbourMemory.Gradient(saved[0], saved[1], grad_output.contiguous(), call)
            : NeighbourTensors.Gradient(saved[0], saved[1], grad_output, call);
        return [gradient.MoveToOuterDisposeScope(), null!];
    }

    private static Tensor Value(Tensor image, NeighbourCall call)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var source = image.detach();
        var value = NeighbourMemory.CanRead(source) ? NeighbourMemory.Value(source, call) : NeighbourTensors.Value(source, call);
        return value.MoveToOuterDisposeScope();
    }
}
