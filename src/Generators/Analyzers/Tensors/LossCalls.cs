using System.Collections.Concurrent;
using MaskSharp.Generators.Analyzers.Operations;
using MaskSharp.Generators.Analyzers.PixelAccuracy;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.Tensors;

/// <summary>
/// Recognises calls of losses: TorchSharp's functions and modules, generated losses, and functions of the program that hand
/// their prediction on to one of these.
/// </summary>
internal sealed class LossCalls
{
    private const int MostDepth = 3;

    private readonly TorchProject _project;

    // By depth: what is found with fewer steps left may be less, and must not stand for the whole, whoever asks first.
    private readonly ConcurrentDictionary<IMethodSymbol, Role?>[] _roles = new ConcurrentDictionary<IMethodSymbol, Role?>[MostDepth];

    private readonly ConcurrentDictionary<IInvocationOperation, LossCall?> _read = new();

    public LossCalls(TorchProject project)
    {
        _project = project;
        for (var depth = 0; depth < MostDepth; depth++)
            _roles[depth] = new(SymbolEqualityComparer.Default);
    }

    /// <summary>What a function of the program does with its parameters.</summary>
    private sealed record Role(LossInput Input, int Prediction, int Target);

    /// <summary>The loss that a call computes, or null.</summary>
    public LossCall? Read(IInvocationOperation call) => CanBeLoss(call) ? _read.GetOrAdd(call, c => Read(c, 0)) : null;

    private bool CanBeLoss(IInvocationOperation call)
        => call.Arguments.Length >= 2 && (_project.Types.IsTensor(call.Type) || call.Type is { Name: "LossTerms" });

    private LossCall? Read(IInvocationOperation call, int depth)
    {
        var method = call.TargetMethod;
        if (!CanBeLoss(call))
            return null;
        if (GeneratedInput(method) is { } generated)
            return Create(call, generated, 0, 1);
        if (!_project.Types.IsTensor(call.Type))
            return null;
        if (method.Name is "forward" or "call" or "Forward" && call.Instance is { } instance && _project.Types.IsModule(instance.Type))
            return OfModule(call, instance, depth);
        if (_project.Types.IsTorchMethod(method))
            return method.ContainingType.Name == "functional" && InputOf(method.Name) is { } input ? Create(call, input, 0, 1) : null;
        if (method.MethodKind == MethodKind.DelegateInvoke)
            return OfDelegate(call, depth);
        return OfRole(call, (method.ReducedFrom ?? method).OriginalDefinition, depth);
    }

    private LossCall? OfModule(IInvocationOperation call, IOperation instance, int depth)
    {
        if (TypeOf(instance) is not { } type)
            return null;
        if (_project.Types.IsTorch(type))
            return InputOf(type.Name) is { } input ? Create(call, input, 0, 1, type.Name) : null;
        if (GeneratedModuleInput(type) is { } generated)
            return Create(call, generated, 0, 1);
        return TorchTypes.ForwardOf(type, 2) is { } forward ? OfRole(call, forward, depth) : null;
    }

    private LossCall? OfRole(IInvocationOperation call, IMethodSymbol method, int depth)
        => depth < MostDepth && RoleOf(method, depth) is { } role ? Create(call, role.Input, role.Prediction, role.Target) : null;

    /// <summary>A delegate is a loss where all that it can be take the same.</summary>
    private LossCall? OfDelegate(IInvocationOperation call, int depth)
    {
        LossCall? loss = null;
        foreach (var function in call.Instance is { } instance ? MadeValues.Of(instance, _project.Code) : [])
        {
            var created = function switch
            {
                IMethodReferenceOperation { Method: var method } when _project.Types.IsTorchMethod(method) => InputOf(method.Name) is { } input ? Create(call, input, 0, 1, method.Name) : null,
                IMethodReferenceOperation { Method: var method } => OfRole(call, method.OriginalDefinition, depth),
                IAnonymousFunctionOperation lambda when depth < MostDepth && RoleOf(lambda, depth) is { } role => Create(call, role.Input, role.Prediction, role.Target),
                _ => null,
            };
            if (created is null || (loss is not null && loss.Input != created.Input))
                return null;
            loss = created;
        }

        return loss;
    }

    /// <summary>The one type of module that a variable, a collection or a factory holds.</summary>
    public INamedTypeSymbol? TypeOf(IOperation instance)
    {
        if (instance.Unwrap().Type is INamedTypeSymbol { IsAbstract: false } type && type.Name is not ("Module" or "Loss"))
            return type;
        var types = MadeValues.Of(instance, _project.Code).Select(static m => m.Type).Distinct<ITypeSymbol?>(SymbolEqualityComparer.Default).ToList();
        return types is [INamedTypeSymbol { IsAbstract: false } one] && one.Name is not ("Module" or "Loss") ? one : null;
    }

    private static LossCall? Create(IInvocationOperation call, LossInput input, int prediction, int target, string? name = null)
        => call.Arguments.ByParameter(prediction) is { } p && call.Arguments.ByParameter(target) is { } t
            ? new LossCall(call, input, p.Value, t.Value, IsDistance(name ?? call.TargetMethod.Name))
            : null;

    private static bool IsDistance(string loss) => loss is "mse_loss" or "l1_loss" or "smooth_l1_loss" or "huber_loss" or "MSELoss" or "L1Loss" or "SmoothL1Loss" or "HuberLoss";

    private static LossInput? InputOf(string name) => name switch
    {
        "binary_cross_entropy_with_logits" or "BCEWithLogitsLoss" or "multilabel_soft_margin_loss" or "MultiLabelSoftMarginLoss" or "soft_margin_loss" or "SoftMarginLoss" => LossInput.BinaryLogits,
        "cross_entropy" or "CrossEntropyLoss" => LossInput.ClassLogits,
        "nll_loss" or "NLLLoss" => LossInput.LogProbabilities,
        "binary_cross_entropy" or "BCELoss" => LossInput.Probabilities,
        "mse_loss" or "l1_loss" or "smooth_l1_loss" or "huber_loss" or "MSELoss" or "L1Loss" or "SmoothL1Loss" or "HuberLoss" or "kl_div" or "KLDivLoss" => LossInput.Any,
        _ => null,
    };

    /// <summary>A member that <c>[SegmentationLoss]</c> generates.</summary>
    public static LossInput? GeneratedInput(IMethodSymbol method)
    {
        // Of referenced assemblies only what is called like a loss is asked for its attributes.
        if (!method.IsStatic || method.ContainingType is not { } type
            || (type.DeclaringSyntaxReferences.Length == 0 && !method.Name.Contains("Loss")))
        {
            return null;
        }

        return GeneratedBy(type, stem => method.Name == stem || method.Name == stem + "WithTerms");
    }

    private static LossInput? GeneratedModuleInput(INamedTypeSymbol type)
        => type.ContainingType is { } outer ? GeneratedBy(outer, stem => type.Name == stem + "Module") : null;

    private static LossInput? GeneratedBy(INamedTypeSymbol type, Func<string, bool> isMember)
    {
        foreach (var attribute in type.GetAttributes())
        {
            if (attribute.AttributeClass is not { Name: "SegmentationLossAttribute", ContainingNamespace.Name: "MaskSharp" })
                continue;
            var stem = "Loss";
            bool isProbability = false, isMulticlass = false;
            foreach (var argument in attribute.NamedArguments)
            {
                switch (argument.Key)
                {
                    case "Name":
                        stem = argument.Value.Value as string ?? stem;
                        break;
                    case "Input":
                        isProbability = argument.Value.Value is 1;
                        break;
                    case "Mode":
                        isMulticlass = argument.Value.Value is 2;
                        break;
                }
            }

            if (isMember(stem))
                return isProbability ? LossInput.Probabilities : isMulticlass ? LossInput.ClassLogits : LossInput.BinaryLogits;
        }

        return null;
    }

    private Role? RoleOf(IMethodSymbol method, int depth)
        => method.DeclaringSyntaxReferences.Length == 0 || method.IsAbstract || method.IsVirtual || method.Parameters.Length < 2
            ? null
            : _roles[depth].GetOrAdd(method, m =>
            {
                var bodies = _project.Code.BodiesOf(m);
                return FindRole(m, bodies, bodies.SelectMany(static b => BodyOperations.Of(b).LossCalls), depth);
            });

    private Role? RoleOf(IAnonymousFunctionOperation lambda, int depth)
        => lambda.Symbol.Parameters.Length < 2
            ? null
            : _roles[depth].GetOrAdd(lambda.Symbol, m => FindRole(m, [lambda], BodyOperations.Of(lambda.Root()).LossCalls.Where(c => c.FunctionAround() == lambda), depth));

    /// <summary>A prediction handed on as it came, and to every loss of one kind.</summary>
    private Role? FindRole(IMethodSymbol method, IReadOnlyList<IOperation> functions, IEnumerable<IInvocationOperation> calls, int depth)
    {
        Role? role = null;
        foreach (var call in calls)
        {
            if (Read(call, depth + 1) is not { Input: not LossInput.Any } loss)
                continue;
            if (TensorSources.ParameterOf(loss.Prediction, method, _project) is not { } prediction || TensorSources.ParameterOf(loss.Target, method, _project) is not { } target || prediction == target)
                continue;
            if (role is not null && (role.Input != loss.Input || role.Prediction != prediction))
                return null;
            role = new(loss.Input, prediction, target);
        }

        return role ?? functions.Select(f => ActivatedRole(f, method)).FirstOrDefault(static r => r is not null);
    }

    /// <summary>A loss that activates one of its parameters itself, whatever it is set to.</summary>
    private Role? ActivatedRole(IOperation function, IMethodSymbol method)
    {
        var tensors = method.Parameters.Where(p => _project.Types.IsTensor(p.Type)).ToList();
        if (tensors.Count < 2 || !_project.Types.IsTensor(method.ReturnType)
            || !(IsLoss(method, _project.Types) || LossFunctions.IsKeptAsLoss(function, method, _project) || function.ReturnedValues().Any(v => LossShape.IsFormula(v, _project))))
        {
            return null;
        }

        Role? role = null;
        var firstReturn = BodyOperations.Of(function.Root()).Returns.Find(r => r.FunctionAround() == function)?.Syntax.Span.End ?? int.MaxValue;
        foreach (var call in BodyOperations.Of(function.Root()).Calls)
        {
            if (!_project.Types.IsTensor(call.Type) || call.FunctionAround() != function || ActivationOf(call) is not { } input
                || InputOfActivated(call, method) is not { } prediction || method.Parameters[prediction].IsOptional)
            {
                continue;
            }

            // Of two that are activated neither is the prediction for certain, and what comes behind it may be a weight.
            var others = tensors.FindAll(t => t.Ordinal != prediction);
            var target = others.Count == 1 ? others[0] : others.Find(static t => Vocabulary.IsTargetLike(t.Name));
            if (target is null || tensors.Exists(t => t.Ordinal < prediction && !Vocabulary.IsTargetLike(t.Name)) || (role is not null && (role.Prediction != prediction || role.Input != input)) || call.IsOptional() || call.Syntax.SpanStart > firstReturn)
                return null;
            role = new(input, prediction, target.Ordinal);
        }

        return role;
    }

    /// <summary>Which parameter a call activates as it came.</summary>
    private int? InputOfActivated(IInvocationOperation call, IMethodSymbol method)
    {
        var input = call.Instance is { } instance && _project.Types.IsTensor(instance.Type) ? instance : call.Arguments.ByParameter(0)?.Value;
        return input is not null && _project.Types.IsTensor(input.Unwrap().Type) ? TensorSources.ParameterOf(input, method, _project) : null;
    }

    private LossInput? ActivationOf(IInvocationOperation call)
        => TensorSources.Of(call, _project) is [var made] ? made switch
        {
            { Source: TensorSource.Sigmoid } or { Source: TensorSource.LogProbability, Operation: IInvocationOperation { TargetMethod.Name: "logsigmoid" } } => LossInput.BinaryLogits,
            { Source: TensorSource.Softmax } or { Source: TensorSource.LogProbability, Operation: IInvocationOperation { TargetMethod.Name: "log_softmax" } } => LossInput.ClassLogits,
            _ => null,
        } : null;

    /// <summary>Whether a member is itself a loss: by name, attribute or base class. A network's forward is none.</summary>
    public static bool IsLoss(ISymbol member, TorchTypes types)
    {
        if (Vocabulary.IsLossLike(member.Name) && !Vocabulary.IsAccuracy(member.Name))
            return true;
        if (IsAnnotated(member))
            return true;
        return member is IMethodSymbol { Name: "forward" or "call" or "Forward", Parameters.Length: >= 2, ContainingType: { } type } && (LossFlow.IsLossClass(type, types) || IsAnnotated(type));
    }

    private static bool IsAnnotated(ISymbol symbol)
        => symbol.GetAttributes().Any(static a => a.AttributeClass is { Name: "SegmentationLossAttribute" });
}
