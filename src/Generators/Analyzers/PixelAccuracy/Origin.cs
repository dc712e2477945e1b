using Microsoft.CodeAnalysis;

namespace MaskSharp.Generators.Analyzers.PixelAccuracy;

/// <summary>What is known about where a compared value comes from, gathered along all the ways that lead to it.</summary>
internal sealed class Origin
{
    /// <summary>A network's output flows into it.</summary>
    public bool FromModel => Models.Count > 0;

    /// <summary>It was made hard: argmax, rounding, a comparison with a threshold.</summary>
    public bool IsHard { get; set; }

    /// <summary>It passed an activation or an argmax, as only predictions do.</summary>
    public bool IsActivated { get; set; }

    /// <summary>Space was reduced before the comparison: one value an image, no pixels.</summary>
    public bool IsImageLevel { get; set; }

    /// <summary>Constants fill it (ones, zeros): labels of real and made, or a start, but no ground truth of pixels.</summary>
    public bool IsFilled { get; set; }

    /// <summary>It reaches something from outside: a parameter, a member, a data set, random numbers.</summary>
    public bool IsFromOutside { get; set; }

    /// <summary>It was brought to the size of an image after the network.</summary>
    public bool IsUpsampled { get; set; }

    /// <summary>It is an array of width times height.</summary>
    public bool IsPlane { get; set; }

    /// <summary>It is kept in an object of the program's own that is called a mask.</summary>
    public bool IsMaskObject { get; set; }

    /// <summary>It was laid out in a row an image: it had more than one value for each.</summary>
    public bool IsRow { get; set; }

    /// <summary>It was mirrored back after the network.</summary>
    public bool IsMirrored { get; set; }

    /// <summary>It is the upper or lower triangle of a matrix, as masks of attention are.</summary>
    public bool IsTriangular { get; set; }

    /// <summary>It is made of a network's weights.</summary>
    public bool IsOfWeights { get; set; }

    /// <summary>It is text, an address or a hash in bytes.</summary>
    public bool IsEncoded { get; set; }

    /// <summary>The calls of networks.</summary>
    public List<ModelCall> Models { get; } = [];

    /// <summary>Names of the variables, members, tuple elements and dictionary keys on the way.</summary>
    public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

    /// <summary>Names among them of tensors that are looked up nowhere.</summary>
    public HashSet<string> TensorNames { get; } = new(StringComparer.Ordinal);

    /// <summary>Texts on the way, such as the end of a file's name.</summary>
    public HashSet<string> Texts { get; } = new(StringComparer.Ordinal);

    /// <summary>The variables and members on the way.</summary>
    public HashSet<ISymbol> Symbols { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Boolean tensors that select elements on the way.</summary>
    public List<IOperation> Selections { get; } = [];

    /// <summary>Names of the functions of TorchSharp on the way.</summary>
    public HashSet<string> Calls { get; } = new(StringComparer.Ordinal);

    /// <summary>Both together, where it is not known which side a value belongs to.</summary>
    public Origin With(Origin other)
    {
        var both = new Origin { IsHard = IsHard || other.IsHard, IsActivated = IsActivated || other.IsActivated, IsImageLevel = IsImageLevel && other.IsImageLevel };
        both.Models.AddRange(Models.Concat(other.Models));
        both.Names.UnionWith(Names.Concat(other.Names));
        both.TensorNames.UnionWith(TensorNames.Concat(other.TensorNames));
        both.Texts.UnionWith(Texts.Concat(other.Texts));
        both.Symbols.UnionWith(Symbols.Concat(other.Symbols));
        return both;
    }

    public bool HasName(Func<string, bool> isMatch) => Names.Any(isMatch);
}

/// <summary>A network that is run.</summary>
/// <param name="Receiver">The operation that names the network.</param>
/// <param name="Name">The variable or method it is called by.</param>
internal sealed record ModelCall(IOperation Receiver, string Name);
