using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using MaskSharp.Generators.Analyzers.Operations;
using MaskSharp.Generators.Analyzers.PixelAccuracy;
using MaskSharp.Generators.Analyzers.Tensors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.RawLogits;

/// <summary>The maps that a soft overlap ratio multiplies, and the functions that make one of a parameter as it comes.</summary>
internal sealed class SoftOverlap
{
    private const int MostDepth = 5;

    private static readonly ConditionalWeakTable<TorchProject, SoftOverlap> _cache = new();

    private readonly TorchProject _project;
    private readonly ConcurrentDictionary<IMethodSymbol, int?> _parameters = new(SymbolEqualityComparer.Default);

    private SoftOverlap(TorchProject project) => _project = project;

    public static SoftOverlap Of(TorchProject project) => _cache.GetValue(project, static p => new SoftOverlap(p));

    /// <summary>The two factors of the intersection, where an operation is an overlap ratio.</summary>
    public IEnumerable<(IOperation Product, IOperation Left, IOperation Right)> ProductsOf(IOperation operation)
    {
        if (operation.Quotient(_project.Types) is not var (numerator, denominator) || denominator.Number() is not null
            || !(_project.Types.IsTensor(operation.Type) || TorchTypes.IsFloating(operation.Type)))
        {
            return [];
        }

        if (!BodyOperations.Of(operation.Root()).HasSums)
            return [];

        // Products first: they are looked for in the body, the formula also elsewhere.
        var products = Products(numerator, 0).ToList();
        return products.Count > 0 && OverlapFormula.Is(numerator, denominator, _project.Types, _project.Code) ? products : [];
    }

    /// <summary>The parameter of a function or loss class whose soft overlap is taken without an activation, or null.</summary>
    public int? ParameterOf(IMethodSymbol method)
    {
        if (method.DeclaringSyntaxReferences.Length == 0 || method.IsAbstract || method.Parameters.Count(p => _project.Types.IsTensor(p.Type)) < 2)
            return null;
        return _parameters.GetOrAdd(method, Find);
    }

    private int? Find(IMethodSymbol method)
    {
        foreach (var operation in _project.Code.BodiesOf(method).SelectMany(static b => BodyOperations.Of(b).Quotients))
        {
            foreach (var (_, left, right) in ProductsOf(operation))
            {
                var l = TensorSources.ParameterOf(left, method, _project);
                var r = TensorSources.ParameterOf(right, method, _project);

                // Both plain parameters: the target is the one that is called so, or the second.
                if (l is { } first && r is { } second && first != second)
                    return Vocabulary.IsTargetLike(method.Parameters[first].Name) && !Vocabulary.IsTargetLike(method.Parameters[second].Name) ? second : Math.Min(first, second);
            }
        }

        return null;
    }

    private IEnumerable<(IOperation Product, IOperation Left, IOperation Right)> Products(IOperation value, int depth)
    {
        foreach (var operation in value.DescendantsAndSelf())
        {
            if (operation is ILocalReferenceOperation local && depth < MostDepth)
            {
                foreach (var product in ReachingWrites.Of(local, local.Local).SelectMany(w => Products(w, depth + 1)))
                    yield return product;
            }
            else if (operation is IInvocationOperation { TargetMethod.Name: "sum" or "count_nonzero" } sum && sum.Receiver() is { } summed)
            {
                foreach (var product in Factors(summed, depth))
                    yield return product;
            }
        }
    }

    private IEnumerable<(IOperation Product, IOperation Left, IOperation Right)> Factors(IOperation value, int depth)
    {
        switch (value.Unwrap())
        {
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply, LeftOperand: var left, RightOperand: var right } product when AreTensors(left, right):
                return [(product, left, right)];
            case IInvocationOperation { TargetMethod.Name: "mul" or "multiply" } call when call.Other() is { } other && AreTensors(call.Receiver()!, other):
                return [(call, call.Receiver()!, other)];
            case ILocalReferenceOperation local when depth < MostDepth:
                return ReachingWrites.Of(local, local.Local).SelectMany(w => Factors(w, depth + 1));
            default:
                return [];
        }
    }

    private bool AreTensors(IOperation left, IOperation right) => _project.Types.IsTensor(left.Unwrap().Type) && _project.Types.IsTensor(right.Unwrap().Type);
}
