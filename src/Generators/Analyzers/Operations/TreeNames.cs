using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MaskSharp.Generators.Analyzers.Operations;

/// <summary>
/// Where the names of one syntax tree stand. Trees do not change, so the index is made once a tree and lives as long as it: an
/// edit elsewhere reuses it. It is made of the text alone, which is quicker than a walk over the tokens; what stands in comments
/// and strings is left out when a name is looked up.
/// </summary>
internal sealed class TreeNames
{
    private static readonly ConditionalWeakTable<SyntaxTree, TreeNames> _cache = new();

    // Parallel and sorted by hash.
    private readonly int[] _hashes;
    private readonly int[] _positions;

    private TreeNames(SyntaxTree tree)
    {
        var text = tree.GetText().ToString();
        var hashes = new List<int>(text.Length / 8);
        var positions = new List<int>(text.Length / 8);
        for (var i = 0; i < text.Length; i++)
        {
            if (!IsStart(text[i]))
                continue;
            var start = i;
            while (i < text.Length && (IsStart(text[i]) || char.IsDigit(text[i])))
                i++;
            hashes.Add(Hash(text, start, i));
            positions.Add(start);
        }

        _hashes = [.. hashes];
        _positions = [.. positions];
        Array.Sort(_hashes, _positions);
    }

    public static TreeNames Of(SyntaxTree tree) => _cache.GetValue(tree, static t => new TreeNames(t));

    /// <summary>Whether the text has the name in it, or by a rare coincidence another one.</summary>
    public bool Contains(string name) => Array.BinarySearch(_hashes, Hash(name, 0, name.Length)) >= 0;

    /// <summary>The nodes that are or declare something of this name.</summary>
    public IEnumerable<SyntaxNode> Find(string name, SyntaxTree tree)
    {
        var hash = Hash(name, 0, name.Length);
        var first = Array.BinarySearch(_hashes, hash);
        if (first < 0)
            yield break;
        while (first > 0 && _hashes[first - 1] == hash)
            first--;
        var root = tree.GetRoot();
        for (var i = first; i < _hashes.Length && _hashes[i] == hash; i++)
        {
            var token = root.FindToken(_positions[i]);
            if (token.IsKind(SyntaxKind.IdentifierToken) && token.Span.Contains(_positions[i]) && token.ValueText == name && token.Parent is { } node)
                yield return node;
        }
    }

    private static bool IsStart(char c) => c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or '_' || (c > 127 && char.IsLetter(c));

    private static int Hash(string text, int start, int end)
    {
        var hash = unchecked((int)2166136261);
        for (var i = start; i < end; i++)
            hash = unchecked((hash ^ text[i]) * 16777619);
        return hash;
    }
}
