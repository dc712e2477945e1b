using System.Collections.Immutable;
using MaskSharp.Generators.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MaskSharp.CodeFixes.Tests;

/// <summary>A project with one source, to which a fix is applied as an editor does: that of MASK1001 unless another is given.</summary>
internal sealed class FixedProject : IDisposable
{
    private const string Path = "Source.cs";

    private static readonly ImmutableArray<MetadataReference> _references =
    [
        .. FrameworkAssemblies().Select(path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(TorchSharp.torch).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(SegmentationDatasetAttribute).Assembly.Location),
    ];

    private readonly AdhocWorkspace _workspace = new();
    private readonly CodeFixProvider _provider;
    private readonly ImmutableArray<DiagnosticAnalyzer> _rules;
    private readonly DocumentId _document;

    public FixedProject(string source, CodeFixProvider? provider = null)
    {
        _provider = provider ?? new AddOverlapScoresFixProvider();
        _rules = [.. typeof(PixelAccuracyOnlyAnalyzer).Assembly.GetTypes().Where(t => !t.IsAbstract && t.IsSubclassOf(typeof(DiagnosticAnalyzer))).Select(t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!)
            .Where(rule => rule.SupportedDiagnostics.Any(d => _provider.FixableDiagnosticIds.Contains(d.Id)))];
        var isProgram = CSharpSyntaxTree.ParseText(source).GetRoot().ChildNodes().Any(n => n.IsKind(SyntaxKind.GlobalStatement));
        var project = ProjectId.CreateNewId();
        _document = DocumentId.CreateNewId(project);
        var solution = _workspace.CurrentSolution
            .AddProject(project, "Fixed", "Fixed", LanguageNames.CSharp)
            .WithProjectCompilationOptions(project, new CSharpCompilationOptions(
                isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable))
            .WithProjectParseOptions(project, new CSharpParseOptions(LanguageVersion.CSharp12))
            .AddMetadataReferences(project, _references)
            .AddDocument(_document, Path, source);
        Document = solution.GetDocument(_document)!;
    }

    public Document Document { get; private set; }

    public string Text => Document.GetTextAsync().GetAwaiter().GetResult().ToString();

    /// <summary>What the analyzer reports now.</summary>
    public async Task<ImmutableArray<Diagnostic>> Diagnose()
    {
        var compilation = (await Document.Project.GetCompilationAsync())!;
        var diagnostics = await compilation.WithAnalyzers(_rules).GetAnalyzerDiagnosticsAsync();
        return [.. diagnostics.OrderBy(d => d.Location.SourceSpan.Start)];
    }

    public async Task<IReadOnlyList<string>> CompileErrors()
    {
        var compilation = (await Document.Project.GetCompilationAsync())!;
        return [.. compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString())];
    }

    public async Task<IReadOnlyList<CodeAction>> Actions()
    {
        var actions = new List<CodeAction>();
        foreach (var diagnostic in await Diagnose())
            await _provider.RegisterCodeFixesAsync(new(Document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
        return actions;
    }

    public async Task Apply(CodeAction action)
    {
        foreach (var operation in await action.GetOperationsAsync(CancellationToken.None))
        {
            if (operation is ApplyChangesOperation apply)
                Document = apply.ChangedSolution.GetDocument(_document)!;
        }
    }

    /// <summary>What a refactoring offers with the caret at a text.</summary>
    public async Task<IReadOnlyList<CodeAction>> Refactorings(Microsoft.CodeAnalysis.CodeRefactorings.CodeRefactoringProvider provider, string at)
    {
        var actions = new List<CodeAction>();
        var start = Text.IndexOf(at, StringComparison.Ordinal);
        await provider.ComputeRefactoringsAsync(new(Document, new(start, at.Length), actions.Add, CancellationToken.None));
        return actions;
    }

    public async Task<Compilation> Compile() => (await Document.Project.GetCompilationAsync())!;

    public async Task ApplyToAll(string? key = null)
    {
        var context = new FixAllContext(
            Document,
            _provider,
            FixAllScope.Document,
            key ?? AddOverlapScoresFixProvider.EquivalenceKey,
            _provider.FixableDiagnosticIds,
            new Reported(await Diagnose()),
            CancellationToken.None);
        await Apply((await _provider.GetFixAllProvider()!.GetFixAsync(context))!);
    }

    public void Dispose() => _workspace.Dispose();

    private static string[] FrameworkAssemblies()
    {
        var runtime = System.IO.Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var packs = System.IO.Path.Combine(runtime, "..", "..", "..", "packs", "Microsoft.NETCore.App.Ref");
        var newest = Directory.GetDirectories(packs, "10.*").OrderByDescending(path => Version.Parse(System.IO.Path.GetFileName(path))).First();
        return Directory.GetFiles(System.IO.Path.Combine(newest, "ref", "net10.0"), "*.dll");
    }

    private sealed class Reported(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken)
            => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
            => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken)
            => Task.FromResult(Enumerable.Empty<Diagnostic>());
    }
}
