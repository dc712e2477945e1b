using Conformance.Options;
using static TorchSharp.torch;

namespace Conformance.Peers;

/// <summary>The case is a call of a loss with these options.</summary>
public sealed record LossCall(LossOptions Options) : Mapping
{
    /// <summary>What happens to the input before the call (the gradient is taken with respect to the input).</summary>
    public Func<Tensor, Tensor> Before { get; init; } = input => input;

    /// <summary>What happens to the target before the call.</summary>
    public Func<Tensor, Tensor> Target { get; init; } = target => target;

    /// <summary>The mask of the call, of the case's tensors by name; null for none.</summary>
    public Func<IReadOnlyDictionary<string, Tensor>, Tensor?> Mask { get; init; } = _ => null;

    /// <summary>False where pixels tie in a ranking, so that there is more than one right gradient.</summary>
    public bool HasOneGradient { get; init; } = true;

    /// <summary>Whether single precision must hold to 1e-6 of the largest element, not only to the peers' tolerance.</summary>
    public bool Strict { get; init; }
}
