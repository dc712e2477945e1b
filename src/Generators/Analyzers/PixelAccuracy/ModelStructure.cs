using System.Collections.Concurrent;
using MaskSharp.Generators.Analyzers.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.PixelAccuracy;

/// <summary>What a network's layers say about its output.</summary>
[Flags]
internal enum ModelShape
{
    /// <summary>Nothing known.</summary>
    None = 0,

    /// <summary>Convolutions.</summary>
    Convolution = 1,

    /// <summary>Transposed convolution, upsampling: back to the size of the image.</summary>
    Decoder = 2,

    /// <summary>Linear layers, flattening, global pooling: one vector an image.</summary>
    Head = 4,

    /// <summary>Embeddings and recurrent layers: sequences.</summary>
    Sequence = 8,
}

/// <summary>Reads the layers that a network's class, or the expression that builds it, names.</summary>
internal sealed class ModelStructure(TorchTypes types, CodeMap code)
{
    private const int MostNested = 4;

    private static readonly (ModelShape Shape, string[] Names)[] _layers =
    [
        (ModelShape.Decoder,
        [
            "ConvTranspose1d", "ConvTranspose2d", "ConvTranspose3d", "Upsample", "UpsamplingBilinear2d", "UpsamplingNearest2d", "PixelShuffle",
            "interpolate", "upsample", "upsample_nearest2d", "upsample_bilinear2d", "upsample_bicubic2d", "conv_transpose2d",
            "conv_transpose3d", "pixel_shuffle", "MaxUnpool2d", "Unfold", "Fold",
        ]),
        (ModelShape.Convolution, ["Conv2d", "Conv3d", "conv2d", "conv3d"]),
        (ModelShape.Head, ["Linear", "Flatten", "AdaptiveAvgPool2d", "AdaptiveAvgPool3d", "adaptive_avg_pool2d", "LazyLinear"]),
        (ModelShape.Sequence, ["Embedding", "EmbeddingBag", "LSTM", "GRU", "RNN", "Transformer", "TransformerEncoder"]),
    ];

    // Boxed: a dictionary of enums is one more that the just-in-time compiler makes in every build.
    private readonly ConcurrentDictionary<ITypeSymbol, object> _shapes = new(SymbolEqualityComparer.Default);

    public ModelShape Of(ModelCall model)
    {
        var shape = OfType(model.Receiver.Type);
        if (shape != ModelShape.None)
            return shape;

        // A plain Module<Tensor, Tensor>: what makes it?
        var makers = new ModelMakers(model.Receiver, types, code);
        foreach (var type in makers.Types)
            shape |= OfType(type);
        foreach (var maker in makers.Makers)
            shape |= OfSyntax(maker.Syntax, new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default), 0);
        foreach (var reference in makers.Builders.SelectMany(static b => b.DeclaringSyntaxReferences))
            shape |= OfSyntax(reference.GetSyntax(), new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default), 0);
        return shape;
    }

    /// <summary>An image in, a map of the same kind out: a decoder, or convolutions without a head.</summary>
    public static bool IsDense(ModelShape shape)
        => (shape & ModelShape.Decoder) != 0 || (shape & (ModelShape.Convolution | ModelShape.Head | ModelShape.Sequence)) == ModelShape.Convolution;

    /// <summary>The shape of a type with all its blocks, which is asked for by every comparison of its outputs.</summary>
    private ModelShape OfType(ITypeSymbol? type)
        => type is null ? ModelShape.None : (ModelShape)_shapes.GetOrAdd(type.OriginalDefinition, t => OfType(t, new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default), 0));

    private ModelShape OfType(ITypeSymbol? type, HashSet<ITypeSymbol> seen, int depth)
    {
        var shape = ModelShape.None;
        for (var t = type?.OriginalDefinition; t is not null && t.DeclaringSyntaxReferences.Length > 0 && types.IsModule(t); t = t.BaseType?.OriginalDefinition)
        {
            if (depth > MostNested || !seen.Add(t))
                break;
            foreach (var reference in t.DeclaringSyntaxReferences)
                shape |= OfSyntax(reference.GetSyntax(), seen, depth);
        }

        return shape;
    }

    private ModelShape OfSyntax(SyntaxNode syntax, HashSet<ITypeSymbol> seen, int depth)
    {
        var shape = ModelShape.None;
        var names = TreeNames.Of(syntax.SyntaxTree);
        foreach (var (kind, layers) in _layers)
        {
            if (layers.Any(layer => names.Find(layer, syntax).Any()))
                shape |= kind;
        }

        // Blocks of the program's own: new UpBlock(…).
        foreach (var creation in names.Creations(syntax))
        {
            if (creation.Type is SimpleNameSyntax && code.ModelOf(syntax.SyntaxTree).OperationOf(creation)?.Type is { } block)
                shape |= OfType(block, seen, depth + 1);
        }

        return shape;
    }
}
