using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using MaskSharp.Generators.Analyzers.PixelAccuracy;
using MaskSharp.Generators.Analyzers.Tensors;
using Microsoft.CodeAnalysis;

namespace MaskSharp.Generators.Analyzers.Operations;

/// <summary>What all rules ask about one compilation, found once: the types, and who calls whom.</summary>
internal sealed class TorchProject
{
    private static readonly ConditionalWeakTable<Compilation, TorchProject> _cache = new();

    private readonly Lazy<TorchTypes?> _types;
    private readonly Lazy<TreeSelection> _trees;

    private TorchProject(Compilation compilation)
    {
        // It outlives the analysis that asks first, and so takes no token of it.
        Code = new CodeMap(compilation);
        _trees = new(() => new TreeSelection(compilation, Code.ImportedNames, static t => CodeMap.HasText(t, Vocabulary.OfSegmentation)));

        // Texts first: looking a type up loads the metadata of a large assembly.
        _types = new(() => compilation.SyntaxTrees.Any(static t => CodeMap.HasText(t, Vocabulary.OfSegmentation)) ? TorchTypes.From(compilation) : null);
    }

    public TorchTypes Types => _types.Value!;

    /// <summary>The trees that rules look at.</summary>
    public TreeSelection Trees => _trees.Value;

    public CodeMap Code { get; }

    /// <summary>What <see cref="TensorSources"/> found for values: several rules ask about one.</summary>
    public ConcurrentDictionary<IOperation, IReadOnlyList<TensorSources.Found>> Sources { get; } = new();

    /// <summary>Null where a project does not speak of images, or does not use TorchSharp with MaskSharp: no rule applies there.</summary>
    public static TorchProject? Of(Compilation compilation)
    {
        var project = _cache.GetValue(compilation, static c => new TorchProject(c));
        return project._types.Value is null ? null : project;
    }
}
