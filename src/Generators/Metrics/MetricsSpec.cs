using MaskSharp.Generators.Emit;
using MaskSharp.Generators.Model;

namespace MaskSharp.Generators.Metrics;

/// <summary>
/// One valid <c>[SegmentationMetrics]</c>: all that its members are emitted from. Immutable and structurally equatable, without
/// symbols, syntax or locations, so that an edit elsewhere leaves it equal.
/// </summary>
/// <param name="Type">Where the annotated class stands.</param>
/// <param name="Name">The attribute's Name.</param>
/// <param name="Mode">How channels become classes.</param>
/// <param name="Classes">Channels C.</param>
/// <param name="FromLogits">Whether the prediction holds logits.</param>
/// <param name="Threshold">A pixel is foreground where its probability is at least this.</param>
/// <param name="IgnoreIndex">Target value that is not counted; null for none.</param>
/// <param name="Rules">The rules for scores.</param>
internal sealed record MetricsSpec(
    TypeNesting Type,
    string Name,
    MetricsMode Mode,
    int Classes,
    bool FromLogits,
    double Threshold,
    int? IgnoreIndex,
    ScoreRules Rules)
{
    /// <summary>What stands before the names of the members.</summary>
    public string Prefix => GeneratedMembers.MetricsPrefix(Name);

    /// <summary>
    /// The least value of a foreground prediction. Sigmoid grows steadily, so sigmoid(z) ≥ T exactly where z ≥ log(T / (1 − T)):
    /// −∞ for T = 0 and +∞ for T = 1.
    /// </summary>
    public double Cut => FromLogits ? Math.Log(Threshold / (1 - Threshold)) : Threshold;
}
