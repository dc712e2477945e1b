using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>What the forward pass hands to autograd beside the prediction.</summary>
/// <param name="Saved">The tensors for the backward pass.</param>
/// <param name="Gradient">The backward pass.</param>
/// <param name="Output">The result, already computed.</param>
internal sealed record FusedCall(List<Tensor> Saved, IGradient Gradient, Tensor Output);
