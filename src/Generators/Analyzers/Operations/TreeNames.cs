using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MaskSharp.Generators.Analyzers.Operations;

/// <summary>
/// Where the names of one syntax tree stand. Trees do not change, so the index is made once a tree and lives as long as it: an
/// edit elsewhere reuses it. It is made of the text alone, which is quicker than a walk over the tokens; what stands in comments
/// and strings is left out when a name is looked up.
/// </summary>
internal sealed class TreeNames
{
    // Of the hash of Fowler, Noll and Vo.
    private const int Basis = unchecked((int)2166136261);

    private static readonly ConditionalWeakTable<SyntaxTree, TreeNames> _cache = new();

    // Parallel, in the order of the text. To sort them would cost more than all the searches of a build.
    private readonly int[] _hashes;
    private readonly int[] _positions;

    // A Bloom filter of one bit a name: most questions are about names that a tree does not have.
    private readonly ulong[] _bits;

    // A loop over every character of a project.
    [MethodImpl(BodyOperations.OptimizedAtOnce)]
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
            var hash = Basis;
            for (; i < text.Length && (IsStart(text[i]) || char.IsDigit(text[i])); i++)
                hash = Step(hash, text[i]);
            hashes.Add(hash);
            positions.Add(start);
        }

        _hashes = [.. hashes];
        _positions = [.. positions];
        var words = 1;
        while (words * 8 < _hashes.Length)
            words *= 2;
        _bits = new ulong[words];
        foreach (var hash in _hashes)
            _bits[Word(hash)] |= 1UL << (hash & 63);
    }

    public static TreeNames Of(SyntaxTree tree) => _cache.GetValue(tree, static t => new TreeNames(t));

    /// <summary>Whether the text has the name in it, or by a rare coincidence another one.</summary>
    public bool Contains(string name) => Contains(Hash(name));

    /// <summary>The same for a name whose hash is known: many trees are asked about one name.</summary>
    public bool Contains(int hash) => (_bits[Word(hash)] & (1UL << (hash & 63))) != 0 && Array.IndexOf(_hashes, hash) >= 0;

    public static int Hash(string name)
    {
        var hash = Basis;
        foreach (var c in name)
            hash = Step(hash, c);
        return hash;
    }

    /// <summary>The nodes that are or declare something of this name.</summary>
    public IEnumerable<SyntaxNode> Find(string name, SyntaxNode within)
    {
        foreach (var token in Tokens(name, within))
        {
            if (token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == name && token.Parent is { } node)
                yield return node;
        }
    }

    /// <summary>Where objects are made of a named type.</summary>
    public IEnumerable<ObjectCreationExpressionSyntax> Creations(SyntaxNode within)
    {
        foreach (var token in Tokens("new", within))
        {
            if (token.Parent is ObjectCreationExpressionSyntax creation)
                yield return creation;
        }
    }

    /// <summary>The same, and where the type is left to the place: <c>new(…)</c>.</summary>
    public IEnumerable<BaseObjectCreationExpressionSyntax> AllCreations(SyntaxNode within)
    {
        foreach (var token in Tokens("new", within))
        {
            if (token.Parent is BaseObjectCreationExpressionSyntax creation)
                yield return creation;
        }
    }

    // Tokens are looked for below the node that is asked about: from the root down the way is longer.
    private IEnumerable<SyntaxToken> Tokens(string word, SyntaxNode within)
    {
        var hash = Hash(word);
        if ((_bits[Word(hash)] & (1UL << (hash & 63))) == 0)
            yield break;
        var span = within.FullSpan;
        for (var i = Array.IndexOf(_hashes, hash); i >= 0; i = Array.IndexOf(_hashes, hash, i + 1))
        {
            if (!span.Contains(_positions[i]))
                continue;
            var token = within.FindToken(_positions[i]);
            if (token.Span.Contains(_positions[i]))
                yield return token;
        }
    }

    private int Word(int hash) => (hash >>> 6) & (_bits.Length - 1);

    // Most characters of a text are letters of names: one comparison decides on them.
    private static bool IsStart(char c) => (uint)((c | 32) - 'a') < 26 || c == '_' || (c > 127 && char.IsLetter(c));

    private static int Step(int hash, char c) => unchecked((hash ^ c) * 16777619);
}
