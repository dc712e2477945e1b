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
    private readonly Origin _origin = new();

    public static Origin Trace(IOperation value, TorchTypes types, CodeMap code)
    {
        var tracer = new OriginTracer(types, code);
        tracer.Visit(value);
        return tracer._origin;
    }

    private void Visit(IOperation? value)
    {
        if (value is null || _steps++ > MostSteps)
            return;
        switch (value)
        {
            case ILocalReferenceOperation local:
                Variable(local, local.Local);
                break;
            case IParameterReferenceOperation parameter:
                Parameter(parameter);
                break;
            case IFieldReferenceOperation { Field: { ContainingType.IsTupleType: true } element, Instance: { } pair } when ZippedElement(pair, element) is { } sequence:
                Visit(sequence);
                break;
            case IFieldReferenceOperation { Field: { ContainingType.IsTupleType: true } element, Instance: ILocalReferenceOperation tuple }:
                _origin.Names.Add(element.Name);
                _origin.Names.Add(tuple.Local.Name);
                foreach (var written in SymbolUses.Of(tuple).Writes(tuple.Local))
                    Element(written, SymbolUses.ElementIndex(element));
                break;
            case IFieldReferenceOperation field:
                Member(field, field.Field, field.Instance);
                break;
            case IPropertyReferenceOperation { Arguments.Length: > 0 } indexer:
                Indexer(indexer);
                break;
            case IPropertyReferenceOperation property:
                Member(property, property.Property, property.Instance);
                break;
            case IArrayElementReferenceOperation element:
                Visit(element.ArrayReference);
                break;
            case IInvocationOperation invocation:
                Invocation(invocation);
                break;
            case IBinaryOperation binary:
                Binary(binary);
                break;
            case IConditionalOperation conditional:
                _origin.IsHard |= conditional.WhenTrue.Number() is not null && conditional.WhenFalse?.Number() is not null;
                Visit(conditional.Condition);
                Visit(conditional.WhenTrue);
                Visit(conditional.WhenFalse);
                break;
            case ILiteralOperation or IAnonymousFunctionOperation or ITypeOfOperation or IDefaultValueOperation:
                break;
            default:
                foreach (var child in value.ChildOperations)
                    Visit(child);
                break;
        }
    }

    private void Variable(IOperation reference, ISymbol symbol)
    {
        _origin.Names.Add(symbol.Name);
        if (!_origin.Symbols.Add(symbol))
            return;
        var uses = SymbolUses.Of(reference);
        foreach (var use in uses.All(symbol))
        {
            if (SymbolUses.WrittenValue(use) is { } written)
                Element(written, SymbolUses.TupleIndex(use));
        }

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

    /// <summary>One element of a tuple, where it is made in sight; else all of what it is made of.</summary>
    private void Element(IOperation tuple, int index)
    {
        switch (tuple.Unwrap())
        {
            case ITupleOperation made when index >= 0 && index < made.Elements.Length:
                Visit(made.Elements[index]);
                break;
            case IInvocationOperation { TargetMethod: { DeclaringSyntaxReferences.Length: > 0 } method } when index >= 0 && _calls < MostCalls
                && ReturnedTuples(method) is { Count: > 0 } returned:
                _calls++;
                foreach (var value in returned)
                    Element(value, index);
                _calls--;
                break;
            default:
                Visit(tuple);
                break;
        }
    }

    private List<IOperation> ReturnedTuples(IMethodSymbol method)
    {
        var returned = code.BodiesOf((method.ReducedFrom ?? method).OriginalDefinition).SelectMany(static b => b.ReturnedValues()).ToList();
        return returned.All(static r => r.Unwrap() is ITupleOperation) ? returned : [];
    }

    private void Parameter(IParameterReferenceOperation reference)
    {
        var parameter = reference.Parameter;
        _origin.IsFromOutside = true;
        _origin.Names.Add(parameter.Name);
        if (!_origin.Symbols.Add(parameter))
            return;
        foreach (var written in SymbolUses.Of(reference).Writes(parameter))
            Visit(written);
        if (parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } lambda)
            LambdaParameter(reference, parameter, lambda);
        else if (parameter.ContainingSymbol is IMethodSymbol method && _calls < MostCalls)
            Arguments(parameter, method);
    }

    /// <summary><c>a.Zip(b).Count(p => p.First == p.Second)</c>: the first of a pair comes from a, the second from b.</summary>
    private static IOperation? ZippedElement(IOperation pair, IFieldSymbol element)
    {
        var position = (element.CorrespondingTupleField ?? element).Name switch { "Item1" => 0, "Item2" => 1, _ => -1 };
        if (position < 0)
            return null;
        switch (pair.Unwrap())
        {
            case IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } lambda } reference:
                return CallOf(reference, lambda)?.Receiver() is { } pairs ? SymbolUses.Zipped(pairs, position) : null;
            case ILocalReferenceOperation local:
                return SymbolUses.Of(local).Writes(local.Local).Select(w => SymbolUses.Zipped(w, position)).FirstOrDefault(static s => s is not null);
            default:
                return null;
        }
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

    /// <summary>The elements that LINQ hands to a lambda: of the receiver, and of the second sequence.</summary>
    private void LambdaParameter(IOperation reference, IParameterSymbol parameter, IMethodSymbol lambda)
    {
        if (FunctionOf(reference, lambda) is not { } function)
            return;
        foreach (var invoked in new DelegateCalls(code).Of(function))
            Visit(ArgumentOf(invoked, parameter.Ordinal));
        if (CallOf(reference, lambda) is not { } call || types.IsTorchMethod(call.TargetMethod) || call.TargetMethod.DeclaringSyntaxReferences.Length > 0)
            return;
        if (parameter.Ordinal == 1 && call.TargetMethod.Name == "Zip")
            Visit(call.Other());
        else
            Visit(call.Receiver());
    }

    private void Arguments(IParameterSymbol parameter, IMethodSymbol method)
    {
        _calls++;
        foreach (var mention in code.MentionsOf((method.ReducedFrom ?? method).OriginalDefinition))
        {
            if (mention.Operation is IInvocationOperation call)
            {
                Visit(ArgumentOf(call, parameter.Ordinal));
                continue;
            }

            foreach (var invoked in new DelegateCalls(code).Of(mention.Operation))
                Visit(ArgumentOf(invoked, parameter.Ordinal));
        }

        _calls--;
    }

    /// <summary>The argument for a parameter; the receiver of an extension is its first argument in operations already.</summary>
    private static IOperation? ArgumentOf(IInvocationOperation call, int ordinal) => call.Arguments.ByParameter(ordinal)?.Value;

    private void Member(IOperation reference, ISymbol member, IOperation? instance)
    {
        _origin.Names.Add(member.Name);
        _origin.IsFromOutside = true;
        if (member.ContainingType is { IsTupleType: false } owner && instance is not IInstanceReferenceOperation)
            _origin.Types.Add(owner);
        if (instance is not null and not IInstanceReferenceOperation)
            Visit(instance);
        if (!_origin.Symbols.Add(member) || member.ContainingType is { IsTupleType: true })
            return;
        if (member.ContainingType is { IsAnonymousType: true })
        {
            foreach (var value in reference.Initialized(member))
                Visit(value);
            return;
        }

        if (!types.HoldsPixels((member as IFieldSymbol)?.Type ?? (member as IPropertySymbol)?.Type) || _calls >= MostCalls)
            return;
        _calls++;
        foreach (var written in code.WritesOf(member.OriginalDefinition))
            Visit(written);
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

        Visit(indexer.Instance);
    }

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
        Visit(binary.LeftOperand);

        // The threshold may be a variable whose name says nothing about the values; and x / x.max() still has its pixels.
        if (isComparison && !types.IsTensor(binary.RightOperand.Unwrap().Type))
            return;
        var isImageLevel = _origin.IsImageLevel;
        Visit(binary.RightOperand);
        _origin.IsImageLevel = isImageLevel;
    }
}
