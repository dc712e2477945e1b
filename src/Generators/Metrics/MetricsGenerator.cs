using System.Text;
using MaskSharp.Generators.Emit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MaskSharp.Generators.Metrics;

/// <summary>Emits CountPixels, Score, CreateMeter and MeasureSurfaces for each <c>[SegmentationMetrics]</c>: attribute → spec → code.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class MetricsGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var readings = context.SyntaxProvider
            .ForAttributeWithMetadataName(GeneratedMembers.MetricsAttribute, (node, _) => node is TypeDeclarationSyntax, MetricsReader.Read)
            .WithTrackingName(Steps.Readings);

        // Source and diagnostics part here: a moved attribute changes locations, but no spec, and emits nothing anew.
        var specs = readings
            .SelectMany((reading, _) => reading.Specs)
            .WithTrackingName(Steps.Specs);
        var clashes = HintNames.Clashes(specs.Select((spec, _) => HintOf(spec)));
        context.RegisterSourceOutput(specs.Combine(clashes), Emit);

        // The compilation, which every edit changes, joins in only where there is something to report.
        var diagnostics = readings
            .SelectMany((reading, _) => reading.Diagnostics)
            .WithTrackingName(Steps.Diagnostics);
        context.RegisterSourceOutput(
            diagnostics.Combine(context.CompilationProvider),
            (output, pair) => output.ReportDiagnostic(pair.Left.ToDiagnostic(pair.Right)));
    }

    private static void Emit(SourceProductionContext context, (MetricsSpec Spec, HintClashes Clashes) pair)
        => context.AddSource(HintNames.FileOf(HintOf(pair.Spec), pair.Clashes), SourceText.From(MetricsEmitter.Emit(pair.Spec), Encoding.UTF8));

    private static string HintOf(MetricsSpec spec) => $"{spec.Type.HintName}.{spec.Name}";

    /// <summary>Names of the steps, for tests of what an edit runs again.</summary>
    internal static class Steps
    {
        public const string Readings = "Metrics.Readings";
        public const string Specs = "Metrics.Specs";
        public const string Diagnostics = "Metrics.Diagnostics";

        public static IReadOnlyList<string> All { get; } = [Readings, Specs, Diagnostics];
    }
}
