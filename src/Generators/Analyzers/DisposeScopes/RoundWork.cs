using MaskSharp.Generators.Analyzers.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.DisposeScopes;

/// <summary>
/// What each round of a loop does. An inner loop that runs a network is judged for itself; one that only looks at what this loop's network
/// has made, class by class, belongs to the round. Functions are left out.
/// </summary>
internal sealed class RoundWork(TorchTypes types)
{
    private const int MostDepth = 3;

    /// <summary>A backward pass.</summary>
    public bool Trains { get; private set; }

    /// <summary>A network is run: whatever method of one makes a tensor of a tensor does.</summary>
    public bool Runs { get; private set; }

    /// <summary>Values are read on the host, or counted in a tensor that outlives the round.</summary>
    public bool Reads { get; private set; }

    public void Add(ILoopOperation loop) => Add(loop.Body, loop);

    private void Add(IOperation operation, ILoopOperation loop)
    {
        foreach (var child in operation.ChildOperations)
        {
            switch (child)
            {
                case ILoopOperation inner:
                    var within = new RoundWork(types);
                    within.Add(inner.Body, inner);
                    Reads |= within is { Trains: false, Runs: false, Reads: true };
                    continue;
                case IAnonymousFunctionOperation or ILocalFunctionOperation:
                    continue;
                case IInvocationOperation call:
                    AddCall(call, loop);
                    break;
                case ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add } sum when types.IsTensor(sum.Target.Type):
                    Reads |= Outlives(sum.Target, loop) && IsCount(sum.Value);
                    break;
            }

            Add(child, loop);
        }
    }

    private void AddCall(IInvocationOperation call, ILoopOperation loop)
    {
        var name = call.TargetMethod.Name;
        var isOfTensor = types.IsTensor(call.Receiver()?.Unwrap().Type);
        Trains |= name == "backward" && isOfTensor;
        Runs |= types.IsTensor(call.Type) && types.IsModule(call.Instance?.Type) && (name is "forward" or "call" || call.Arguments.Any(a => types.IsTensor(a.Value.Unwrap().Type)));
        if (!isOfTensor)
            return;

        // A copy on the CPU is a tensor still, and may be kept on purpose.
        Reads |= name switch
        {
            "cpu" or "to" or "print" => false,
            "add_" => call.Other() is { } added && IsCount(added) && Outlives(call.Receiver()!, loop),
            "index_add_" or "scatter_add_" => Outlives(call.Receiver()!, loop),
            _ => MethodName.Of(name).IsHostRead,
        };
    }

    private static bool Outlives(IOperation tensor, ILoopOperation loop)
        => tensor.ReferencedSymbol() is { } symbol && !symbol.DeclaringSyntaxReferences.Any(r => r.SyntaxTree == loop.Syntax.SyntaxTree && loop.Syntax.Span.Contains(r.Span));

    /// <summary>Pixels or samples that are equal, or that fall into bins; a sum of outputs is none.</summary>
    private bool IsCount(IOperation value, int depth = 0)
    {
        foreach (var operation in value.DescendantsAndSelf())
        {
            var isCount = operation switch
            {
                IInvocationOperation { TargetMethod: { Name: "bincount" or "histc" or "count_nonzero" or "eq" or "ne" or "logical_and" or "bitwise_and" } method } => types.IsTorchMethod(method),
                IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.And } comparison => types.IsTensor(comparison.Type),
                ILocalReferenceOperation local when depth < MostDepth && types.IsTensor(local.Type) => ReachingWrites.Of(local, local.Local).Any(w => IsCount(w, depth + 1)),
                _ => false,
            };
            if (isCount)
                return true;
        }

        return false;
    }
}
