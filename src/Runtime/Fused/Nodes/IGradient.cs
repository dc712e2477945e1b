using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>A backward pass, with what it needs beside the saved tensors.</summary>
internal interface IGradient
{
    /// <summary>The loss, for messages.</summary>
    string Name { get; }

    /// <summary>The gradient with respect to the prediction, in the current dispose scope.</summary>
    /// <param name="saved">The tensors that the forward pass saved, in its order.</param>
    /// <param name="upstream">The gradient with respect to the result.</param>
    Tensor Of(IReadOnlyList<Tensor> saved, Tensor upstream);
}
