using Microsoft.CodeAnalysis;

namespace MaskSharp.Generators.Analyzers.Tensors;

/// <summary>What a loss takes as its prediction.</summary>
internal enum LossInput
{
    /// <summary>Not known, or anything.</summary>
    Any,

    /// <summary>Logits of independent classes: it applies the sigmoid itself.</summary>
    BinaryLogits,

    /// <summary>Logits of exclusive classes: it applies the softmax itself.</summary>
    ClassLogits,

    /// <summary>Log-probabilities.</summary>
    LogProbabilities,

    /// <summary>Probabilities.</summary>
    Probabilities,
}

/// <summary>A call that computes a loss.</summary>
/// <param name="Operation">The call.</param>
/// <param name="Input">What it takes as its prediction.</param>
/// <param name="Prediction">The prediction.</param>
/// <param name="Target">The target.</param>
/// <param name="IsSymmetric">Whether prediction and target may change places without a difference.</param>
internal sealed record LossCall(IOperation Operation, LossInput Input, IOperation Prediction, IOperation Target, bool IsSymmetric = false);
