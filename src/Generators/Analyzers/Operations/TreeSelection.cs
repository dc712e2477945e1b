using Microsoft.CodeAnalysis;

namespace MaskSharp.Generators.Analyzers.Operations;

/// <summary>
/// Which trees rules look at, from names alone: those that can handle a tensor, and those near to words of segmentation. A tree reaches
/// what another declares only by a name, so that all others need not be bound, nor walked. Names are followed as far as they lead: a value
/// may come from a type that no text near its use names, so that no number of steps is enough.
/// </summary>
internal sealed class TreeSelection
{
    private readonly CodeMap _code;

    // Null: all trees. Of a project whose trees all name TorchSharp neither is ever asked for.
    private readonly Lazy<HashSet<SyntaxTree>?> _tensors;
    private readonly Lazy<HashSet<SyntaxTree>?> _masks;

    public TreeSelection(CodeMap code, Func<SyntaxTree, bool> hasWords)
    {
        _code = code;
        _tensors = new(FindTensors);
        _masks = new(() => FindMasks(hasWords));
    }

    /// <summary>Whether an expression of a tree can be a tensor.</summary>
    public bool HasTensors(SyntaxTree tree) => _code.NamesTorch(tree) || _tensors.Value?.Contains(tree) != false;

    /// <summary>Whether a tree, or what its values come from and go to, can speak of masks.</summary>
    public bool HasMasks(SyntaxTree tree) => _code.NamesTorch(tree) || _masks.Value?.Contains(tree) != false;

    private HashSet<SyntaxTree>? FindTensors()
    {
        if (_code.ImportedNames.Contains("TorchSharp") || _code.ImportedNames.Contains("MaskSharp") || AreTensorsElsewhere(_code.Compilation))
            return null;
        var trees = _code.Compilation.SyntaxTrees.ToList();
        var tensors = Spread(trees.Where(_code.NamesTorch).ToList(), trees, isMutual: false);
        return AreImported(tensors) ? null : tensors;
    }

    private HashSet<SyntaxTree>? FindMasks(Func<SyntaxTree, bool> hasWords)
    {
        var trees = _code.Compilation.SyntaxTrees.ToList();
        return _tensors.Value is not { } tensors || AreImported(trees)
            ? null
            : Spread([.. trees.Where(t => tensors.Contains(t) || hasWords(t))], trees, isMutual: true);
    }

    /// <summary>What a global using imports is reached without its name.</summary>
    private bool AreImported(IEnumerable<SyntaxTree> trees)
    {
        if (_code.ImportedNames.Count == 0)
            return false;
        var imported = new HashSet<int>(_code.ImportedNames.Select(TreeNames.Hash));
        return trees.Any(t => DeclaredNames.Of(t).Any(imported.Contains));
    }

    /// <summary>Another assembly whose members can hand out tensors.</summary>
    private static bool AreTensorsElsewhere(Compilation compilation)
        => compilation.SourceModule.ReferencedAssemblySymbols.Any(static a => a.Name is not ("MaskSharp" or "TorchSharp" or "TorchVision" or "TorchAudio" or "TorchText")
            && a.Modules.Any(static m => m.ReferencedAssemblies.Any(static r => r.Name is "TorchSharp" or "MaskSharp")));

    /// <summary>The trees that mention what these declare, and in turn those that mention what they declare; where mutual, also the other way.</summary>
    private static HashSet<SyntaxTree> Spread(List<SyntaxTree> seeds, List<SyntaxTree> trees, bool isMutual)
    {
        var reached = new HashSet<SyntaxTree>(seeds);
        var open = trees.Where(t => !reached.Contains(t)).ToList();
        var frontier = seeds;
        while (frontier.Count > 0 && open.Count > 0)
        {
            var declared = new HashSet<int>(frontier.SelectMany(DeclaredNames.Of));
            var names = isMutual ? frontier.ConvertAll(TreeNames.Of) : [];
            var next = open.FindAll(t => Mentions(TreeNames.Of(t), declared) || names.Exists(n => Mentions(n, DeclaredNames.Of(t))));
            reached.UnionWith(next);
            open.RemoveAll(reached.Contains);
            frontier = next;
        }

        return reached;
    }

    private static bool Mentions(TreeNames names, IEnumerable<int> declared)
    {
        foreach (var name in declared)
        {
            if (names.Contains(name))
                return true;
        }

        return false;
    }
}
