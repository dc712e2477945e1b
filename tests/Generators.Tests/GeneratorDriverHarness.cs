using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace MaskSharp.Generators.Tests;

/// <summary>Compiles source under the strictest settings and runs generators on it.</summary>
internal static class GeneratorDriverHarness
{
    /// <summary>What the newest users write: nullable, with documentation checked.</summary>
    public static CSharpParseOptions ParseOptions { get; }
        = new(LanguageVersion.CSharp11, DocumentationMode.Diagnose);

    private static readonly ImmutableArray<MetadataReference> _framework = [.. FrameworkAssemblies().Select(path => MetadataReference.CreateFromFile(path))];

    private static readonly ImmutableArray<MetadataReference> _ours =
    [
        MetadataReference.CreateFromFile(typeof(TorchSharp.torch).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(SegmentationMetricsAttribute).Assembly.Location),
    ];

    // A library built for an older framework is no fault of the source: the SDK's own projects leave these out too.
    private static readonly ImmutableDictionary<string, ReportDiagnostic> _unified
        = ImmutableDictionary<string, ReportDiagnostic>.Empty.Add("CS1701", ReportDiagnostic.Suppress).Add("CS1702", ReportDiagnostic.Suppress);

    /// <summary>A library of the sources, warnings as errors at the highest level, TorchSharp and MaskSharp referenced.</summary>
    public static CSharpCompilation Compile(params string[] sources) => Compile(ParseOptions, sources);

    /// <summary>The same in another language version or documentation mode.</summary>
    public static CSharpCompilation Compile(CSharpParseOptions options, params string[] sources)
        => CSharpCompilation.Create(
            "Annotated",
            sources.Select((source, i) => CSharpSyntaxTree.ParseText(SourceText.From(source), options, path: $"Source{i}.cs")),
            [.. _framework, .. _ours],
            new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, generalDiagnosticOption: ReportDiagnostic.Error, warningLevel: 9999, specificDiagnosticOptions: _unified));

    /// <summary>The same without TorchSharp.</summary>
    public static CSharpCompilation WithoutTorchSharp(this CSharpCompilation compilation)
        => compilation.RemoveReferences(_ours[0]);

    /// <summary>Runs one generator once.</summary>
    public static GeneratorOutcome Run<TGenerator>(params string[] sources)
        where TGenerator : IIncrementalGenerator, new()
        => Run<TGenerator>(Compile(sources));

    /// <summary>Runs one generator once.</summary>
    public static GeneratorOutcome Run<TGenerator>(CSharpCompilation compilation)
        where TGenerator : IIncrementalGenerator, new()
    {
        var driver = CreateDriver(compilation, new TGenerator())
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        var result = driver.GetRunResult().Results.Single();
        Assert.Null(result.Exception);
        return new(output, result.Diagnostics, [.. result.GeneratedSources]);
    }

    /// <summary>A driver that tracks every step.</summary>
    public static GeneratorDriver CreateDriver(CSharpCompilation compilation, params IIncrementalGenerator[] generators)
        => CSharpGeneratorDriver.Create(
            generators.Select(generator => generator.AsSourceGenerator()),
            parseOptions: (CSharpParseOptions)compilation.SyntaxTrees[0].Options,
            driverOptions: new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>
    /// Runs the generator before and after an edit, and gives the reasons of the steps with the given names in the second run.
    /// </summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<IncrementalStepRunReason>> ReasonsAfterEdit<TGenerator>(
        CSharpCompilation compilation, Func<CSharpCompilation, CSharpCompilation> edit, IEnumerable<string> stepNames)
        where TGenerator : IIncrementalGenerator, new()
    {
        var driver = CreateDriver(compilation, new TGenerator()).RunGenerators(compilation);
        var steps = driver.RunGenerators(edit(compilation)).GetRunResult().Results.Single().TrackedSteps;
        return stepNames.ToDictionary(
            name => name,
            name => (IReadOnlyList<IncrementalStepRunReason>)[.. steps.TryGetValue(name, out var runs) ? runs.SelectMany(run => run.Outputs).Select(output => output.Reason) : []]);
    }

    // The reference pack stands beside the shared framework that runs the test: dotnet/packs against dotnet/shared.
    private static string[] FrameworkAssemblies()
    {
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var packs = Path.Combine(runtime, "..", "..", "..", "packs", "Microsoft.NETCore.App.Ref");
        var newest = Directory.GetDirectories(packs, "10.*").OrderByDescending(path => Version.Parse(Path.GetFileName(path))).First();
        return Directory.GetFiles(Path.Combine(newest, "ref", "net10.0"), "*.dll");
    }
}
