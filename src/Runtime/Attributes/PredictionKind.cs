namespace MaskSharp;

/// <summary>What a prediction tensor holds.</summary>
public enum PredictionKind
{
    /// <summary>Raw network outputs; the generated code applies the sigmoid or softmax.</summary>
    Logits,

    /// <summary>Probabilities in [0, 1], already activated.</summary>
    Probabilities,
}
