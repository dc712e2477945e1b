using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MaskSharp.Generators.Analyzers.Operations;

/// <summary>One syntax tree of a compilation, with what is known of it so far.</summary>
internal sealed class SourceTree(SyntaxTree tree)
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<NamedSymbol>> _named = new(StringComparer.Ordinal);
    private SemanticModel? _model;

    public SyntaxTree Tree { get; } = tree;

    public TreeNames Names { get; } = TreeNames.Of(tree);

    /// <summary>
    /// The model by which a tree is asked: the one that comes first, since operations of two models are never the same. One that
    /// the compiler hands over is bound already.
    /// </summary>
    public SemanticModel ModelOr(Func<SyntaxTree, SemanticModel> create)
        => _model ?? Interlocked.CompareExchange(ref _model, create(Tree), null) ?? _model!;

    /// <summary>What a name stands for wherever it stands in the tree: bound once, however many members are called so.</summary>
    public IReadOnlyList<NamedSymbol> Named(string name, SemanticModel model)
    {
        if (_named.TryGetValue(name, out var known))
            return known;
        var found = new List<NamedSymbol>();
        foreach (var node in Names.Find(name, Tree))
        {
            if (node is SimpleNameSyntax simple && model.GetSymbolInfo(simple).Symbol is { } symbol)
                found.Add(new(simple, symbol is IMethodSymbol method ? (method.ReducedFrom ?? method).OriginalDefinition : symbol.OriginalDefinition));
        }

        return _named.GetOrAdd(name, found);
    }
}

/// <summary>A name in the code and what it stands for.</summary>
internal sealed class NamedSymbol(SimpleNameSyntax node, ISymbol symbol)
{
    public SimpleNameSyntax Node { get; } = node;

    public ISymbol Symbol { get; } = symbol;
}
