using System.Collections.Immutable;
using MaskSharp.Generators.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace MaskSharp.Generators.Tests.Analyzers;

/// <summary>Compiles sources as a project with implicit usings does, and runs a rule over them: MASK1001 unless another is named.</summary>
internal static class AnalyzerRun
{
    private const string ImplicitUsings = """
        global using global::System;
        global using global::System.Collections.Generic;
        global using global::System.IO;
        global using global::System.Linq;
        global using global::System.Net.Http;
        global using global::System.Threading;
        global using global::System.Threading.Tasks;
        """;

    private static readonly CSharpParseOptions _parse = new(LanguageVersion.CSharp12);

    public static CSharpCompilation Compile(params (string Path, string Text)[] sources)
    {
        var trees = sources.Append(("ImplicitUsings.g.cs", ImplicitUsings))
            .Select(s => CSharpSyntaxTree.ParseText(SourceText.From(s.Item2, System.Text.Encoding.UTF8), _parse, s.Item1))
            .ToList();
        var isProgram = trees.Any(t => t.GetRoot().ChildNodes().Any(n => n.IsKind(SyntaxKind.GlobalStatement)));
        return CSharpCompilation.Create(
            "Analyzed",
            trees,
            GeneratorDriverHarness.Compile("").References,
            new(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true));
    }

    public static ImmutableArray<Diagnostic> Analyze(string source, params MeasuredFile[] files)
        => Analyze(Compile(("Source.cs", source)), files);

    public static ImmutableArray<Diagnostic> Analyze(CSharpCompilation compilation, params MeasuredFile[] files)
        => Analyze(compilation, new Options([], files));

    /// <summary>The diagnostics, in the order of lines; an exception inside the analyzer fails the test.</summary>
    public static ImmutableArray<Diagnostic> Analyze(CSharpCompilation compilation, Options options, params DiagnosticAnalyzer[] rules)
    {
        var crashes = new List<string>();
        var run = compilation.WithAnalyzers(
            rules is [] ? [new PixelAccuracyOnlyAnalyzer()] : [.. rules],
            new CompilationWithAnalyzersOptions(
                new AnalyzerOptions([.. options.Files], new OptionsProvider(options)),
                onAnalyzerException: (exception, _, _) => crashes.Add(exception.ToString()),
                concurrentAnalysis: false,
                logAnalyzerExecutionTime: false));
        var diagnostics = run.GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
        Assert.Empty(crashes);
        return [.. diagnostics.OrderBy(d => d.Location.SourceTree?.FilePath).ThenBy(d => d.Location.SourceSpan.Start)];
    }

    /// <summary>The folder with the solution in it.</summary>
    public static string RepositoryRoot { get; } = FindRoot();

    /// <summary>Every rule of the assembly.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> AllRules { get; }
        = [.. typeof(PixelAccuracyOnlyAnalyzer).Assembly.GetTypes().Where(t => !t.IsAbstract && t.IsSubclassOf(typeof(DiagnosticAnalyzer))).OrderBy(t => t.Name, StringComparer.Ordinal).Select(t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!)];

    /// <summary>The rule that reports an id.</summary>
    public static DiagnosticAnalyzer Rule(string id) => AllRules.Single(rule => rule.SupportedDiagnostics.Any(d => d.Id == id));

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Generators.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("No Generators.sln above the test's folder.");
        return folder;
    }

    public static int Line(this Diagnostic diagnostic) => diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1;

    /// <summary>What an .editorconfig and the build hand to the analyzer.</summary>
    internal sealed record Options(Dictionary<string, string> EditorConfig, params MeasuredFile[] Files);

    private sealed class OptionsProvider(Options options) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values([]);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Values(options.EditorConfig);

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile)
            => new Values(new() { ["build_metadata.AdditionalFiles.MaskSharpRole"] = ((MeasuredFile)textFile).Role });
    }

    private sealed class Values(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
            => values.TryGetValue(key, out value);
    }
}

/// <summary>A measurement as the build hands it over.</summary>
internal sealed class MeasuredFile(string text, string role = "MeasuredDataset") : AdditionalText
{
    public string Role => role;

    public override string Path => "obj/masksharp/data.measured.json";

    public static MeasuredFile Of(string name, double foreground) => new(FormattableString.Invariant($$"""
        { "schema": 1, "name": "{{name}}", "source": "data/{{name}}", "masks": 182, "pixels": 11927552, "foregroundFraction": {{foreground}},
          "emptyMaskAccuracy": {{1 - foreground}}, "classes": [ { "index": 0, "pixels": 9, "fraction": {{1 - foreground}} }, { "index": 1, "pixels": 1, "fraction": {{foreground}} } ] }
        """));

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
}
