using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using MaskSharp.Generators.Losses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace MaskSharp.Samples.Tests.Documentation;

/// <summary>Compiles a block with the real assemblies, generators and analyzers, in a project with a measured data set 'train'.</summary>
internal static class ExampleCompiler
{
    private static readonly System.Reflection.Assembly _generators = typeof(LossGenerator).Assembly;

    private static readonly ImmutableArray<MetadataReference> _references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("MaskSharp.Generators", StringComparison.Ordinal) && !Path.GetFileName(path).StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>All errors, and everything that MaskSharp reports in the block itself.</summary>
    public static IReadOnlyList<Diagnostic> Compile(Block block)
    {
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);
        var compilation = CSharpCompilation.Create("Documented", ExampleSource.Trees(block), _references, options);
        // The page of MASK0014 is about a data set that this build has not measured.
        ImmutableArray<AdditionalText> files = block.Rule == "MASK0014" ? [] : [new Measurement()];
        CSharpGeneratorDriver.Create(Instances<IIncrementalGenerator>().Select(g => g.AsSourceGenerator()), files, ExampleSource.ParseOptions, new BuildOptions())
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out var generated);
        var rules = output.WithAnalyzers([.. Instances<DiagnosticAnalyzer>()], new AnalyzerOptions(files, new BuildOptions()));
        return
        [
            .. output.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error), .. generated,
            .. rules.GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult().Where(d => d.Location.SourceTree?.FilePath == "Block.cs" || d.Id == "AD0001"),
        ];
    }

    private static IEnumerable<T> Instances<T>() =>
        _generators.GetTypes().Where(type => !type.IsAbstract && typeof(T).IsAssignableFrom(type)).Select(type => (T)Activator.CreateInstance(type)!);

    private sealed class Measurement : AdditionalText
    {
        public override string Path => "train.measured.json";

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From("""
            { "schema": 1, "name": "train", "source": "data/train/masks", "masks": 10, "pixels": 1000, "foregroundFraction": 0.02, "emptyMaskAccuracy": 0.98,
              "classes": [ { "index": 0, "pixels": 980, "fraction": 0.98 }, { "index": 1, "pixels": 20, "fraction": 0.02 } ] }
            """);
    }

    private sealed class BuildOptions : AnalyzerConfigOptionsProvider
    {
        private static readonly AnalyzerConfigOptions _none = new Values([]);

        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(new() { ["build_property.MaskSharpDatasetNames"] = "train" });

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => _none;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Values(new() { ["build_metadata.AdditionalFiles.MaskSharpRole"] = "MeasuredDataset" });
    }

    private sealed class Values(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
