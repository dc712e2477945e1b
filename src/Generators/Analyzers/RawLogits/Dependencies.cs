using MaskSharp.Generators.Analyzers.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.RawLogits;

/// <summary>
/// The variables that a value is made of. An overlap is divided by the sizes of both maps: a sum over the size of one is a mean that is
/// weighed by it, and one over lengths of vectors a cosine.
/// </summary>
internal sealed class Dependencies
{
    private readonly HashSet<ISymbol> _symbols = new(SymbolEqualityComparer.Default);

    public Dependencies(IOperation value) => Add(value);

    /// <summary>Whether lengths of vectors or deviations are in it.</summary>
    public bool IsOfLengths { get; private set; }

    /// <summary>Whether both factors are in it, as far as they are made of different variables.</summary>
    public bool AreOfBoth(Factors product)
    {
        var (left, right) = (new Dependencies(product.Left)._symbols, new Dependencies(product.Right)._symbols);
        return Has(left, right) && Has(right, left);
    }

    private bool Has(HashSet<ISymbol> factor, HashSet<ISymbol> other) => factor.IsSubsetOf(other) || factor.Any(s => !other.Contains(s) && _symbols.Contains(s));

    private void Add(IOperation value)
    {
        foreach (var operation in value.DescendantsAndSelf())
        {
            IsOfLengths |= operation is IInvocationOperation { TargetMethod.Name: "norm" or "sqrt" or "std" or "vector_norm" };
            if (operation.ReferencedSymbol() is not { } symbol || !_symbols.Add(symbol) || symbol is not (ILocalSymbol or IParameterSymbol))
                continue;
            foreach (var written in ReachingWrites.Of(operation, symbol))
                Add(written);
        }
    }
}
