using MaskSharp.Generators.Analyzers.Operations;
using MaskSharp.Generators.Analyzers.Tensors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.DisposeScopes;

/// <summary>
/// What each round of a loop does, in its body and in the methods that it hands tensors to, as far as these free nothing themselves. An inner
/// loop that runs a network is judged for itself; one that only looks at what this loop's network has made, class by class, belongs to the
/// round. Functions that are only declared are left out.
/// </summary>
/// <param name="project">What all rules ask about.</param>
/// <param name="isInSight">Whether methods that are called are left out.</param>
internal sealed class RoundWork(TorchProject project, bool isInSight = false)
{
    private const int MostCalls = 2;
    private const int MostDepth = 3;

    private HashSet<ISymbol>? _entered;
    private int _depth;

    /// <summary>A backward pass.</summary>
    public bool Trains { get; private set; }

    /// <summary>A network is run: whatever method of one makes a tensor of a tensor does, but a helper of a module in itself.</summary>
    public bool Runs { get; private set; }

    /// <summary>Values are read on the host, or counted in a tensor that outlives the round.</summary>
    public bool Reads { get; private set; }

    public void Add(ILoopOperation loop) => Add(loop.Body, loop);

    /// <summary>Whether the rounds are worth a report.</summary>
    public bool IsWork => Trains || (Runs && Reads);

    private void Add(IOperation operation, ILoopOperation loop)
    {
        foreach (var child in operation.ChildOperations)
        {
            switch (child)
            {
                case ILoopOperation inner:
                    var within = new RoundWork(project, isInSight) { _depth = _depth };
                    within.Add(inner.Body, inner);
                    Reads |= within is { Trains: false, Runs: false, Reads: true };
                    continue;
                case IAnonymousFunctionOperation or ILocalFunctionOperation:
                    continue;
                case IInvocationOperation call:
                    AddCall(call, loop);
                    break;
                case ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add } sum when project.Types.IsTensor(sum.Target.Type):
                    Reads |= Outlives(sum.Target, loop) && (IsCount(sum.Value) || IsScore(sum.Target, sum.Value, loop));
                    break;
                case ISimpleAssignmentOperation { Target: var kept, Value: IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum } when project.Types.IsTensor(kept.Type) && kept.ReferencedSymbol() is { } symbol:
                    var added = IsOf(sum.LeftOperand, symbol) ? sum.RightOperand : IsOf(sum.RightOperand, symbol) ? sum.LeftOperand : null;
                    Reads |= added is not null && Outlives(kept, loop) && (IsCount(added) || IsScore(kept, added, loop));
                    break;
            }

            Add(child, loop);
        }
    }

    private void AddCall(IInvocationOperation call, ILoopOperation loop)
    {
        var name = call.TargetMethod.Name;
        var isOfTensor = project.Types.IsTensor(call.Receiver()?.Unwrap().Type);
        Trains |= name == "backward" && isOfTensor;
        Runs |= project.Types.IsTensor(call.Type) && project.Types.IsModule(call.Instance?.Type) && (name is "forward" or "call" || (call.Instance is not IInstanceReferenceOperation && call.Arguments.Any(a => project.Types.IsTensor(a.Value.Unwrap().Type))));
        if (!isInSight && !project.Types.IsTorchMethod(call.TargetMethod))
            Enter(call, loop);
        if (!isOfTensor)
            return;

        // A copy on the CPU is a tensor still, and may be kept on purpose.
        Reads |= name switch
        {
            "cpu" or "to" or "print" => false,
            "add_" => call.Other() is { } added && Outlives(call.Receiver()!, loop) && (IsCount(added) || IsScore(call.Receiver()!, added, loop)),
            "index_add_" or "scatter_add_" => Outlives(call.Receiver()!, loop),
            _ => MethodName.Of(name).IsHostRead,
        };
    }

    /// <summary>A step in a method or local function of its own.</summary>
    private void Enter(IInvocationOperation call, ILoopOperation loop)
    {
        var method = (call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition;
        if (method is not { DeclaringSyntaxReferences.Length: > 0, IsAbstract: false, IsVirtual: false, IsOverride: false, MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction }
            || method.IsAsync || _depth >= MostCalls
            || !call.Arguments.Any(a => project.Types.HoldsPixels(a.Value.Unwrap().Type)) || !(_entered ??= new(SymbolEqualityComparer.Default)).Add(method))
        {
            return;
        }

        foreach (var body in project.Code.BodiesOf(method))
        {
            if (RoundMemory.IsFreed(body, project.Types))
                continue;
            _depth++;
            Add(body, loop);
            _depth--;
        }
    }

    private bool Outlives(IOperation tensor, ILoopOperation loop)
        => tensor.ReferencedSymbol() is { } symbol && (_depth == 0 || symbol is not (ILocalSymbol or IParameterSymbol)) && !symbol.DeclaringSyntaxReferences.Any(r => r.SyntaxTree == loop.Syntax.SyntaxTree && loop.Syntax.Span.Contains(r.Span));

    private static bool IsOf(IOperation value, ISymbol symbol) => SymbolEqualityComparer.Default.Equals(value.ReferencedSymbol(), symbol);

    /// <summary>One number a round, whose sum is read behind the loop; one that is trained on there needs all that the rounds made.</summary>
    private bool IsScore(IOperation sum, IOperation added, ILoopOperation loop)
        => IsScalar(added, 0) && sum.ReferencedSymbol() is ILocalSymbol local
            && SymbolUses.Of(loop).Reads(local).Where(r => r.IsAfter(loop)).ToList() is { Count: > 0 } reads && reads.TrueForAll(r => IsReadOnHost(r, 0));

    private bool IsScalar(IOperation value, int depth)
    {
        var operation = value.Unwrap();
        return operation.Number() is not null || operation switch
        {
            ILocalReferenceOperation local => depth < MostDepth && ReachingWrites.Of(local, local.Local) is { Count: > 0 } written && written.All(w => IsScalar(w, depth + 1)),
            IBinaryOperation binary => IsScalar(binary.LeftOperand, depth) && IsScalar(binary.RightOperand, depth),
            IInvocationOperation { TargetMethod: var method } call when project.Types.IsTorchMethod(method) && project.Losses.Read(call) is null && !project.Types.IsModule(call.Instance?.Type)
                => (method.Name is "sum" or "mean" && !call.Others().Any()) || (call.Receiver() is { } receiver && project.Types.IsTensor(receiver.Unwrap().Type) && IsScalar(receiver, depth)),
            IInvocationOperation call => project.Types.IsTensor(call.Type) && (project.Losses.Read(call) is not null || LossCalls.IsLoss(call.TargetMethod, project.Types)),
            _ => false,
        };
    }

    private static bool IsReadOnHost(IOperation read, int depth)
    {
        var value = read.Wrapped();
        var call = value.Parent as IInvocationOperation ?? (value.Parent as IArgumentOperation)?.Parent as IInvocationOperation;
        if (call?.Receiver() == value)
            return (MethodName.Of(call.TargetMethod.Name).IsHostRead && call.TargetMethod.Name is not ("cpu" or "to")) || IsReadOnHost(call, depth);
        return value.Parent switch
        {
            IBinaryOperation binary => IsReadOnHost(binary, depth),
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => depth < MostDepth
                && SymbolUses.Of(value).Reads(declarator.Symbol).ToList() is { Count: > 0 } reads && reads.TrueForAll(r => IsReadOnHost(r, depth + 1)),
            _ => false,
        };
    }

    /// <summary>Pixels or samples that are equal, or that fall into bins; a sum of outputs is none.</summary>
    private bool IsCount(IOperation value, int depth = 0)
    {
        foreach (var operation in value.DescendantsAndSelf())
        {
            var isCount = operation switch
            {
                IInvocationOperation { TargetMethod: { Name: "bincount" or "histc" or "count_nonzero" or "eq" or "ne" or "logical_and" or "bitwise_and" } method } => project.Types.IsTorchMethod(method),
                IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.And } comparison => project.Types.IsTensor(comparison.Type),
                ILocalReferenceOperation local when depth < MostDepth && project.Types.IsTensor(local.Type) => ReachingWrites.Of(local, local.Local).Any(w => IsCount(w, depth + 1)),
                _ => false,
            };
            if (isCount)
                return true;
        }

        return false;
    }
}
