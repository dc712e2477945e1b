using MaskSharp;

namespace Conformance.Properties;

/// <summary>What the grid leaves out, no property test sees.</summary>
public sealed class LossGridTests
{
    // They change no formula, or are another way to write PosWeight, and have tests of their own.
    private static readonly string[] _elsewhere = ["Name", "Preset", "PosWeights", "BalanceFrom", "DeepSupervision", "TypeId"];

    public static TheoryData<string> Properties
        => [.. typeof(SegmentationLossAttribute).GetProperties().Select(property => property.Name).Except(_elsewhere)];

    [Theory]
    [MemberData(nameof(Properties))]
    public void A_term_or_option_is_in_the_grid(string name) => Assert.Contains(LossGrid.All.Values, options => options.Has(name));
}
