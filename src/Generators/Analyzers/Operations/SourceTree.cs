using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MaskSharp.Generators.Analyzers.Operations;

/// <summary>One syntax tree of a compilation, with what is known of it so far.</summary>
internal sealed class SourceTree(SyntaxTree tree)
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<Mention>> _named = new(StringComparer.Ordinal);
    private SemanticModel? _model;
    private TreeNames? _names;
    private bool? _namesTorch;

    public SyntaxTree Tree { get; } = tree;

    public TreeNames Names => _names ??= TreeNames.Of(Tree);

    /// <summary>Whether TorchSharp or this library stands in the text, which is enough to know that tensors can be handled in it.</summary>
    public bool NamesTorch => _namesTorch ??= Tree.GetText().ToString() is var text
        && (text.IndexOf("TorchSharp", StringComparison.Ordinal) >= 0 || text.IndexOf("MaskSharp", StringComparison.Ordinal) >= 0);

    /// <summary>
    /// The model by which a tree is asked: the one that comes first, since operations of two models are never the same. One that
    /// the compiler hands over is bound already.
    /// </summary>
    public SemanticModel ModelOr(Func<SyntaxTree, SemanticModel> create)
        => _model ?? Interlocked.CompareExchange(ref _model, create(Tree), null) ?? _model!;

    /// <summary>What a name mentions wherever it stands in the tree: bound once, however many members are called so.</summary>
    public IReadOnlyList<Mention> Named(string name, SemanticModel model)
    {
        if (_named.TryGetValue(name, out var known))
            return known;
        var found = new List<Mention>();
        foreach (var node in Names.Find(name, Tree.GetRoot()))
        {
            if (node is SimpleNameSyntax simple && Mention.At(simple, model) is { } mention)
                found.Add(mention);
        }

        return _named.GetOrAdd(name, found);
    }
}
