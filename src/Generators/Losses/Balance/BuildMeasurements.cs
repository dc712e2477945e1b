using System.Collections.Immutable;
using MaskSharp.Generators.Datasets;
using MaskSharp.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MaskSharp.Generators.Losses.Balance;

/// <summary>What the build says of the project's data sets. It compares by content, so that only a changed measurement generates anew.</summary>
/// <param name="Measured">The measurements.</param>
/// <param name="Declared">The names of all data sets, measured or not.</param>
/// <param name="IsDesignTime">Whether an editor compiles, for which nothing is measured.</param>
internal sealed record BuildMeasurements(EquatableArray<MeasuredDataset> Measured, EquatableArray<string> Declared, bool IsDesignTime)
{
    private const string DesignTimeProperty = "build_property.DesignTimeBuild";
    private const string NamesProperty = "build_property.MaskSharpDatasetNames";

    /// <summary>Whatever other additional files there are, they leave this as it is.</summary>
    public static IncrementalValueProvider<BuildMeasurements> From(IncrementalGeneratorInitializationContext context)
    {
        var measured = context.AdditionalTextsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Where(static pair => MeasuredDatasets.IsOne(pair.Left, pair.Right))
            .Select(static (pair, cancellation) => pair.Left.GetText(cancellation) is { } text ? MeasuredDataset.Parse(text.ToString()) : null)
            .Collect()
            .Select(static (datasets, _) => new BuildMeasurements(Present(datasets), EquatableArray<string>.Empty, IsDesignTime: false));
        var declared = context.AnalyzerConfigOptionsProvider
            .Select(static (options, _) => new BuildMeasurements(EquatableArray<MeasuredDataset>.Empty, NamesOf(options), IsTrue(options)));
        return measured
            .Combine(declared)
            .Select(static (pair, _) => pair.Right with { Measured = pair.Left.Measured })
            .WithTrackingName(LossSteps.Measurements);
    }

    private static EquatableArray<MeasuredDataset> Present(ImmutableArray<MeasuredDataset?> datasets)
        => datasets.Where(dataset => dataset is not null).Select(dataset => dataset!).ToEquatableArray();

    private static EquatableArray<string> NamesOf(AnalyzerConfigOptionsProvider options)
        => options.GlobalOptions.TryGetValue(NamesProperty, out var names)
            ? Uri.UnescapeDataString(names).Split(['|'], StringSplitOptions.RemoveEmptyEntries).ToEquatableArray()
            : EquatableArray<string>.Empty;

    private static bool IsTrue(AnalyzerConfigOptionsProvider options)
        => options.GlobalOptions.TryGetValue(DesignTimeProperty, out var value) && string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);
}
