using System.Collections.Concurrent;
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

    private readonly TorchProject _project;
    private readonly ConcurrentDictionary<IMethodSymbol, IParameterSymbol?> _parameters = new(SymbolEqualityComparer.Default);

    public SoftOverlap(TorchProject project) => _project = project;

    /// <summary>The first wanted pair of factors of the intersection, where an operation is an overlap ratio.</summary>
    /// <param name="operation">What can be a ratio.</param>
    /// <param name="isWanted">Asked of what can be factors before the formula is: most ratios multiply nothing that a caller looks for.</param>
    public Factors? FactorsOf(IOperation operation, Predicate<Factors> isWanted)
    {
        if (!(_project.Types.IsTensor(operation.Type) || TorchTypes.IsFloating(operation.Type)) || !BodyOperations.Of(operation.Root()).HasSums
            || operation.Quotient(_project.Types) is not var (numerator, denominator) || denominator.Number() is not null)
        {
            return null;
        }

        // Products first: they are looked for in the body, the formula also elsewhere.
        var products = new List<Factors>();
        AddProducts(numerator, 0, products);
        var wanted = products.FindAll(isWanted);
        if (wanted.Count == 0 || !OverlapFormula.Is(numerator, denominator, _project.Types, _project.Code))
            return null;
        var size = new Dependencies(denominator);
        return size.IsOfLengths ? null : wanted.Find(size.AreOfBoth);
    }

    /// <summary>The parameter of a function or loss class whose soft overlap is taken without an activation, or null.</summary>
    public int? ParameterOf(IMethodSymbol method)
    {
        if (method.DeclaringSyntaxReferences.Length == 0 || method.IsAbstract || method.Parameters.Count(p => _project.Types.IsTensor(p.Type)) < 2)
            return null;
        return _parameters.GetOrAdd(method, Find)?.Ordinal;
    }

    /// <summary>The same of a lambda, whose ratios stand in the body around it.</summary>
    public int? ParameterOf(IAnonymousFunctionOperation lambda)
        => lambda.Symbol.Parameters.Count(p => _project.Types.IsTensor(p.Type)) < 2
            ? null
            : _parameters.GetOrAdd(lambda.Symbol, m => Find(m, BodyOperations.Of(lambda.Root()).Quotients.Where(q => q.FunctionAround() == lambda)))?.Ordinal;

    private IParameterSymbol? Find(IMethodSymbol method)
        => Find(method, _project.Code.BodiesOf(method).SelectMany(static b => BodyOperations.Of(b).Quotients));

    private IParameterSymbol? Find(IMethodSymbol method, IEnumerable<IOperation> quotients)
    {
        foreach (var operation in quotients)
        {
            if (FactorsOf(operation, f => PredictionOf(f, method) is not null) is { } factors)
                return PredictionOf(factors, method);
        }

        return null;
    }

    /// <summary>Of two factors that are both plain parameters the prediction: the target is the one that is called so, or the second.</summary>
    private IParameterSymbol? PredictionOf(Factors factors, IMethodSymbol method)
    {
        if (TensorSources.ParameterOf(factors.Left, method, _project) is not { } first || TensorSources.ParameterOf(factors.Right, method, _project) is not { } second || first == second)
            return null;
        return method.Parameters[Vocabulary.IsTargetLike(method.Parameters[first].Name) && !Vocabulary.IsTargetLike(method.Parameters[second].Name) ? second : Math.Min(first, second)];
    }

    private void AddProducts(IOperation operation, int depth, List<Factors> products)
    {
        if (operation.Kind == OperationKind.LocalReference && depth < MostDepth)
        {
            foreach (var written in ReachingWrites.Of(operation, ((ILocalReferenceOperation)operation).Local))
                AddProducts(written, depth + 1, products);
        }
        else if (operation.Kind == OperationKind.Invocation && operation is IInvocationOperation { TargetMethod.Name: "sum" or "count_nonzero" } sum && sum.Receiver() is { } summed)
        {
            AddFactors(summed, depth, products);
        }

        foreach (var child in operation.ChildOperations)
            AddProducts(child, depth, products);
    }

    private void AddFactors(IOperation value, int depth, List<Factors> products)
    {
        switch (value.Unwrap())
        {
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply, LeftOperand: var left, RightOperand: var right } when AreTensors(left, right):
                products.Add(new(left, right));
                break;
            case IInvocationOperation { TargetMethod.Name: "mul" or "multiply" } call when call.Other() is { } other && AreTensors(call.Receiver()!, other):
                products.Add(new(call.Receiver()!, other));
                break;
            case ILocalReferenceOperation local when depth < MostDepth:
                foreach (var written in ReachingWrites.Of(local, local.Local))
                    AddFactors(written, depth + 1, products);
                break;
        }
    }

    private bool AreTensors(IOperation left, IOperation right) => _project.Types.IsTensor(left.Unwrap().Type) && _project.Types.IsTensor(right.Unwrap().Type);
}

/// <summary>The two maps that an intersection multiplies.</summary>
internal sealed class Factors(IOperation left, IOperation right)
{
    public IOperation Left { get; } = left;

    public IOperation Right { get; } = right;
}
