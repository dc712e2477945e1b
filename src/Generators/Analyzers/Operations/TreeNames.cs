using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MaskSharp.Generators.Analyzers.Operations;

/// <summary>
/// The identifiers of one syntax tree. Trees do not change, so the index is made once a tree and lives as long as it: an
/// edit elsewhere reuses it.
/// </summary>
internal sealed class TreeNames
{
    private static readonly ConditionalWeakTable<SyntaxTree, TreeNames> _cache = new();

    private readonly Dictionary<string, List<int>> _positions = new(StringComparer.Ordinal);

    private TreeNames(SyntaxTree tree)
    {
        foreach (var token in tree.GetRoot().DescendantTokens())
        {
            if (!token.IsKind(SyntaxKind.IdentifierToken))
                continue;
            if (!_positions.TryGetValue(token.ValueText, out var positions))
                _positions[token.ValueText] = positions = [];
            positions.Add(token.SpanStart);
        }
    }

    public static TreeNames Of(SyntaxTree tree) => _cache.GetValue(tree, static t => new TreeNames(t));

    public bool Contains(string name) => _positions.ContainsKey(name);

    /// <summary>The nodes that are or declare something of this name.</summary>
    public IEnumerable<SyntaxNode> Find(string name, SyntaxTree tree)
    {
        if (!_positions.TryGetValue(name, out var positions))
            yield break;
        var root = tree.GetRoot();
        foreach (var position in positions)
        {
            if (root.FindToken(position).Parent is { } node)
                yield return node;
        }
    }
}
