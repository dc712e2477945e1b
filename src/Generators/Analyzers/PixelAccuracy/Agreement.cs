using MaskSharp.Generators.Analyzers.Operations;
using Microsoft.CodeAnalysis;

namespace MaskSharp.Generators.Analyzers.PixelAccuracy;

/// <summary>How agreement is expressed, as far as it matters later.</summary>
internal enum AgreementKind
{
    /// <summary>An element-wise equality or inequality.</summary>
    Comparison,

    /// <summary>The magnitude of a difference: agreement only where the prediction is hard, else a regression error.</summary>
    Difference,

    /// <summary>A magnitude of a difference below one half: agreement with a mask, where the other side may be soft, but of other values a tolerance.</summary>
    Nearness,

    /// <summary>A ratio of confusion counts, (TP + TN) / all: averaged already.</summary>
    Formula,

    /// <summary>Such a ratio whose counts do not show the two masks.</summary>
    FormulaOfCounts,
}

/// <summary>A place where two masks are compared pixel by pixel.</summary>
/// <param name="Operation">The comparison, whose result is followed.</param>
/// <param name="Left">One side.</param>
/// <param name="Right">The other side.</param>
/// <param name="Kind">How it is expressed.</param>
internal sealed record Agreement(IOperation Operation, IOperation Left, IOperation Right, AgreementKind Kind)
{
    /// <summary>The comparison, or its last line.</summary>
    public Location Location => Places.Of(Operation.Syntax);
}
