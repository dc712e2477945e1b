using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.Operations;

/// <summary>
/// Where a lambda or method group is invoked: through the variable or field that holds it, or inside the method that it is
/// handed to.
/// </summary>
internal sealed class DelegateCalls(CodeMap code)
{
    /// <summary>The delegate that a lambda or method group becomes.</summary>
    public static IOperation ValueOf(IOperation function)
        => function.Parent is IDelegateCreationOperation creation ? creation.Wrapped() : function.Wrapped();

    /// <summary>The calls of a method, local function or lambda.</summary>
    /// <param name="method">What is called.</param>
    /// <param name="inside">An operation in it.</param>
    public IEnumerable<IInvocationOperation> Of(IMethodSymbol method, IOperation inside) => method.MethodKind switch
    {
        MethodKind.Ordinary => code.MentionsOf((method.ReducedFrom ?? method).OriginalDefinition).Select(static m => m.Operation).OfType<IInvocationOperation>(),
        MethodKind.LocalFunction => BodyOperations.Of(inside.Root()).Calls.Where(c => SymbolEqualityComparer.Default.Equals(c.TargetMethod.OriginalDefinition, method.OriginalDefinition)),
        MethodKind.AnonymousFunction when inside.FunctionAround() is IAnonymousFunctionOperation lambda => Of(lambda),
        _ => [],
    };

    public IEnumerable<IInvocationOperation> Of(IOperation function)
    {
        var value = ListOf(ValueOf(function));
        switch (value.Parent)
        {
            case IArgumentOperation { Parent: IObjectCreationOperation { Type: INamedTypeSymbol made }, Parameter: { } kept }:
                return made.OriginalDefinition.GetMembers(kept.Name).OfType<IPropertySymbol>().SelectMany(code.MentionsOf).SelectMany(m => Invoked(m.Operation));
            case IArgumentOperation argument:
                return InCallee(argument);
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                return SymbolUses.Of(value).Reads(declarator.Symbol).SelectMany(Invoked);
            case IFieldInitializerOperation { InitializedFields: [var field] }:
                return code.MentionsOf(field).SelectMany(m => Invoked(m.Operation));
            case IPropertyInitializerOperation { InitializedProperties: [var property] }:
                return code.MentionsOf(property).SelectMany(m => Invoked(m.Operation));
            case ISimpleAssignmentOperation assignment when assignment.Target.ReferencedSymbol() is { } target:
                return target is ILocalSymbol ? SymbolUses.Of(value).Reads(target).SelectMany(Invoked) : code.MentionsOf(target.OriginalDefinition).SelectMany(m => Invoked(m.Operation));
            default:
                return [];
        }
    }

    /// <summary>The list, dictionary or array that a delegate is put into where it is made, alone or beside its name.</summary>
    private static IOperation ListOf(IOperation value)
    {
        var list = value;
        while (true)
        {
            IOperation? outer = list.Parent switch
            {
                ITupleOperation or IArrayInitializerOperation => list.Parent,
                IArrayCreationOperation or IObjectCreationOperation when list is IArrayInitializerOperation or IObjectOrCollectionInitializerOperation => list.Parent,
                ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Arguments.Length: > 0 }, Parent: IObjectOrCollectionInitializerOperation elements } => elements,
                IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "Add", Parent: IObjectOrCollectionInitializerOperation elements } } => elements,
                _ => null,
            };
            if (outer is null)
                return list;
            list = outer.Wrapped();
        }
    }

    private IEnumerable<IInvocationOperation> Invoked(IOperation read) => read.Wrapped() switch
    {
        IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke } call => [call],
        { Parent: IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke } call } value when call.Instance == value => [call],
        { Parent: IArgumentOperation argument } value => value.Type is { TypeKind: TypeKind.Delegate } ? InCallee(argument) : InLambda(argument),
        { Parent: IPropertyReferenceOperation or IFieldReferenceOperation or IArrayElementReferenceOperation } value => Invoked(value.Parent),
        { Parent: IForEachLoopOperation loop } => loop.Locals.SelectMany(element => SymbolUses.Of(loop).Reads(element)).SelectMany(Invoked),
        _ => [],
    };

    /// <summary>Where LINQ hands the elements of a list of delegates to a lambda that invokes them.</summary>
    private IEnumerable<IInvocationOperation> InLambda(IArgumentOperation list)
    {
        if (list.Parent is not IInvocationOperation { TargetMethod.ContainingType.Name: "Enumerable", Arguments: [_, { Value: var function }, ..] }
            || (function.Unwrap() as IDelegateCreationOperation)?.Target is not IAnonymousFunctionOperation { Symbol.Parameters: [var element, ..] } lambda)
        {
            return [];
        }

        return SymbolUses.Of(lambda).Reads(element).SelectMany(Invoked);
    }

    private IEnumerable<IInvocationOperation> InCallee(IArgumentOperation argument)
    {
        if (argument is not { Parameter: { } parameter, Parent: IInvocationOperation { TargetMethod: { DeclaringSyntaxReferences.Length: > 0 } method } })
            yield break;
        foreach (var body in code.BodiesOf((method.ReducedFrom ?? method).OriginalDefinition))
        {
            foreach (var call in BodyOperations.Of(body).Calls)
            {
                if (call is { TargetMethod.MethodKind: MethodKind.DelegateInvoke, Instance: { } instance }
                    && instance.ReferencedSymbol() is IParameterSymbol invoked && invoked.Ordinal == parameter.Ordinal && invoked.Name == parameter.Name)
                {
                    yield return call;
                }
            }
        }
    }
}
