namespace MaskSharp.Generators.Analyzers.Tensors;

/// <summary>What made the values of a tensor, as far as shape changes, casts and variables leave them alone.</summary>
internal enum TensorSource
{
    /// <summary>Not known.</summary>
    Unknown,

    /// <summary>A sigmoid: probabilities of independent classes.</summary>
    Sigmoid,

    /// <summary>A softmax: probabilities of exclusive classes.</summary>
    Softmax,

    /// <summary>A logarithm of probabilities.</summary>
    LogProbability,

    /// <summary>The output of a convolution or linear layer, without an activation: logits.</summary>
    Layer,
}
