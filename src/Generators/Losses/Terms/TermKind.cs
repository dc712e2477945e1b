using MaskSharp.Generators.Losses.Reading;

namespace MaskSharp.Generators.Losses.Terms;

/// <summary>A kind of term that the attribute offers.</summary>
/// <param name="Name">The attribute property that holds its weight.</param>
/// <param name="Read">Makes the term of its weight and the attribute's other arguments.</param>
/// <param name="Options">The attribute properties that only this kind, or this and others, look at.</param>
internal sealed record TermKind(string Name, Func<double, LossArguments, LossContext, LossTerm> Read, IReadOnlyList<string> Options)
{
    /// <summary>The modes in which the term exists; null is all.</summary>
    public IReadOnlyList<LossMode>? Modes { get; init; }

    /// <summary>What to use in the other modes.</summary>
    public string Instead { get; init; } = "";

    public bool IsIn(LossMode mode) => Modes is null || Modes.Contains(mode);
}
