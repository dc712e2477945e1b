using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.Operations;

/// <summary>One mention of a member.</summary>
internal sealed class Mention
{
    private readonly SimpleNameSyntax _name;
    private ISymbol? _member;

    private Mention(SimpleNameSyntax name, IOperation operation, ISymbol symbol)
    {
        _name = name;
        Operation = operation;
        Symbol = symbol;
    }

    /// <summary>The operation that mentions it: the call itself, where it is called.</summary>
    public IOperation Operation { get; }

    /// <summary>What is mentioned, as it is declared.</summary>
    public ISymbol Symbol { get; }

    /// <summary>The member it stands in, which only a walk over callers asks for.</summary>
    public ISymbol? Member => _member ??= Enclosing() is { } enclosing ? CodeMap.MemberOf(enclosing) : null;

    /// <summary>What a name in the code mentions, or null: variables, types and names in attributes are no members that run.</summary>
    public static Mention? At(SimpleNameSyntax node, SemanticModel model)
    {
        SyntaxNode expression = node;
        if (node.Parent is MemberAccessExpressionSyntax access && access.Name == node)
            expression = access;
        else if (node.Parent is MemberBindingExpressionSyntax binding)
            expression = binding;
        if (expression.Parent is InvocationExpressionSyntax invocation && invocation.Expression == expression)
            expression = invocation;
        if ((model.OperationOf(expression) ?? model.OperationOf(node)) is not { } operation || SymbolOf(operation, node, model) is not { } symbol)
            return null;
        return new(node, operation, symbol is IMethodSymbol method ? (method.ReducedFrom ?? method).OriginalDefinition : symbol.OriginalDefinition);
    }

    /// <summary>The method around, from its declaration where there is one: the model would make binders for the place first.</summary>
    private ISymbol? Enclosing()
    {
        if (Operation.SemanticModel is not { } model)
            return null;
        for (SyntaxNode? node = _name; node is not (null or MemberDeclarationSyntax or ArrowExpressionClauseSyntax); node = node.Parent)
        {
            if (node is BlockSyntax { Parent: { } declaration and (BaseMethodDeclarationSyntax or AccessorDeclarationSyntax) })
                return model.GetDeclaredSymbol(declaration);
        }

        return model.GetEnclosingSymbol(_name.SpanStart);
    }

    // An operation that is there already knows its symbol; to ask the model for it is to look the name up once more.
    private static ISymbol? SymbolOf(IOperation operation, SimpleNameSyntax node, SemanticModel model)
    {
        switch (operation.Kind)
        {
            case OperationKind.Invocation:
                var call = (IInvocationOperation)operation;
                return call.TargetMethod.MethodKind == MethodKind.DelegateInvoke ? call.Instance?.ReferencedSymbol() : call.TargetMethod;
            case OperationKind.MethodReference or OperationKind.FieldReference or OperationKind.PropertyReference or OperationKind.EventReference:
                return ((IMemberReferenceOperation)operation).Member;
            case OperationKind.LocalReference or OperationKind.ParameterReference:
                return null;
            default:
                return model.GetSymbolInfo(node).Symbol;
        }
    }
}
