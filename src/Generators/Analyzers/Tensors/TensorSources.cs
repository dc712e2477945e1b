using MaskSharp.Generators.Analyzers.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.Tensors;

/// <summary>
/// Walks back from a tensor to what made its values: through variables as they are at that place, shape changes and casts,
/// helpers, lambdas, and networks down to their last layer.
/// </summary>
internal sealed partial class TensorSources(TorchProject project)
{
    private const int MostSteps = 250;
    private const int MostFrames = 6;
    private const int MostLogarithms = 3;

    private readonly List<Found> _found = [];
    private readonly HashSet<IOperation> _logarithms = [];
    private readonly CallFrames _frames = new();
    private int _steps;
    private int _scales;
    private int _moves;

    /// <summary>An end of the walk.</summary>
    internal sealed class Found(TensorSource source, IOperation operation, bool isScaled, bool isMoved)
    {
        public TensorSource Source { get; } = source;

        public IOperation Operation { get; } = operation;

        /// <summary>Whether the values were multiplied by a constant on the way.</summary>
        public bool IsScaled { get; } = isScaled;

        /// <summary>Whether dimensions were joined, split or exchanged on the way, or a part was taken.</summary>
        public bool IsMoved { get; } = isMoved;
    }

    /// <summary>Everything that a value can come from.</summary>
    public static IReadOnlyList<Found> Of(IOperation value, TorchProject project)
    {
        if (project.Sources.TryGetValue(value, out var known))
            return known;
        var walk = new TensorSources(project);
        walk.Visit(value, null);
        return project.Sources[value] = walk._found;
    }

    /// <summary>Whether a value comes from the given sources in every case.</summary>
    public static bool IsAlways(IOperation value, Func<TensorSource, bool> isWanted, TorchProject project)
        => Of(value, project) is { Count: > 0 } found && found.All(f => isWanted(f.Source));

    /// <summary>Which parameter of a method a value is, as it came, or null.</summary>
    public static int? ParameterOf(IOperation value, IMethodSymbol method, TorchProject project)
        => Of(value, project) is [{ Operation: IParameterReferenceOperation { Parameter: var parameter } }]
            && SymbolEqualityComparer.Default.Equals((parameter.ContainingSymbol as IMethodSymbol)?.OriginalDefinition, method)
            ? parameter.Ordinal
            : null;

    private CallFrames Inside(CallFrame? frame) => frame?.Inside ?? _frames;

    private void Add(TensorSource source, IOperation operation) => _found.Add(new(source, operation, _scales > 0, _moves > 0));

    private void Visit(IOperation? value, CallFrame? frame)
    {
        if (value is null)
            return;
        var operation = value.Unwrap();
        if (_steps++ > MostSteps)
        {
            Add(TensorSource.Unknown, operation);
            return;
        }

        // What a loop makes of itself adds no source.
        if (!Inside(frame).Visit(operation))
            return;
        switch (operation)
        {
            case ILocalReferenceOperation local:
                VisitAll(ReachingWrites.Of(local, local.Local), local, frame);
                break;
            case IFieldReferenceOperation { Field: { ContainingType.IsTupleType: true } element, Instance: { } tuple }:
                Element(tuple, SymbolUses.ElementIndex(element), frame);
                break;
            case IParameterReferenceOperation parameter:
                Parameter(parameter, frame);
                break;
            case IFieldReferenceOperation { Field: { ContainingType.IsTupleType: false, DeclaringSyntaxReferences.Length: > 0 } field } when project.Types.IsTensor(field.Type):
                VisitAll(project.Code.WritesOf(field.OriginalDefinition).ToList(), operation, frame);
                break;
            case IPropertyReferenceOperation { Property: { DeclaringSyntaxReferences.Length: > 0 } property } when project.Types.IsTensor(property.Type):
                VisitAll(ValuesOf(property).ToList(), operation, frame);
                break;
            case IPropertyReferenceOperation { Arguments.Length: > 0, Instance: { } instance } when project.Types.IsTensor(instance.Type):
                _moves++;
                Visit(instance, frame);
                _moves--;
                break;
            case IConditionalOperation { WhenFalse: { } otherwise } conditional:
                Visit(conditional.WhenTrue, frame);
                Visit(otherwise, frame);
                break;
            case ICoalesceOperation coalesce:
                Visit(coalesce.Value, frame);
                Visit(coalesce.WhenNull, frame);
                break;
            case ISwitchExpressionOperation choice:
                foreach (var arm in choice.Arms)
                    Visit(arm.Value, frame);
                break;
            case ISimpleAssignmentOperation assignment:
                Visit(assignment.Value, frame);
                break;
            case IInvocationOperation invocation:
                Invocation(invocation, frame);
                break;
            case IThrowOperation:
                break;
            case IBinaryOperation binary when Scaled(binary) is { } scaled:
                _scales++;
                Visit(scaled, frame);
                _scales--;
                break;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract } difference when difference.LeftOperand.Number() == 1 && project.Types.IsTensor(difference.RightOperand.Unwrap().Type):
                Complement(difference, frame);
                break;
            default:
                Add(TensorSource.Unknown, operation);
                break;
        }
    }

    /// <summary>Whether all that a logarithm is taken of is a probability. A loop may take the logarithm of the logarithm: then it is none.</summary>
    private bool IsOfProbabilities(IInvocationOperation logarithm, IOperation argument)
    {
        if (_logarithms.Count >= MostLogarithms || _logarithms.Contains(logarithm))
            return false;
        var walk = new TensorSources(project);
        walk._logarithms.UnionWith(_logarithms);
        walk._logarithms.Add(logarithm);
        walk.Visit(argument, null);
        return walk._found.Count > 0 && walk._found.All(static f => IsProbability(f.Source));
    }

    /// <summary>One less a probability is one; one less anything else is not what it was.</summary>
    private void Complement(IBinaryOperation difference, CallFrame? frame)
    {
        var before = _found.Count;
        _scales++;
        Visit(difference.RightOperand, frame);
        _scales--;

        // What was visited before adds nothing: then all that was found must be probabilities.
        if (_found.Skip(_found.Count == before ? 0 : before).All(static f => IsProbability(f.Source)) && _found.Count > 0)
            return;
        _found.RemoveRange(before, _found.Count - before);
        Add(TensorSource.Unknown, difference);
    }

    /// <summary>The tensors that are written out in a list to be joined, where all of them are.</summary>
    private List<IOperation> Joined(IOperation list)
    {
        var made = list.Unwrap();
        var parts = made switch
        {
            IArrayCreationOperation { Initializer.ElementValues: var elements } => elements.ToList(),
            IObjectCreationOperation { Arguments.Length: 0, Initializer.Initializers: var initializers }
                => initializers.Select(static i => i is IInvocationOperation { TargetMethod.Name: "Add", Arguments: [{ Value: var element }] } ? element : i).ToList(),
            _ when made.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.CollectionExpressionSyntax => made.ChildOperations.ToList(),
            ILocalReferenceOperation local when SymbolUses.OnlyWrite(local) is IArrayCreationOperation { Initializer.ElementValues: var elements }
                && SymbolUses.Of(local).Reads(local.Local).Count() == 1 => elements.ToList(),
            _ => [],
        };
        return parts.TrueForAll(p => project.Types.IsTensor(p.Unwrap().Type)) ? parts : [];
    }

    private void VisitAll(IReadOnlyList<IOperation> values, IOperation reference, CallFrame? frame)
    {
        foreach (var value in values)
        {
            // A collection that a variable is taken from says nothing about its values.
            if (project.Types.IsTensor(value.Type))
                Visit(value, frame);
            else
                Element(value, DeconstructedIndex(reference, value), frame);
        }

        if (values.Count == 0)
            Add(TensorSource.Unknown, reference);
    }

    private IEnumerable<IOperation> ValuesOf(IPropertySymbol property)
        => property.IsAbstract || property.IsVirtual || property.IsOverride
            ? []
            : project.Code.WritesOf(property.OriginalDefinition).Concat(project.Code.BodiesOf(property.OriginalDefinition)
                .Where(static b => b is not ISymbolInitializerOperation).SelectMany(static b => b.ReturnedValues()));

    private void Parameter(IParameterReferenceOperation reference, CallFrame? frame)
    {
        var written = ReachingWrites.Of(reference, reference.Parameter, out var isHidden);
        foreach (var value in written)
            Visit(value, frame);
        if (isHidden)
            return;
        if (frame is not null && SymbolEqualityComparer.Default.Equals(frame.Method, (reference.Parameter.ContainingSymbol as IMethodSymbol)?.OriginalDefinition)
            && frame.Call.Arguments.ByParameter(reference.Parameter.Ordinal)?.Value is { } argument)
        {
            Visit(argument, frame.Outer);
        }
        else
        {
            Add(TensorSource.Unknown, reference);
        }
    }

    private void Invocation(IInvocationOperation call, CallFrame? frame)
    {
        var method = call.TargetMethod;
        if (call.Instance is { } instance && project.Types.IsModule(instance.Type) && method.Name is "forward" or "call" or "Forward" && call.Arguments.Length >= 1)
            Module(instance, call, frame);
        else if (project.Types.IsTorchMethod(method))
            Torch(call, frame);
        else if (method.MethodKind == MethodKind.DelegateInvoke)
            Delegate(call, frame);
        else if (method.DeclaringSyntaxReferences.Length > 0 && !method.IsAbstract && !method.IsVirtual)
            Enter((method.ReducedFrom ?? method).OriginalDefinition, call, frame);
        else
            Add(TensorSource.Unknown, call);
    }

    private void Torch(IInvocationOperation call, CallFrame? frame)
    {
        switch (call.TargetMethod.Name)
        {
            case "sigmoid" or "sigmoid_" or "expit" or "hardsigmoid":
                Add(TensorSource.Sigmoid, call);
                break;
            case "softmax":
                Add(TensorSource.Softmax, call);
                break;
            case "log_softmax" or "logsigmoid" or "log_sigmoid":
                Add(TensorSource.LogProbability, call);
                break;
            case "log" or "log_" when call.Receiver() is { } receiver && IsOfProbabilities(call, receiver):
                Add(TensorSource.LogProbability, call);
                break;
            case "conv1d" or "conv2d" or "conv3d" or "conv_transpose2d" or "conv_transpose3d" or "linear":
                Add(TensorSource.Layer, call);
                break;
            case "squeeze" or "squeeze_" or "unsqueeze" or "unsqueeze_" or "view" or "reshape" or "flatten" or "unflatten" or "permute" or "transpose" or "swapaxes" or "movedim" or "moveaxis"
                or "view_as" or "reshape_as" or "select" or "index" or "narrow" or "slice" or "index_select" or "masked_select":
                _moves++;
                Visit(call.Receiver(), frame);
                _moves--;
                break;
            case "to" or "to_type" or "type" or "type_as"
                or "cuda" or "cpu" or "contiguous" or "clone" or "alias" or "float" or "double" or "half"
                or "expand" or "expand_as" or "repeat" or "repeat_interleave"
                or "clamp" or "clamp_" or "clip" or "clip_" or "clamp_min" or "clamp_max" or "detach" or "requires_grad_" or "interpolate" or "upsample"
                or "MoveToOuterDisposeScope" or "MoveToOtherDisposeScope" or "DetachFromDisposeScope" or "nan_to_num" or "pin_memory" or "max_pool2d" or "avg_pool2d" or "pad"
                or "flip" or "rot90" or "roll":
                Visit(call.Receiver(), frame);
                break;
            case "cat" or "concat" or "concatenate" or "stack" or "hstack" or "vstack" or "dstack" when call.Arguments.ByParameter(0)?.Value is { } list && Joined(list) is { Count: > 0 } parts:
                _moves++;
                foreach (var part in parts)
                    Visit(part, frame);
                _moves--;
                break;
            case "MoveToOuter" or "MoveToOther" or "Detach" or "Attach" or "Include" when call.HandedOut(project.Types) is { } handed:
                Visit(handed, frame);
                break;
            default:
                Add(TensorSource.Unknown, call);
                break;
        }
    }

    /// <summary>Whether values are probabilities.</summary>
    public static bool IsProbability(TensorSource source) => source is TensorSource.Sigmoid or TensorSource.Softmax;

    /// <summary>A value times or over a constant is still what it was.</summary>
    private IOperation? Scaled(IBinaryOperation binary) => binary.OperatorKind switch
    {
        BinaryOperatorKind.Multiply or BinaryOperatorKind.Divide when binary.RightOperand.Number() is not null && project.Types.IsTensor(binary.LeftOperand.Type) => binary.LeftOperand,
        BinaryOperatorKind.Multiply when binary.LeftOperand.Number() is not null && project.Types.IsTensor(binary.RightOperand.Type) => binary.RightOperand,
        _ => null,
    };

    private void Delegate(IInvocationOperation call, CallFrame? frame)
    {
        var functions = call.Instance is { } instance ? MadeValues.Of(instance, project.Code) : [];
        foreach (var function in functions)
        {
            switch (function)
            {
                case IMethodReferenceOperation { Method: var method } when project.Types.IsTorchMethod(method):
                    Add(method.Name switch { "sigmoid" => TensorSource.Sigmoid, "softmax" => TensorSource.Softmax, "log_softmax" => TensorSource.LogProbability, _ => TensorSource.Unknown }, call);
                    break;
                case IMethodReferenceOperation { Method: var method } when method.DeclaringSyntaxReferences.Length > 0:
                    Enter(method.OriginalDefinition, call, frame);
                    break;
                case IAnonymousFunctionOperation lambda when Deeper(lambda.Symbol, call, frame) is { } entered:
                    foreach (var returned in lambda.ReturnedValues())
                        Visit(returned, entered);
                    break;
                default:
                    Add(TensorSource.Unknown, call);
                    break;
            }
        }

        if (functions.Count == 0)
            Add(TensorSource.Unknown, call);
    }

    private CallFrame? Deeper(IMethodSymbol method, IInvocationOperation call, CallFrame? frame)
        => (frame?.Depth ?? 0) >= MostFrames ? null : Inside(frame).Enter(method, call, frame);

    private void Enter(IMethodSymbol method, IInvocationOperation call, CallFrame? frame)
    {
        var entered = Deeper(method, call, frame);
        var returned = entered is null ? [] : project.Code.BodiesOf(method).SelectMany(static b => b.ReturnedValues()).ToList();
        if (returned.Count == 0)
            Add(TensorSource.Unknown, call);
        foreach (var value in returned)
        {
            if (project.Types.IsTensor(value.Unwrap().Type))
                Visit(value, entered);
            else
                Add(TensorSource.Unknown, value);
        }
    }
}
