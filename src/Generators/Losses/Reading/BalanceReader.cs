using MaskSharp.Generators.Emit;
using MaskSharp.Generators.Losses.Terms;
using MaskSharp.Generators.Model;

namespace MaskSharp.Generators.Losses.Reading;

/// <summary>Reads the name of the data set whose balance the weights shall be.</summary>
internal static class BalanceReader
{
    private const string Property = "BalanceFrom";

    /// <summary>The name; null where none is given, where weights are given, which win, and where no term has weights.</summary>
    public static string? Dataset(LossArguments arguments, LossMode mode, EquatableArray<LossTerm> terms)
    {
        if (arguments.IsBlank(Property))
            arguments.OutOfRange(Property, Literals.String(arguments.GetString(Property, "")), "it is the name of a SegmentationDataset item, or null");
        if (arguments.GetString(Property, "") is not { Length: > 0 } name || !terms.Any(IsWeighed))
            return null;
        string[] weights = mode == LossMode.Multiclass ? ["ClassWeights"] : ["PosWeight", "PosWeights"];
        if (weights.FirstOrDefault(arguments.Has) is not { } given)
            return name;
        arguments.WithoutEffect(Property, $"{given} is given, and wins; leave one of them out");
        return null;
    }

    private static bool IsWeighed(LossTerm term) => TermCatalog.All.Any(kind => kind.Name == term.Name && kind.Options.Contains(Property));
}
