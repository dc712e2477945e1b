namespace MaskSharp.Evaluator.Models;

/// <summary>What is made of a model's output.</summary>
internal enum Activation
{
    /// <summary>Nothing: it is probabilities or labels, or of several channels the largest decides.</summary>
    None,

    /// <summary>1 / (1 + e^−x), each channel for itself.</summary>
    Sigmoid,

    /// <summary>e^x over the sum of e^x of all channels.</summary>
    Softmax,

    /// <summary>The channel of the largest value.</summary>
    Argmax,
}
