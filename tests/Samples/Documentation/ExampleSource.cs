using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MaskSharp.Samples.Tests.Documentation;

/// <summary>
/// Makes a block of documentation into files that compile. The convention: types stand for themselves; statements stand in a method of a static
/// class Example; what they use and do not declare (a network, a loader, masks) is in the page's file in Contexts; <c>{ … }</c> is an empty
/// body and a line <c>…</c> is code that throws; a partial network without a constructor is given one, and a forward. Paragraphs that declare
/// a name again are alternatives, each in a method of its own.
/// </summary>
internal sealed class ExampleSource
{
    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.Latest);

    private readonly List<MemberDeclarationSyntax> _types = [];
    private readonly List<MemberDeclarationSyntax> _methods = [];
    private readonly List<List<StatementSyntax>> _alternatives = [[]];
    private readonly SyntaxList<UsingDirectiveSyntax> _usings;

    private ExampleSource(string text)
    {
        var root = (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(Written(text), ParseOptions).GetRoot();
        _usings = root.Usings;
        var declared = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in root.Members)
        {
            if (member is not GlobalStatementSyntax { Statement: var statement })
                (member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax ? _types : _methods).Add(member);
            else if (statement is LocalFunctionStatementSyntax { Modifiers: [var first, ..] } function && first.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.PrivateKeyword or SyntaxKind.InternalKeyword)
                _methods.Add(SyntaxFactory.ParseMemberDeclaration(statement.ToFullString())!);
            else
                Add(statement, declared);
        }
    }

    /// <summary>The trees of a block: the block's own, and the context's without the types that the block declares.</summary>
    public static IReadOnlyList<SyntaxTree> Trees(Block block)
    {
        var source = new ExampleSource(block.Text);
        return [Parse(source.Text(), "Block.cs"), .. Contexts(block).Select((context, i) => Parse(source.WithoutOwnTypes(context), $"Context{i}.cs"))];
    }

    private static IEnumerable<string> Contexts(Block block)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Documentation", "Contexts");
        var name = Path.GetFileNameWithoutExtension(block.Page);
        string[] own = [$"{name}.{block.Section}.cs.txt", $"{name}.cs.txt", "Default.cs.txt"];
        return [File.ReadAllText(Path.Combine(folder, own.First(file => File.Exists(Path.Combine(folder, file))))), File.ReadAllText(Path.Combine(folder, "Usings.cs.txt"))];
    }

    private static string Written(string text) =>
        string.Join('\n', text.Replace("{ … }", "{ }", StringComparison.Ordinal).Split('\n').Select(line => line.Trim() == "…" ? "throw null!;" : line));

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(SourceText.From(text, System.Text.Encoding.UTF8), ParseOptions, path);

    private void Add(StatementSyntax statement, HashSet<string> declared)
    {
        var names = statement is LocalDeclarationStatementSyntax local ? local.Declaration.Variables.Select(v => v.Identifier.Text).ToList() : [];
        var startsParagraph = StartsParagraph(statement);
        var follows = startsParagraph ? Paragraph(statement) : names;
        if (follows.Any(declared.Contains))
        {
            _alternatives.Add([]);
            declared.Clear();
        }

        declared.UnionWith(names);
        _alternatives[^1].Add(statement);
    }

    // A blank line above.
    private static bool StartsParagraph(StatementSyntax statement) => statement.GetLeadingTrivia() is [var first, ..] && first.IsKind(SyntaxKind.EndOfLineTrivia);

    // The names that a paragraph declares, from its first statement on.
    private static List<string> Paragraph(StatementSyntax first)
    {
        var members = ((CompilationUnitSyntax)first.Parent!.Parent!).Members.OfType<GlobalStatementSyntax>().Select(m => m.Statement);
        return
        [
            .. members.SkipWhile(s => s != first).TakeWhile(s => s == first || !StartsParagraph(s))
                .OfType<LocalDeclarationStatementSyntax>().SelectMany(s => s.Declaration.Variables).Select(v => v.Identifier.Text),
        ];
    }

    private string Text()
    {
        var methods = _methods.Select(m => m.ToFullString())
            .Concat(_alternatives.Select((statements, i) => $"static void Run{i}()\n{{\n{string.Concat(statements.Select(s => s.ToFullString()))}\n}}\n"));
        return $"{_usings.ToFullString()}\n{string.Concat(_types.Select(t => t.ToFullString()))}\n{string.Concat(_types.Select(Completed))}\nstatic partial class Example\n{{\n{string.Concat(methods)}}}\n";
    }

    // What a network needs to compile and documentation leaves out.
    private static string Completed(MemberDeclarationSyntax member)
    {
        if (member is not ClassDeclarationSyntax { BaseList.Types: [{ Type: var network }, ..] } type || !type.Modifiers.Any(SyntaxKind.PartialKeyword) || type.Members.OfType<ConstructorDeclarationSyntax>().Any())
            return "";
        var generic = network.DescendantNodesAndSelf().OfType<GenericNameSyntax>().FirstOrDefault(name => name.Identifier.Text == "Module");
        return generic is { TypeArgumentList.Arguments: [_, var result] }
            ? $"partial class {type.Identifier.Text} {{ public {type.Identifier.Text}() : base(\"\") {{ }} public override {result} forward(TorchSharp.torch.Tensor input) => throw null!; }}\n"
            : "";
    }

    private string WithoutOwnTypes(string context)
    {
        var own = _types.OfType<BaseTypeDeclarationSyntax>().Select(type => type.Identifier.Text).ToHashSet(StringComparer.Ordinal);
        var root = (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(context, ParseOptions).GetRoot();
        return root.RemoveNodes(root.Members.OfType<BaseTypeDeclarationSyntax>().Where(type => own.Contains(type.Identifier.Text)), SyntaxRemoveOptions.KeepNoTrivia)!.ToFullString();
    }
}
