using System.Collections.Immutable;
using MaskSharp.Generators.Analyzers.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.PixelAccuracy;

/// <summary>Walks from a value back to what it was made of: through variables, helpers, lambdas, and the arguments of callers.</summary>
internal sealed partial class OriginTracer(TorchTypes types, CodeMap code)
{
    private const int MostSteps = 400;
    private const int MostCalls = 3;

    private int _steps;
    private int _calls;
    private SyntaxNode? _comparison;
    private readonly Origin _origin = new();

    // What the methods and constructors are run with that are looked into from a call.
    private readonly Dictionary<IMethodSymbol, ImmutableArray<IArgumentOperation>> _inside = new(SymbolEqualityComparer.Default);

    /// <param name="value">The value whose origin is asked for.</param>
    /// <param name="types">The types of TorchSharp.</param>
    /// <param name="code">The code around.</param>
    /// <param name="comparison">What compares the value with another, and is kept where both are kept: neither is made of it.</param>
    public static Origin Trace(IOperation value, TorchTypes types, CodeMap code, IOperation? comparison = null)
    {
        var tracer = new OriginTracer(types, code) { _comparison = comparison?.Syntax };
        tracer.Visit(value);
        return tracer._origin;
    }

    private void Visit(IOperation? value)
    {
        if (value is null || _steps++ > MostSteps || value.Syntax == _comparison)
            return;
        if (types.IsTensor(value.Type) && value.ReferencedSymbol() is { } named && !IsLookup(value))
        {
            _origin.TensorNames.Add(named.Name);

            // A mask in Dutch, which in English is what masks, and no tensor.
            if (Words.Any(named.Name, static w => w.EndsWith("masker", StringComparison.Ordinal) || w.EndsWith("maskers", StringComparison.Ordinal)))
                _origin.Names.Add(named.Name.Replace("asker", "ask"));
        }

        _origin.IsMaskObject |= IsMaskObject(value);
        switch (value)
        {
            case ILocalReferenceOperation local:
                Variable(local);
                break;
            case IParameterReferenceOperation parameter:
                Parameter(parameter);
                break;
            case IFieldReferenceOperation { Field: { ContainingType.IsTupleType: true } element, Instance: { } tuple }:
                _origin.Names.Add(element.Name);
                _origin.Symbols.Add(element);
                _origin.IsFromOutside |= tuple is not ILocalReferenceOperation;
                Part(tuple, SymbolUses.ElementIndex(element), null);
                break;
            case IFieldReferenceOperation field:
                Member(field, field.Field, field.Instance);
                break;
            case IPropertyReferenceOperation { Arguments.Length: > 0 } indexer:
                Indexer(indexer);
                break;
            case IPropertyReferenceOperation { Property.Name: "bytes", Instance: { } tensor } when types.IsTensor(tensor.Type):
                Visit(tensor);
                break;
            case IPropertyReferenceOperation property:
                Member(property, property.Property, property.Instance);
                break;
            case IArrayElementReferenceOperation element:
                Visit(element.ArrayReference);
                break;
            case IArrayCreationOperation array:
                // Of the mask that lends its size nothing is in it.
                _origin.IsPlane |= array.DimensionSizes switch
                {
                    [var size] => size.Unwrap() is IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } area && IsSide(area.LeftOperand) && IsSide(area.RightOperand),
                    var sizes => sizes.Length >= 2 && sizes.Skip(sizes.Length - 2).All(IsSide),
                };
                Visit(array.Initializer);
                break;
            case IInvocationOperation invocation:
                Invocation(invocation);
                break;
            case IBinaryOperation binary:
                Binary(binary);
                break;
            case IConditionalOperation conditional:
                Choice(conditional.Condition, [conditional.WhenTrue, .. conditional.WhenFalse is { } no ? [no] : Array.Empty<IOperation>()]);
                break;
            case ILiteralOperation { ConstantValue: { HasValue: true, Value: string text } }:
                _origin.Texts.Add(text);
                break;
            case ILiteralOperation or IAnonymousFunctionOperation or ITypeOfOperation or IDefaultValueOperation:
                break;
            default:
                foreach (var child in value.ChildOperations)
                    Visit(child);
                break;
        }
    }

    private static bool IsMaskObject(IOperation value)
        => value.Type is { TypeKind: TypeKind.Class or TypeKind.Struct, DeclaringSyntaxReferences.Length: > 0, Name: var kind } && Vocabulary.IsMaskType(kind);

    /// <summary>A table that labels are looked up in: <c>coarse[labels]</c>.</summary>
    private bool IsLookup(IOperation tensor) => tensor.Wrapped() is var value && value.Parent switch
    {
        IPropertyReferenceOperation { Arguments.Length: > 0 } indexer => indexer.Instance == value && indexer.Arguments.Any(a => Selection(a.Value) is not null),
        IInvocationOperation { TargetMethod.Name: "index_select" or "index" or "take" or "gather" or "take_along_dim" } call => call.Instance == value,
        _ => false,
    };

    /// <summary>A width or height, by its name.</summary>
    private static bool IsSide(IOperation size)
        => (size.Unwrap() is IInvocationOperation { Arguments: [{ Value: var dimension }] } converted && TorchTypes.IsNumber(converted.Type) ? dimension : size).ReferencedSymbol() is { } side && Vocabulary.IsSide(side.Name);

    private void Variable(ILocalReferenceOperation reference)
    {
        var symbol = reference.Local;
        _origin.Names.Add(symbol.Name);
        if (!_origin.Symbols.Add(symbol))
            return;
        var uses = SymbolUses.Of(reference);
        var isWritten = false;
        foreach (var use in uses.All(symbol))
        {
            if (SymbolUses.WrittenValue(use) is { } written)
            {
                isWritten = true;
                Part(written, SymbolUses.TupleIndex(use), null);
                Deciding(written);
            }
            else if (types.IsTensor(use.Type))
                WrittenInPlace(use);
            else if ((Added(use) ?? Copied(use)) is { } added)
                Visit(added);
        }

        if (!isWritten)
            Taken(reference, -1, member: null);

        // A counter is made of what decides that it counts.
        foreach (var increment in uses.Increments(symbol))
        {
            foreach (var (condition, _) in RestrictionClassifier.GuardsOf(increment))
                Visit(condition);
            for (var around = increment.Parent; around is not null; around = around.Parent)
            {
                if (around is ISwitchOperation && PairSwitch.PairOf(around) is { } pair)
                    Visit(pair);
            }
        }
    }

    /// <summary>What decides that an element is set: <c>if (p[i] > 0.5) hard[i] = true</c>.</summary>
    private void Deciding(IOperation written)
    {
        if (written.Wrapped().Parent is IAssignmentOperation { Target: IArrayElementReferenceOperation or IPropertyReferenceOperation { Arguments.Length: > 0 } } assignment
            && (written.Number() is not null || assignment is ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Or }))
        {
            foreach (var (condition, _) in RestrictionClassifier.GuardsOf(assignment))
                Visit(condition);
        }
    }

    /// <summary>What is copied into an array or a part of it: <c>Array.Copy(row, 0, map, y * width, width)</c>, <c>row.CopyTo(map, y * width)</c>.</summary>
    private static IOperation? Copied(IOperation use)
    {
        var value = use.Wrapped();
        while ((value.Parent as IInvocationOperation ?? (value.Parent as IArgumentOperation)?.Parent as IInvocationOperation) is { } call)
        {
            switch (call.TargetMethod)
            {
                case { Name: "AsSpan" or "AsMemory" or "Slice" } when call.Receiver()?.Unwrap() == value.Unwrap():
                    value = call.Wrapped();
                    break;
                case { Name: "Copy" or "BlockCopy" or "ConstrainedCopy", ContainingType.Name: "Array" or "Buffer" }:
                    return call.Arguments.ByParameter(call.Arguments.Length > 3 ? 2 : 1) == value.Parent ? call.Arguments.ByParameter(0)?.Value : null;
                case { Name: "CopyTo" or "TryCopyTo", DeclaringSyntaxReferences.Length: 0 } when call.Receiver()?.Unwrap() != value.Unwrap():
                    return call.Receiver();
                default:
                    return null;
            }
        }

        return null;
    }

    /// <summary>What is written into a tensor or a part of it: <c>canvas.narrow(2, y, h).copy_(tile)</c>.</summary>
    private void WrittenInPlace(IOperation use)
    {
        for (var value = use.Wrapped(); types.IsTensor(value.Type); value = value.Parent!.Wrapped())
        {
            if (value.Parent is IPropertyReferenceOperation { Arguments.Length: > 0 } part && part.Instance == value)
                continue;
            if (value.Parent is not IInvocationOperation call || call.Instance != value || !types.IsTorchMethod(call.TargetMethod))
                return;
            if (call.TargetMethod.Name is not ("copy_" or "add_" or "index_put_" or "index_copy_" or "index_add_" or "scatter_" or "scatter_add_" or "logical_or_" or "bitwise_or_"))
                continue;
            foreach (var written in call.Others())
            {
                if (types.IsTensor(written.Unwrap().Type))
                    Visit(written);
            }

            return;
        }
    }

    private void Parameter(IParameterReferenceOperation reference)
    {
        var parameter = reference.Parameter;
        _origin.IsFromOutside = true;
        _origin.Names.Add(parameter.Name);
        if (!_origin.Symbols.Add(parameter) && !(parameter.ContainingSymbol is IMethodSymbol method && _inside.ContainsKey(method)))
            return;
        foreach (var written in SymbolUses.Of(reference).Writes(parameter))
            Visit(written);
        foreach (var handed in HandedTo(reference))
            Visit(handed);
    }

    /// <summary>What callers hand over for a parameter.</summary>
    private IEnumerable<IOperation> HandedTo(IParameterReferenceOperation reference)
    {
        if (reference.Parameter.ContainingSymbol is not IMethodSymbol method)
            yield break;
        if (method.MethodKind == MethodKind.AnonymousFunction)
        {
            foreach (var handed in HandedToLambda(reference, method))
                yield return handed;
            yield break;
        }

        if (_inside.TryGetValue(method, out var arguments))
        {
            // What stands there stands in the caller.
            _inside.Remove(method);
            if (arguments.ByParameter(reference.Parameter.Ordinal)?.Value is { } handed)
                yield return handed;
            _inside[method] = arguments;
            yield break;
        }

        if (_calls >= MostCalls)
            yield break;
        _calls++;
        foreach (var mention in code.MentionsOf((method.ReducedFrom ?? method).OriginalDefinition))
        {
            foreach (var call in mention.Operation is IInvocationOperation direct ? [direct] : new DelegateCalls(code).Of(mention.Operation))
            {
                if (ArgumentOf(call, reference.Parameter.Ordinal) is { } argument)
                    yield return argument;
            }
        }

        _calls--;
    }

    /// <summary>The call that a lambda around an operation is handed to.</summary>
    private static IInvocationOperation? CallOf(IOperation inside, IMethodSymbol lambda)
        => FunctionOf(inside, lambda) is { } function ? (DelegateCalls.ValueOf(function).Parent as IArgumentOperation)?.Parent as IInvocationOperation : null;

    private static IAnonymousFunctionOperation? FunctionOf(IOperation inside, IMethodSymbol lambda)
    {
        for (var parent = inside.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation function && SymbolEqualityComparer.Default.Equals(function.Symbol, lambda))
                return function;
        }

        return null;
    }

    /// <summary>What a lambda is called with, or the elements that LINQ hands to it: of the receiver, and of the second sequence.</summary>
    private IEnumerable<IOperation> HandedToLambda(IParameterReferenceOperation reference, IMethodSymbol lambda)
    {
        var ordinal = reference.Parameter.Ordinal;
        if (FunctionOf(reference, lambda) is not { } function)
            yield break;
        foreach (var invoked in new DelegateCalls(code).Of(function))
        {
            if (ArgumentOf(invoked, ordinal) is { } argument)
                yield return argument;
        }

        if (CallOf(reference, lambda) is not { } call || types.IsTorchMethod(call.TargetMethod) || call.TargetMethod.DeclaringSyntaxReferences.Length > 0)
            yield break;
        if ((ordinal == 1 && call.TargetMethod.Name == "Zip" ? call.Other() : call.Receiver()) is { } sequence)
            yield return sequence;
    }

    /// <summary>The argument for a parameter; the receiver of an extension is its first argument in operations already.</summary>
    private static IOperation? ArgumentOf(IInvocationOperation call, int ordinal) => call.Arguments.ByParameter(ordinal)?.Value;

    private void Member(IOperation reference, ISymbol member, IOperation? instance)
    {
        _origin.Names.Add(member.Name);
        _origin.IsFromOutside = true;
        if (member.ContainingType is { IsAnonymousType: true })
        {
            // What stands beside it in the object is another value.
            if (!_origin.Symbols.Add(member))
                return;
            var values = reference.Initialized(member).ToList();
            foreach (var value in values.Count > 0 || instance is null ? values : [instance])
                Visit(value);
            return;
        }

        _origin.IsOfWeights |= types.IsTorch(member.ContainingType) && types.IsModule(member.ContainingType);
        if (instance is not null and not IInstanceReferenceOperation)
            Part(instance, -1, member.DeclaringSyntaxReferences.Length > 0 ? member : null);
        if (!_origin.Symbols.Add(member))
            return;
        if (!types.HoldsPixels(reference.Type) || _calls >= MostCalls)
            return;
        if (instance is IInstanceReferenceOperation)
            PartOfReceivers(reference, member);
        _calls++;
        foreach (var written in code.WritesOf(member.OriginalDefinition))
        {
            Visit(written);
            Deciding(written);
        }

        foreach (var mention in code.MentionsOf(member.OriginalDefinition))
            Visit(Added(mention.Operation));
        _calls--;
    }

    private void Indexer(IPropertyReferenceOperation indexer)
    {
        foreach (var argument in indexer.Arguments)
        {
            if (argument.Value.Unwrap().ConstantValue is { HasValue: true, Value: string key })
                _origin.Names.Add(key);
            else if (Selection(argument.Value) is { } selection)
                _origin.Selections.Add(selection);
        }

        if (indexer.Instance is { } table && IsNumbering(table))
            _origin.IsFromOutside = true;
        else
            Visit(indexer.Instance);
    }

    /// <summary>A dictionary that numbers labels, and has no pixels in it though it is called a map of them.</summary>
    private static bool IsNumbering(IOperation table)
        => table.Type is INamedTypeSymbol { Name: "Dictionary" or "IDictionary" or "IReadOnlyDictionary" or "ConcurrentDictionary" or "FrozenDictionary", TypeArguments: [_, var value] }
            && TorchTypes.IsNumber(value) && table.ReferencedSymbol() is { } named && Vocabulary.IsMaskLike(named.Name);

    /// <summary>A tensor that indexes another: <c>t[mask]</c>, also through TensorIndex.</summary>
    private IOperation? Selection(IOperation index)
    {
        foreach (var operation in index.DescendantsAndSelf())
        {
            if (types.IsTensor(operation.Type))
                return operation;
        }

        return null;
    }

    private void Binary(IBinaryOperation binary)
    {
        var isComparison = binary.OperatorKind is BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.LessThan
            or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals;
        _origin.IsHard |= isComparison;

        // The threshold may be a variable whose name says nothing about the values.
        if (isComparison && !types.IsTensor(binary.RightOperand.Unwrap().Type))
            Visit(binary.LeftOperand);
        else
            Mix([binary.LeftOperand, binary.RightOperand]);
    }

    /// <summary>One of several values. Between constants it says what the condition says; else it is as hard as they are.</summary>
    private void Choice(IOperation condition, IReadOnlyList<IOperation> values)
    {
        var isHard = _origin.IsHard;

        // What only chooses among maps, such as a mask of the actions that are allowed, does not tell what they are.
        var areConstant = values.All(IsConstant);
        if (areConstant)
            Visit(condition);
        _origin.IsHard = isHard || areConstant;
        Mix(values);
    }

    /// <summary>
    /// Values that make one. It is as soft as the softest output of a network among them: a picture that is pasted into another by a hard
    /// mask stays a picture.
    /// </summary>
    private void Mix(IEnumerable<IOperation> values)
    {
        var (isHard, isAnyHard, isSoft) = (_origin.IsHard, false, false);
        var isImageLevel = (bool?)null;
        foreach (var value in values)
        {
            var models = _origin.Models.Count;
            _origin.IsHard = false;
            Visit(value);
            isAnyHard |= _origin.IsHard;
            isSoft |= !_origin.IsHard && _origin.Models.Count > models;

            // x / x.max() still has its pixels.
            _origin.IsImageLevel = isImageLevel ??= _origin.IsImageLevel;
        }

        _origin.IsHard = isHard || (isAnyHard && !isSoft);
    }

    private bool IsConstant(IOperation value)
        => AveragingFlow.IsConstant(value) || (TorchTypes.IsNumber(value.Unwrap().Type) && !PixelElement.Is(value, types))
            || (value.Unwrap() is ILocalReferenceOperation local && SymbolUses.OnlyWrite(local) is { } written && AveragingFlow.IsConstant(written));
}
