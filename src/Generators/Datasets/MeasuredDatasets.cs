using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MaskSharp.Generators.Datasets;

/// <summary>The measured data sets among a compilation's additional files.</summary>
internal static class MeasuredDatasets
{
    private const string RoleOption = "build_metadata.AdditionalFiles.MaskSharpRole";
    private const string Role = "MeasuredDataset";

    public static bool IsOne(AdditionalText file, AnalyzerConfigOptionsProvider options)
        => options.GetOptions(file).TryGetValue(RoleOption, out var role) && role == Role;

    public static ImmutableArray<MeasuredDataset> Read(
        ImmutableArray<AdditionalText> files, AnalyzerConfigOptionsProvider options, CancellationToken cancellation)
    {
        var datasets = ImmutableArray.CreateBuilder<MeasuredDataset>();
        foreach (var file in files)
        {
            if (IsOne(file, options) && file.GetText(cancellation) is { } text && MeasuredDataset.Parse(text.ToString()) is { } dataset)
                datasets.Add(dataset);
        }

        return datasets.ToImmutable();
    }
}
