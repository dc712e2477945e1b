using System.Runtime.CompilerServices;
using MaskSharp.Generators.Analyzers.PixelAccuracy;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.Operations;

/// <summary>
/// The operations of one body in the order of the text, from one walk that all rules share, and those among them that rules look at, so
/// that a rule sees nothing but what it may report.
/// </summary>
internal sealed class BodyOperations
{
    private static readonly ConditionalWeakTable<IOperation, BodyOperations> _cache = new();

    private SymbolUses? _uses;
    private DeadCode? _dead;

    private BodyOperations(IOperation body)
    {
        foreach (var operation in body.DescendantsAndSelf())
        {
            All.Add(operation);
            switch (operation.Kind)
            {
                case OperationKind.Binary:
                    Add((IBinaryOperation)operation);
                    break;
                case OperationKind.Invocation:
                    Add((IInvocationOperation)operation);
                    break;
                case OperationKind.Conditional:
                    Conditionals.Add((IConditionalOperation)operation);
                    break;
                case OperationKind.Loop:
                    Loops.Add((ILoopOperation)operation);
                    break;
                case OperationKind.Return or OperationKind.YieldReturn:
                    Returns.Add((IReturnOperation)operation);
                    break;
                case OperationKind.LocalFunction or OperationKind.AnonymousFunction:
                    if (operation != body)
                        Functions.Add(operation);
                    break;
            }
        }
    }

    public List<IOperation> All { get; } = [];

    public List<IInvocationOperation> Calls { get; } = [];

    /// <summary>Calls with two arguments and more: what can compute a loss.</summary>
    public List<IInvocationOperation> WideCalls { get; } = [];

    /// <summary>What can compare masks: equalities, differences, and ratios of counts.</summary>
    public List<IOperation> Agreements { get; } = [];

    /// <summary>Whether tensors can be summed.</summary>
    public bool HasSums { get; private set; }

    /// <summary>What can be a ratio.</summary>
    public List<IOperation> Quotients { get; } = [];

    /// <summary>What can take the gradient from a tensor.</summary>
    public List<IOperation> Hardenings { get; } = [];

    /// <summary>What can wait for a device.</summary>
    public List<IInvocationOperation> HostReads { get; } = [];

    public List<IInvocationOperation> Means { get; } = [];

    public List<IConditionalOperation> Conditionals { get; } = [];

    public List<ILoopOperation> Loops { get; } = [];

    public List<IReturnOperation> Returns { get; } = [];

    /// <summary>Local functions and lambdas in the body.</summary>
    public List<IOperation> Functions { get; } = [];

    public SymbolUses Uses => _uses ??= new SymbolUses(All);

    public DeadCode Dead => _dead ??= new DeadCode(this);

    public static BodyOperations Of(IOperation body) => _cache.GetValue(body, static b => new BodyOperations(b));

    private void Add(IBinaryOperation binary)
    {
        switch (binary.OperatorKind)
        {
            case BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals or BinaryOperatorKind.ExclusiveOr:
                Agreements.Add(binary);
                break;
            case BinaryOperatorKind.Divide:
                Agreements.Add(binary);
                Quotients.Add(binary);
                break;
            case BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual:
                Hardenings.Add(binary);
                break;
        }
    }

    private void Add(IInvocationOperation call)
    {
        Calls.Add(call);
        if (call.Arguments.Length >= 2)
            WideCalls.Add(call);
        var name = MethodName.Of(call.TargetMethod.Name);
        if (name.IsQuotient)
            Quotients.Add(call);
        if (name.IsAgreement)
            Agreements.Add(call);
        if (name.IsHardening)
            Hardenings.Add(call);
        if (name.IsHostRead)
            HostReads.Add(call);
        HasSums |= name.IsSum;
        if (name.IsMean)
            Means.Add(call);
    }
}
