using Microsoft.CodeAnalysis;

namespace MaskSharp.Generators.Emit;

/// <summary>Which members each attribute of this project adds to its class, by name.</summary>
internal static class GeneratedMembers
{
    public const string LossAttribute = "MaskSharp.SegmentationLossAttribute";

    public const string MetricsAttribute = "MaskSharp.SegmentationMetricsAttribute";

    /// <summary>The stem of a loss attribute without a Name.</summary>
    public const string DefaultLossName = "Loss";

    /// <summary>The stem of a metrics attribute without a Name, which prefixes nothing.</summary>
    public const string DefaultMetricsName = "Metrics";

    public static IReadOnlyList<string> OfLoss(string name) => [name, name + "WithTerms", name + "Module"];

    public static IReadOnlyList<string> OfMetrics(string name)
    {
        var prefix = MetricsPrefix(name);
        return [prefix + "CountPixels", prefix + "Score", prefix + "CreateMeter", prefix + "MeasureSurfaces", prefix + "ScoreOptions"];
    }

    public static string MetricsPrefix(string name) => name == DefaultMetricsName ? "" : name;

    /// <summary>The members of any attribute; none of another project's attribute or one without a usable name.</summary>
    public static IReadOnlyList<string> Of(AttributeData attribute)
    {
        var written = attribute.NamedArguments.FirstOrDefault(argument => argument.Key == "Name");
        var name = written.Key is null ? null : written.Value.Value as string ?? "";
        return attribute.AttributeClass switch
        {
            { } type when name == "" || !IsOurs(type) => [],
            { Name: "SegmentationLossAttribute" } => OfLoss(name ?? DefaultLossName),
            { Name: "SegmentationMetricsAttribute" } => OfMetrics(name ?? DefaultMetricsName),
            _ => [],
        };
    }

    // By names, without a display string: this runs for every attribute at every key press.
    private static bool IsOurs(INamedTypeSymbol type)
        => type is { ContainingType: null, ContainingNamespace: { Name: "MaskSharp", ContainingNamespace.IsGlobalNamespace: true } };
}
