using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using MaskSharp.Generators.Analyzers.PixelAccuracy;
using MaskSharp.Generators.Analyzers.RawLogits;
using MaskSharp.Generators.Analyzers.Tensors;
using Microsoft.CodeAnalysis;

namespace MaskSharp.Generators.Analyzers.Operations;

/// <summary>What all rules ask about one compilation, found once: the types, and who calls whom.</summary>
internal sealed class TorchProject
{
    private static readonly ConditionalWeakTable<Compilation, TorchProject> _cache = new();

    private readonly Lazy<bool> _canApply;
    private readonly Lazy<bool> _applies;

    private TorchProject(Compilation compilation)
    {
        // It outlives the analysis that asks first, and so takes no token of it.
        Code = new CodeMap(compilation);
        Losses = new LossCalls(this);
        Overlap = new SoftOverlap(this);
        Trees = new TreeSelection(Code, static t => CodeMap.HasText(t, Vocabulary.OfSegmentation));
        _canApply = new(() => TorchTypes.CanBeIn(compilation) && compilation.SyntaxTrees.Any(t => CodeMap.HasText(t, Vocabulary.OfSegmentation) || Code.NamesTorch(t)));
        _applies = new(() => TorchTypes.AreIn(compilation));
    }

    public TorchTypes Types { get; } = new();

    /// <summary>The trees that rules look at.</summary>
    public TreeSelection Trees { get; }

    public CodeMap Code { get; }

    public LossCalls Losses { get; }

    public SoftOverlap Overlap { get; }

    /// <summary>What <see cref="TensorSources"/> found for values: several rules ask about one.</summary>
    public ConcurrentDictionary<IOperation, IReadOnlyList<TensorSources.Found>> Sources { get; } = new();

    /// <summary>Whether a project uses TorchSharp with MaskSharp: asked once the compiler knows its references.</summary>
    public bool Applies => _applies.Value;

    /// <summary>Null where no text of a project speaks of images or tensors nor names TorchSharp, or no reference can be TorchSharp: no rule applies there.</summary>
    public static TorchProject? CanApply(Compilation compilation)
    {
        var project = _cache.GetValue(compilation, static c => new TorchProject(c));
        return project._canApply.Value ? project : null;
    }

    /// <summary>The same for fixes and refactorings, which come when all is known: null where no rule applies.</summary>
    public static TorchProject? Of(Compilation compilation) => CanApply(compilation) is { Applies: true } project ? project : null;
}
