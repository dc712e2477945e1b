using MaskSharp.Generators.Analyzers.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.PixelAccuracy;

/// <summary>
/// Walks from a network that is run back to what makes it: through variables, fields, lists, builders, and what callers and constructions
/// hand over, type arguments included.
/// </summary>
internal sealed class ModelMakers
{
    private const int MostSteps = 120;

    private readonly TorchTypes _types;
    private readonly CodeMap _code;
    private readonly HashSet<ISymbol> _seen = new(SymbolEqualityComparer.Default);
    private int _steps;

    public ModelMakers(IOperation network, TorchTypes types, CodeMap code)
    {
        _types = types;
        _code = code;
        Visit(network);
    }

    /// <summary>The types that the network can have.</summary>
    public List<ITypeSymbol> Types { get; } = [];

    /// <summary>The expressions of TorchSharp that make it: <c>Sequential(…)</c>.</summary>
    public List<IOperation> Makers { get; } = [];

    /// <summary>The methods of the program's own that build it.</summary>
    public List<IMethodSymbol> Builders { get; } = [];

    private void Visit(IOperation? value)
    {
        if (value is null || _steps++ > MostSteps)
            return;
        var operation = value.Unwrap();
        if (operation.Type is { } type && _types.IsModule(type))
            Type(type);
        switch (operation)
        {
            case ILocalReferenceOperation local:
                Variable(local, local.Local);
                break;
            case IParameterReferenceOperation parameter:
                Parameter(parameter);
                break;
            case IFieldReferenceOperation { Field: { ContainingType.IsTupleType: true }, Instance: { } tuple }:
                Visit(tuple);
                break;
            case IFieldReferenceOperation field:
                Member(field.Field.OriginalDefinition, field.Instance);
                break;
            case IPropertyReferenceOperation { Arguments.Length: 0 } property:
                Member(property.Property.OriginalDefinition, property.Instance);
                break;
            case IPropertyReferenceOperation indexer:
                Visit(indexer.Instance);
                break;
            case IArrayElementReferenceOperation element:
                Visit(element.ArrayReference);
                break;
            case IInvocationOperation call:
                Call(call);
                break;
            case IDelegateCreationOperation { Target: IMethodReferenceOperation { Method: var method } }:
                Built(method);
                break;
            case IDelegateCreationOperation or IAnonymousFunctionOperation:
                VisitAll(operation.ReturnedValues());
                break;
            case IObjectCreationOperation creation:
                if (_types.IsModule(creation.Type) && _types.IsTorch(creation.Type))
                    Makers.Add(creation);
                VisitAll(creation.Arguments.Select(static a => a.Value));
                break;
            case IArrayCreationOperation or IArrayInitializerOperation or ITupleOperation or IConditionalOperation or ICoalesceOperation or ISwitchExpressionOperation or ISwitchExpressionArmOperation:
                VisitAll(operation.ChildOperations);
                break;
        }
    }

    private void VisitAll(IEnumerable<IOperation> values)
    {
        foreach (var value in values)
        {
            if (HoldsModels(value.Unwrap().Type, 0) || value is IArrayInitializerOperation or ISwitchExpressionArmOperation)
                Visit(value);
        }
    }

    /// <summary>A type, and where it is a parameter those that it stands for.</summary>
    private void Type(ITypeSymbol type)
    {
        if (type is not ITypeParameterSymbol parameter)
        {
            Types.Add(type);
            return;
        }

        if (!_seen.Add(parameter))
            return;
        var arguments = parameter switch
        {
            { DeclaringType: { } owner } => _code.CreationsOf(owner).Select(static c => (c.Type as INamedTypeSymbol)?.TypeArguments),
            { DeclaringMethod: { } method } => _code.MentionsOf(method.OriginalDefinition).Select(static m => (m.Operation as IInvocationOperation)?.TargetMethod.TypeArguments),
            _ => [],
        };
        foreach (var list in arguments)
        {
            if (list is { } given && parameter.Ordinal < given.Length && _steps++ < MostSteps)
                Type(given[parameter.Ordinal]);
        }
    }

    private void Variable(IOperation reference, ISymbol symbol)
    {
        if (!_seen.Add(symbol))
            return;
        foreach (var use in SymbolUses.Of(reference).All(symbol))
            Visit(SymbolUses.WrittenValue(use) ?? OriginTracer.Added(use));
    }

    private void Parameter(IParameterReferenceOperation reference)
    {
        var parameter = reference.Parameter;
        if (parameter.ContainingSymbol is not IMethodSymbol method)
            return;
        if (!_seen.Add(parameter.OriginalDefinition))
            return;
        foreach (var written in SymbolUses.Of(reference).Writes(parameter))
            Visit(written);
        switch (method.MethodKind)
        {
            case MethodKind.AnonymousFunction:
                // The elements of what LINQ goes through.
                for (var around = reference.Parent; around is not null; around = around.Parent)
                {
                    if (around is IAnonymousFunctionOperation lambda && SymbolEqualityComparer.Default.Equals(lambda.Symbol, method))
                    {
                        if (DelegateCalls.ValueOf(lambda).Parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.DeclaringSyntaxReferences.Length: 0 } call })
                            Visit(call.Receiver());
                        break;
                    }
                }

                break;
            case MethodKind.Constructor:
                foreach (var creation in _code.CreationsOf(method.ContainingType))
                    Visit(creation.Arguments.FirstOrDefault(a => SymbolEqualityComparer.Default.Equals(a.Parameter?.OriginalDefinition, parameter.OriginalDefinition))?.Value);
                break;
            default:
                foreach (var mention in _code.MentionsOf((method.ReducedFrom ?? method).OriginalDefinition))
                    Visit((mention.Operation as IInvocationOperation)?.Arguments.ByParameter(parameter.Ordinal)?.Value);
                break;
        }
    }

    private void Member(ISymbol member, IOperation? instance)
    {
        if (member.DeclaringSyntaxReferences.Length == 0)
        {
            // What a nullable, a pair or a node of a list holds.
            Visit(instance);
            return;
        }

        if (!_seen.Add(member))
            return;
        foreach (var written in _code.WritesOf(member))
            Visit(written);
        foreach (var mention in _code.MentionsOf(member))
            Visit(OriginTracer.Added(mention.Operation));
        if (member is IPropertySymbol { GetMethod: { } getter })
            VisitAll(_code.BodiesOf(getter).SelectMany(static b => b.ReturnedValues()));
        foreach (var given in _code.RecordedValuesOf(member))
            Visit(given);
    }

    private void Call(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (method.MethodKind == MethodKind.DelegateInvoke)
            Visit(call.Instance);
        else if (method.DeclaringSyntaxReferences.Length > 0)
            Built(method);
        else if (_types.IsTorchMethod(method) && _types.IsModule(call.Type) && call.Instance is null)
            Makers.Add(call);
        if (method.MethodKind != MethodKind.DelegateInvoke)
            VisitAll((call.Instance is { } instance ? [instance] : Enumerable.Empty<IOperation>()).Concat(call.Arguments.Select(static a => a.Value)));
    }

    private void Built(IMethodSymbol method)
    {
        var builder = (method.ReducedFrom ?? method).OriginalDefinition;
        if (!_seen.Add(builder))
            return;
        if (_types.IsModule(builder.ReturnType))
            Builders.Add(builder);
        VisitAll(_code.BodiesOf(builder).SelectMany(static b => b.ReturnedValues()));
    }

    /// <summary>A network, a list of them, a pair with one in it, or a function that makes one.</summary>
    private bool HoldsModels(ITypeSymbol? type, int depth)
    {
        if (type is null || depth > 3)
            return false;
        return _types.IsModule(type) || type switch
        {
            IArrayTypeSymbol array => HoldsModels(array.ElementType, depth + 1),
            INamedTypeSymbol named => named.TypeArguments.Any(a => HoldsModels(a, depth + 1)),
            _ => false,
        };
    }
}
