using MaskSharp.Generators.Analyzers.Operations;
using MaskSharp.Generators.Analyzers.PixelAccuracy;
using MaskSharp.Generators.Analyzers.Tensors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.HardPrediction;

/// <summary>
/// Follows a value without gradient forward, to see whether a loss is made of it. It ends well where it only weighs,
/// selects or is compared with something that has a gradient, where it is the target, and where it is a score.
/// </summary>
internal sealed partial class LossReach(TorchProject project, IOperation start)
{
    private const int MostSteps = 200;
    private const int MostFrames = 3;

    private readonly CallFrames _frames = new();
    private int _steps;

    public static bool Of(IOperation value, TorchProject project) => new LossReach(project, value).Follow(value, null);

    private CallFrames Inside(CallFrame? frame) => frame?.Inside ?? _frames;

    private bool Follow(IOperation operation, CallFrame? frame)
    {
        if (_steps++ > MostSteps)
            return false;
        var value = operation.Wrapped();
        if (!Inside(frame).Visit(value))
            return false;
        if (value.Type is { IsTupleType: true })
            return Element(value, 1, frame);
        switch (value.Parent)
        {
            case IInvocationOperation call when call.Instance == value:
                return Receiver(call, frame);
            case IArgumentOperation { Parent: IInvocationOperation call } argument:
                return Argument(call, argument, value, frame);
            case IArgumentOperation { Parent: IPropertyReferenceOperation { Parent: ISimpleAssignmentOperation filled } indexer } when filled.Target == indexer:
                return Filled(indexer, filled, frame);
            case IArrayInitializerOperation { Parent: IArrayCreationOperation { Parent: var holder } stacked }:
                // stack(new[] { a, b }): what has a gradient beside it keeps its own.
                return holder is not null && Follow(stacked, frame);
            case { Syntax: CollectionExpressionSyntax } listed:
                return Follow(listed, frame);
            case IBinaryOperation binary:
                return Binary(binary, value, frame);
            case IUnaryOperation unary:
                return Follow(unary, frame);
            case IConditionalOperation conditional when conditional.Condition != value:
                return Follow(conditional, frame);
            case IConditionalAccessOperation access:
                return Follow(access, frame);
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                return Reads(declarator.Symbol, value, frame);
            case ISimpleAssignmentOperation assignment when assignment.Value == value:
                if (assignment.Target is IArrayElementReferenceOperation { ArrayReference: var array })
                    return Elements(array, frame);
                return assignment.Target.ReferencedSymbol() is { } target and (ILocalSymbol or IParameterSymbol) && Reads(target, value, frame);
            case ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract } compound when compound.Value == value:
                return compound.Target.ReferencedSymbol() is { } sum and (ILocalSymbol or IParameterSymbol) && Reads(sum, compound, frame);
            case ITupleOperation several:
                return Element(several, several.Elements.IndexOf(value), frame);
            case IExpressionStatementOperation:
                return InPlace(value, frame);
            case IReturnOperation returned:
                return Returned(returned, frame);
            case IForEachLoopOperation { LoopControlVariable: IVariableDeclaratorOperation element } loop when loop.Collection == value:
                return SymbolUses.Of(value).Reads(element.Symbol).Any(read => Follow(read, frame));
            default:
                return false;
        }
    }

    private bool Receiver(IInvocationOperation call, CallFrame? frame)
    {
        var name = call.TargetMethod.Name;
        if (name == "backward")
            return true;
        if (!project.Types.IsTensor(call.Type))
            return false;
        switch (name)
        {
            case "mul" or "mul_" or "multiply" or "eq" or "ne" or "max" or "maximum" or "minimum" or "where" or "pow" or "div" or "div_" or "divide":
                return !call.Arguments.Any(a => IsLive(a.Value)) && Follow(call, frame);
            case "add" or "add_" or "sub" or "sub_" or "subtract":
                return !call.Arguments.Any(a => IsStraightThrough(a.Value)) && Follow(call, frame);
            default:
                return Follow(call, frame);
        }
    }

    private bool Argument(IInvocationOperation call, IArgumentOperation argument, IOperation value, CallFrame? frame)
    {
        if (call is { TargetMethod.Name: "Add", Instance: { } list } && !project.Types.IsTensor(list.Type))
            return Elements(list, frame);
        if (call.TargetMethod is { Name: "ToArray" or "ToList" or "Aggregate", ContainingType.Name: "Enumerable" } && argument.Parameter?.Ordinal == 0)
            return Follow(call, frame);
        if (project.Losses.Read(call) is { } loss)
            return loss.Prediction.Wrapped() == value || loss.Prediction == value;
        if (call.Instance is { } instance && project.Types.IsModule(instance.Type))
        {
            // A loss of its own class, or one that is only known as a module of two tensors.
            return call.Arguments.Length >= 2 && argument.Parameter?.Ordinal == 0
                && (Vocabulary.IsLossLike(instance.ReferencedSymbol()?.Name ?? "") || LossFlow.IsLossClass(instance.Type!, project.Types));
        }

        if (project.Types.IsTorchMethod(call.TargetMethod))
            return Torch(call, argument, frame);
        if (call.TargetMethod.MethodKind == MethodKind.DelegateInvoke)
            return Delegate(call, argument, frame);
        if (argument.Parameter is not { } parameter || IsSide(parameter.Name) || call.TargetMethod.DeclaringSyntaxReferences.Length == 0)
            return false;
        return Callee(call, parameter, frame);
    }

    private bool Torch(IInvocationOperation call, IArgumentOperation argument, CallFrame? frame)
    {
        var name = call.TargetMethod.Name;
        if (name is "backward")
            return true;
        if (!project.Types.IsTensor(call.Type) || argument.Parameter?.Name is "weight" or "pos_weight" or "pos_weights" || name is "masked_select" or "index_select" or "gather" or "take_along_dim" or "masked_scatter" or "take" or "index")
            return false;

        // zeros.scatter_(1, winner, 1) is a one-hot map; scores.scatter(…) is not.
        var others = call.Arguments.Where(a => a != argument).Select(static a => a.Value).Concat(call.Instance is { } instance ? [instance] : []);
        if (name is "add" or "add_" or "sub" or "sub_" or "subtract")
            return !others.Any(IsStraightThrough) && Follow(call, frame);
        return !others.Any(IsLive) && Follow(call, frame);
    }

    private bool Callee(IInvocationOperation call, IParameterSymbol parameter, CallFrame? frame)
    {
        var method = (call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition;
        if ((frame?.Depth ?? 0) >= MostFrames || Vocabulary.IsTargetLike(parameter.Name) && !Vocabulary.IsPredictionLike(parameter.Name))
            return false;
        var entered = Inside(frame).Enter(method, call, frame);
        return project.Code.BodiesOf(method).Any(body => Uses(body, parameter, entered));
    }

    private bool Uses(IOperation body, IParameterSymbol parameter, CallFrame entered)
    {
        foreach (var operation in BodyOperations.Of(body).All)
        {
            if (operation is IParameterReferenceOperation used && used.Parameter.Ordinal == parameter.Ordinal && used.Parameter.Name == parameter.Name
                && !ReachesOnlyWritten(used) && Follow(used, entered))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A delegate called like a loss, or a lambda in sight.</summary>
    private bool Delegate(IInvocationOperation call, IArgumentOperation argument, CallFrame? frame)
    {
        if (call.Instance is not { } instance || argument.Parameter is not { Ordinal: var ordinal })
            return false;
        if (call.Arguments.Length >= 2 && project.Types.IsTensor(call.Type) && Vocabulary.IsLossLike(instance.ReferencedSymbol()?.Name ?? ""))
            return ordinal == 0;
        return (frame?.Depth ?? 0) < MostFrames && MadeValues.Of(instance, project.Code).OfType<IAnonymousFunctionOperation>()
            .Any(lambda => ordinal < lambda.Symbol.Parameters.Length && Uses(lambda, lambda.Symbol.Parameters[ordinal], Inside(frame).Enter(lambda.Symbol, call, frame)));
    }

    private static bool ReachesOnlyWritten(IParameterReferenceOperation used)
    {
        ReachingWrites.Of(used, used.Parameter, out var isHidden);
        return isHidden;
    }

    private bool Binary(IBinaryOperation binary, IOperation value, CallFrame? frame)
    {
        var isLeft = binary.LeftOperand == value;
        var other = isLeft ? binary.RightOperand : binary.LeftOperand;
        switch (binary.OperatorKind)
        {
            case BinaryOperatorKind.Multiply or BinaryOperatorKind.And or BinaryOperatorKind.Or or BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals:
            case BinaryOperatorKind.Divide when !isLeft:
                return !IsLive(other) && Follow(binary, frame);
            case BinaryOperatorKind.Add or BinaryOperatorKind.Subtract:
                return !IsStraightThrough(other) && !(IsStraightThrough(value) && IsLive(other)) && Follow(binary, frame);
            default:
                return project.Types.IsTensor(binary.Type) && Follow(binary, frame);
        }
    }

    private bool Reads(ISymbol symbol, IOperation written, CallFrame? frame)
    {
        foreach (var read in SymbolUses.Of(written).Reads(symbol))
        {
            if (ReachingWrites.Of(read, symbol).Any(w => w == written || w.Wrapped() == written || w.DescendantsAndSelf().Contains(written)) && Follow(read, frame))
                return true;
        }

        return false;
    }

    private bool Returned(IReturnOperation returned, CallFrame? frame)
    {
        if (returned.SemanticModel?.GetEnclosingSymbol(returned.Syntax.SpanStart) is not IMethodSymbol enclosing || !project.Types.IsTensor(ReturnType(enclosing)))
            return false;
        if (LossCalls.IsLoss(enclosing, project.Types))
            return true;
        if (frame is not null)
            return Follow(frame.Call, frame.Outer);
        var function = returned.FunctionAround();
        if (LossFunctions.IsKeptAsLoss(function, enclosing, project))
            return true;
        var calls = new DelegateCalls(project.Code);
        if (function is IAnonymousFunctionOperation)
            return Callers(calls.Of(enclosing, returned), function, enclosing);
        if (function is ILocalFunctionOperation)
            return calls.Of(enclosing, returned).Any(call => Follow(call, null));

        // A network's forward makes its output, no loss.
        var member = CodeMap.MemberOf(enclosing);
        return member.Name is "forward" or "call" && project.Types.IsModule(member.ContainingType)
            ? Output(returned, member.ContainingType)
            : Callers(project.Code.MentionsOf(member).Select(static m => m.Operation).OfType<IInvocationOperation>(), function, enclosing);
    }

    /// <summary>What callers do with the result decides. Where none is in sight, a function of a type called like a loss may be one.</summary>
    private bool Callers(IEnumerable<IInvocationOperation> calls, IOperation function, IMethodSymbol symbol)
    {
        var isCalled = false;
        foreach (var call in calls)
        {
            isCalled = true;
            if (!Gradient.IsOff(call) && Follow(call, null))
                return true;
        }

        return !isCalled && LossFunctions.IsOfLossType(function, symbol, project);
    }

    /// <summary>
    /// A network whose output is always hard, in training too: what is done with it decides. Under a condition it may be hard for
    /// inference alone.
    /// </summary>
    private bool Output(IReturnOperation returned, INamedTypeSymbol network)
        => !start.IsOptional() && !returned.IsOptional() && BodyOperations.Of(returned.Root()).Returns.Count == 1
            && project.Code.CallsNear(network).Any(call => call.TargetMethod.Name is "forward" or "call" && call.Instance is { } instance && !Gradient.IsOff(call)
                && SymbolEqualityComparer.Default.Equals(project.Losses.TypeOf(instance)?.OriginalDefinition, network.OriginalDefinition) && Follow(call, null));

    private static ITypeSymbol ReturnType(IMethodSymbol method)
        => method.ReturnType is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [var result] } ? result : method.ReturnType;

    private bool IsLive(IOperation value) => Gradient.Reaches(value, project);

    /// <summary><c>hard + soft - soft.detach()</c>: hard forward and soft backward, on purpose.</summary>
    private static bool IsStraightThrough(IOperation value) => IsStraightThrough(value, 0);

    private static bool IsStraightThrough(IOperation value, int depth)
        => value.DescendantsAndSelf().Any(o => o is IInvocationOperation { TargetMethod.Name: "detach" or "detach_" }
            || (o is ILocalReferenceOperation local && depth < 3 && SymbolUses.Of(local).Writes(local.Local).Any(w => IsStraightThrough(w, depth + 1))));

    /// <summary>Parameters that weigh or select. What is done with an index, a one-hot map or a choice, the function itself shows.</summary>
    private static bool IsSide(string name)
        => Words.Any(name, static w => w is "weight" or "weights" or "condition" or "where" or "scale");
}
