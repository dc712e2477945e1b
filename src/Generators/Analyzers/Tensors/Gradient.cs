using MaskSharp.Generators.Analyzers.Operations;
using MaskSharp.Generators.Analyzers.PixelAccuracy;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.Tensors;

/// <summary>Whether a tensor depends differentiably on a network's output.</summary>
internal sealed class Gradient(TorchProject project, bool isAsked = true, bool isActivatedEnough = false)
{
    private const int MostSteps = 200;

    private readonly HashSet<IOperation> _seen = [];
    private int _steps;

    public static bool Reaches(IOperation value, TorchProject project) => new Gradient(project).IsLive(value);

    /// <summary>The same of values whose gradient nobody asks for: in validation the output of a network is still one.</summary>
    public static bool WouldReach(IOperation value, TorchProject project) => new Gradient(project, isAsked: false).IsLive(value);

    /// <summary>The same where the formula is known for a loss: the parameter that it activates is the prediction, whatever it is called.</summary>
    public static bool ReachesActivated(IOperation value, TorchProject project) => new Gradient(project, isActivatedEnough: true).IsLive(value);

    /// <summary>Whether an operation makes values of a tensor that have no gradient: a threshold, a rounding, an argmax.</summary>
    public static bool IsHardening(IOperation operation, TorchTypes types) => operation switch
    {
        IBinaryOperation binary => IsOrder(binary.OperatorKind) && types.IsTensor(binary.Type),
        IInvocationOperation call => (MethodName.Of(call.TargetMethod.Name).IsHardening && types.IsTorchMethod(call.TargetMethod)) || IsRanking(call, types),
        _ => false,
    };

    /// <summary><c>scores.max(1)</c> gives values and their places at once; of the whole tensor it gives a value.</summary>
    public static bool IsRanking(IOperation operation, TorchTypes types)
        => operation is IInvocationOperation { Type.IsTupleType: true } call && MethodName.Of(call.TargetMethod.Name).IsRanking && types.IsTorchMethod(call.TargetMethod);

    /// <summary>Whether an operation stands in a block without gradients.</summary>
    public static bool IsOff(IOperation operation)
    {
        for (var parent = operation; parent.Parent is { } outer; parent = outer)
        {
            if (outer is IUsingOperation { Resources: var resources } && resources != parent && SwitchesOff(resources))
                return true;
            if (outer is IBlockOperation block && block.Operations.TakeWhile(o => o != parent).Any(static o => o is IUsingDeclarationOperation declared && SwitchesOff(declared)))
                return true;
        }

        return false;
    }

    private static bool SwitchesOff(IOperation resources)
        => resources.DescendantsAndSelf().Any(static o => o is IInvocationOperation { TargetMethod.Name: "no_grad" or "inference_mode" });

    private static bool IsOrder(BinaryOperatorKind kind)
        => kind is BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual;

    private bool IsLive(IOperation? value)
    {
        if (value is null || _steps++ > MostSteps)
            return false;
        var operation = value.Unwrap();
        if (!project.Types.IsTensor(operation.Type) || !_seen.Add(operation))
            return false;
        switch (operation)
        {
            case ILocalReferenceOperation local:
                var written = ReachingWrites.Of(local, local.Local);
                if (written is [IInvocationOperation ranked] && IsRanking(ranked, project.Types))
                    return SymbolUses.Of(local).All(local.Local).Any(static u => SymbolUses.TupleIndex(u) == 0) && IsLive(ranked.Receiver());
                return written.Any(IsLive) || (written.All(w => !project.Types.IsTensor(w.Type)) && IsPrediction(local.Local.Name));
            case IParameterReferenceOperation parameter:
                return ReachingWrites.Of(parameter, parameter.Parameter, out var isHidden).Any(IsLive) || (!isHidden && (IsPrediction(parameter) || IsHandedPrediction(parameter.Parameter, parameter)));
            case IFieldReferenceOperation { Field: { ContainingType.IsTupleType: true } element, Instance: { } pair } when Ranked(pair) is { } ranking:
                return SymbolUses.ElementIndex(element) == 0 && IsLive(ranking.Receiver());
            case IFieldReferenceOperation field:
                return IsPrediction(field.Field.Name);
            case IPropertyReferenceOperation { Arguments.Length: > 0, Instance: { } instance }:
                return IsLive(instance);
            case IPropertyReferenceOperation property:
                return IsPrediction(property.Property.Name);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals }:
                return false;
            case IBinaryOperation binary:
                return !IsOrder(binary.OperatorKind) && (IsLive(binary.LeftOperand) || IsLive(binary.RightOperand));
            case IInvocationOperation call:
                return Invocation(call);
            default:
                return operation.ChildOperations.Any(IsLive);
        }
    }

    private bool Invocation(IInvocationOperation call)
    {
        if (isAsked && IsOff(call))
            return false;
        var method = call.TargetMethod;
        if (call.Instance is { } module && project.Types.IsModule(module.Type))
            return (call.Arguments.Length == 1 && !IsWithoutWeights(module.Type)) || call.Arguments.Any(a => IsLive(a.Value));
        if (!project.Types.IsTorchMethod(method) && call.Arguments.All(a => !project.Types.IsTensor(a.Value.Unwrap().Type)))
            return IsPrediction(method.Name);
        if (project.Types.IsTorchMethod(method) && (MethodName.Of(method.Name).IsHardening
            || (isAsked && method.Name is "detach" or "detach_") || method.Name is "eq" or "ne" or "equal" or "not_equal" or "isnan" or "logical_and" or "logical_or" or "logical_not" or "zeros_like" or "ones_like"))
        {
            return false;
        }

        if (isActivatedEnough && method.Name is "sigmoid" or "softmax" or "log_softmax" or "logsigmoid" && IsPossiblePrediction(call.Receiver()) && project.Types.IsTorchMethod(method))
            return true;
        return IsLive(call.Instance) || call.Arguments.Any(a => IsLive(a.Value) && !GivesShapeAlone(a, method));
    }

    private static bool IsPossiblePrediction(IOperation? activated)
        => activated?.Unwrap() is IParameterReferenceOperation { Parameter.Name: var name } && !Vocabulary.IsTargetLike(name) && !IsWeight(name) && !Vocabulary.IsEarlierPrediction(name);

    /// <summary>Whether a function of the program takes no values of an argument, but its shape, dtype or device: <c>OneHot(labels, like: logits)</c>.</summary>
    private bool GivesShapeAlone(IArgumentOperation argument, IMethodSymbol method)
    {
        if (argument.Parameter is not { } parameter || method is not { DeclaringSyntaxReferences.Length: > 0, IsAbstract: false, IsVirtual: false, IsOverride: false, MethodKind: MethodKind.Ordinary or MethodKind.ReducedExtension })
            return false;
        var isUsed = false;
        foreach (var body in project.Code.BodiesOf((method.ReducedFrom ?? method).OriginalDefinition))
        {
            foreach (var reference in BodyOperations.Of(body).References)
            {
                if (reference is not IParameterReferenceOperation used || used.Parameter.Name != parameter.Name)
                    continue;
                isUsed = true;
                if (!IsShape(used))
                    return false;
            }
        }

        return isUsed;
    }

    private bool IsShape(IOperation used)
    {
        var value = used.Wrapped();
        return value.Parent switch
        {
            IPropertyReferenceOperation property when property.Instance == value => property.Property.Name is "shape" or "dtype" or "device" or "device_type" or "device_index" or "ndim",
            IInvocationOperation call when call.Instance == value => call.TargetMethod.Name is "size" or "dim" or "numel" or "zeros_like" or "ones_like" or "empty_like" or "full_like" or "rand_like" or "randn_like"
                && project.Types.IsTorchMethod(call.TargetMethod),
            IArgumentOperation { Parameter.Ordinal: var ordinal, Parent: IInvocationOperation call } => project.Types.IsTorchMethod(call.TargetMethod) && (call.TargetMethod.Name switch
            {
                "zeros_like" or "ones_like" or "empty_like" or "full_like" or "rand_like" or "randn_like" => call.Instance is null && ordinal == 0,
                "expand_as" or "view_as" or "reshape_as" or "type_as" => call.Instance is not null,
                _ => false,
            }),
            _ => false,
        };
    }

    private IInvocationOperation? Ranked(IOperation pair)
    {
        var made = pair.Unwrap() is ILocalReferenceOperation local && ReachingWrites.Of(local, local.Local) is [var written] ? written.Unwrap() : pair.Unwrap();
        return IsRanking(made, project.Types) ? (IInvocationOperation)made : null;
    }

    /// <summary>Pooling, upsampling, an activation: a mask that goes through is still a mask.</summary>
    private static bool IsWithoutWeights(ITypeSymbol? type)
    {
        for (var t = type; t is not null; t = t.BaseType)
        {
            if (t.Name == "ParameterLessModule")
                return true;
        }

        return false;
    }

    /// <summary>By its name, or as the first tensor of a loss whose parameters say nothing.</summary>
    private bool IsPrediction(IParameterReferenceOperation reference)
    {
        var parameter = reference.Parameter;
        if (IsPrediction(parameter.Name))
            return true;
        if (Vocabulary.IsTargetLike(parameter.Name) || parameter.ContainingSymbol is not IMethodSymbol method || !(LossCalls.IsLoss(method, project.Types) || IsKeptAsLoss(reference, method)))
            return false;
        var tensors = method.Parameters.Where(p => project.Types.IsTensor(p.Type)).ToList();
        return tensors.Count >= 2 && SymbolEqualityComparer.Default.Equals(tensors[0], parameter) && !tensors.Skip(1).Any(static t => IsPrediction(t.Name));
    }

    private bool IsKeptAsLoss(IOperation reference, IMethodSymbol method)
    {
        var function = reference.FunctionAround();
        return method.MethodKind == MethodKind.AnonymousFunction && function is IAnonymousFunctionOperation { Symbol: var symbol } && SymbolEqualityComparer.Default.Equals(symbol, method)
            && LossFunctions.IsKeptAsLoss(function, method, project);
    }

    /// <summary>A helper's parameter whose name says nothing is what callers hand over.</summary>
    private bool IsHandedPrediction(IParameterSymbol parameter, IOperation reference)
        => !Vocabulary.IsTargetLike(parameter.Name) && !IsWeight(parameter.Name) && parameter.ContainingSymbol is IMethodSymbol method
            && new DelegateCalls(project.Code).Of(method, reference).Any(call => !(isAsked && IsOff(call)) && IsLive(call.Arguments.ByParameter(parameter.Ordinal)?.Value));

    private static bool IsPrediction(string name) => Vocabulary.IsPredictionLike(name) && !IsWeight(name);

    private static bool IsWeight(string name) => Words.Any(name, static w => w is "weight" or "weights" or "target" or "targets" or "mask" or "masks" or "label" or "labels" or "truth" or "gt" or "pseudo");
}
