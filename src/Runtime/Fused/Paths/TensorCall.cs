using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>What the forward pass hands to autograd beside the prediction.</summary>
/// <param name="Inputs">The checked arguments.</param>
/// <param name="Slopes">The derivative of each term along its sums.</param>
/// <param name="Output">The result, already computed.</param>
internal sealed record TensorCall(LossInputs Inputs, Tensor[][] Slopes, Tensor Output);
