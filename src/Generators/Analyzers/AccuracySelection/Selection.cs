using MaskSharp.Generators.Analyzers.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.AccuracySelection;

/// <summary>What keeps weights, or counts or ends rounds without progress.</summary>
internal static class Selection
{
    /// <summary>Whether a branch of a condition does.</summary>
    public static bool Selects(IConditionalOperation conditional, TorchTypes types)
        => IsIn(conditional.WhenTrue, types) || (conditional.WhenFalse is { } otherwise && IsIn(otherwise, types)) || IsChosen(conditional, types)
            || (Leaves(conditional.WhenTrue) && conditional.Parent is IBlockOperation block
                && block.Operations.SkipWhile(o => o != conditional).Skip(1).Any(o => IsIn(o, types)));

    /// <summary>Whether a branch ends the training that runs around it, or saves what was trained so far.</summary>
    public static bool EndsTraining(IConditionalOperation conditional)
        => conditional.WhenTrue.DescendantsAndSelf().Any(static o => o is IBranchOperation { BranchKind: BranchKind.Break } or IReturnOperation || (o is IInvocationOperation call && Words.Any(call.TargetMethod.Name, static w => w is "save" or "checkpoint" or "export")))
            && LoopAround(conditional) is { } loop && Trains(loop);

    public static bool Trains(ILoopOperation loop)
        => loop.Body.DescendantsAndSelf().Any(static o => o is IInvocationOperation { TargetMethod.Name: var name } && (name == "backward" || Words.Any(name, static w => w is "train" or "fit")));

    private static ILoopOperation? LoopAround(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation); parent = parent.Parent)
        {
            if (parent is ILoopOperation loop)
                return loop;
        }

        return null;
    }

    /// <summary><c>stopper.Step(accuracy)</c>, <c>SaveIfBest(net, accuracy)</c></summary>
    public static bool IsKeeper(IInvocationOperation call)
        => (call.Instance is { } instance && (IsKeeper(instance.ReferencedSymbol()?.Name) || IsKeeper(instance.Type?.Name))) || SavesBest(call.TargetMethod.Name);

    public static bool IsSaving(string method)
        => Words.Any(method, static w => w is "save" or "checkpoint" or "state" or "export" or "keep" or "copy" or "snapshot" or "store" or "promote" or "saveto");

    /// <summary>A network, or an object or tuple with one in it.</summary>
    public static bool HoldsModule(ITypeSymbol? type, TorchTypes types)
    {
        if (types.IsModule(type))
            return true;
        if (type is not INamedTypeSymbol named)
            return false;
        if (named.IsTupleType)
            return named.TupleElements.Any(e => types.IsModule(e.Type));
        return named.DeclaringSyntaxReferences.Length > 0 && named.GetMembers().Any(m => m switch
        {
            IFieldSymbol field => types.IsModule(field.Type),
            IPropertySymbol property => types.IsModule(property.Type),
            _ => false,
        });
    }

    /// <summary>A result that says what it was made with: a learning rate, a threshold.</summary>
    public static bool HoldsSettings(ITypeSymbol? type)
    {
        if (type is not INamedTypeSymbol named)
            return false;
        return named.IsTupleType
            ? named.TupleElements.Any(static e => IsSetting(e.Name))
            : named.DeclaringSyntaxReferences.Length > 0 && named.GetMembers().Any(static m => m is IFieldSymbol or IPropertySymbol && IsSetting(m.Name));
    }

    public static bool IsSetting(string name)
        => Words.Any(name, static w => w is "lr" or "threshold" or "thresholds" or "cut" or "cutoff" or "hyperparameters" or "hyperparameter" or "settings" or "setting" or "config" or "configuration")
            || Words.Of(name) is [.., "learning", "rate"];

    private static bool IsIn(IOperation branch, TorchTypes types) => branch.DescendantsAndSelf().Any(o => Is(o, types));

    private static bool Is(IOperation operation, TorchTypes types) => operation switch
    {
        IInvocationOperation call => IsSaving(call.TargetMethod.Name),
        IIncrementOrDecrementOperation increment => IsWaiting(increment.Target),
        IAssignmentOperation { Target: ITupleOperation targets } several => targets.Elements.Any(IsWaiting) || HoldsModule(several.Value.Unwrap().Type, types),
        IAssignmentOperation assignment => IsWaiting(assignment.Target) || HoldsModule(assignment.Target.Type, types),
        IBranchOperation { BranchKind: BranchKind.Break } => true,
        _ => false,
    };

    /// <summary><c>bestNet = accuracy > best ? net : bestNet</c></summary>
    private static bool IsChosen(IConditionalOperation conditional, TorchTypes types) => HoldsModule(conditional.Type, types);

    /// <summary>What follows is then the other branch.</summary>
    private static bool Leaves(IOperation branch)
        => (branch is IBlockOperation { Operations: [var only] } ? only : branch) is IReturnOperation or IBranchOperation { BranchKind: BranchKind.Continue };

    private static bool IsKeeper(string? name)
        => name is not null && Words.Any(name, static w => w is "checkpoint" or "checkpoints" or "checkpointer" or "stopper" or "stopping" or "earlystopping" or "patience" or "saver" or "keeper");

    private static bool SavesBest(string method)
    {
        if (Words.Any(method, static w => w is "best" or "better" or "improved"))
            return Words.Any(method, static w => w is "save" or "keep" or "store" or "checkpoint" or "snapshot" or "promote");
        return Words.Any(method, static w => w is "stop") && Words.Any(method, static w => w is "should" or "must" or "early");
    }

    private static bool IsWaiting(IOperation counter)
        => counter.ReferencedSymbol() is { } symbol && Words.Any(symbol.Name, static w => w is "patience" or "wait" or "waited" or "stale" or "bad" or "since" or "improvement" or "improved" or "plateau"
            or "state" or "weights" or "model" or "checkpoint" or "stop");
}
