using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>What the forward pass hands to autograd beside the prediction.</summary>
/// <param name="Inputs">The checked arguments.</param>
/// <param name="Sums">The sums of the forward pass.</param>
/// <param name="Output">The result, already computed.</param>
internal sealed record FusedCall(LossInputs Inputs, LossSums Sums, Tensor Output);
