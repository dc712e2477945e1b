using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MaskSharp.Generators.Analyzers.Operations;

/// <summary>A body, initializer or top-level program.</summary>
internal sealed class Body(IOperation operation, SyntaxNode declaration, SemanticModel model)
{
    private ISymbol? _owner;
    private BodyOperations? _operations;

    public IOperation Operation { get; } = operation;

    /// <summary>The member it belongs to, which most rules never ask for.</summary>
    public ISymbol? Owner => _owner ??= model.GetDeclaredSymbol(declaration);

    public BodyOperations Operations => _operations ??= BodyOperations.Of(Operation);
}

/// <summary>All bodies of one syntax tree, found once for all rules. The compiler has bound them when it asks about the tree as a whole.</summary>
internal sealed class TreeBodies
{
    private static readonly ConditionalWeakTable<SemanticModel, TreeBodies> _cache = new();

    private readonly SemanticModel _model;
    private readonly List<Body> _bodies = [];

    private TreeBodies(SemanticModel model)
    {
        _model = model;
        if (model.SyntaxTree.GetRoot() is not CompilationUnitSyntax unit)
            return;
        if (unit.Members.Any(SyntaxKind.GlobalStatement))
            Add(unit, unit);
        Add(unit.Members);
    }

    public List<Body> Bodies => _bodies;

    public static TreeBodies Of(SemanticModel model) => _cache.GetValue(model, static m => new TreeBodies(m));

    private void Add(SyntaxList<MemberDeclarationSyntax> members)
    {
        foreach (var member in members)
        {
            switch (member)
            {
                case BaseNamespaceDeclarationSyntax space:
                    Add(space.Members);
                    break;
                case TypeDeclarationSyntax type:
                    Add(type.Members);
                    break;
                case BaseMethodDeclarationSyntax method when method.Body is not null || method.ExpressionBody is not null:
                    Add(method, method);
                    break;
                case BasePropertyDeclarationSyntax property:
                    Add(property);
                    break;
                case BaseFieldDeclarationSyntax field:
                    foreach (var variable in field.Declaration.Variables)
                        Add(variable.Initializer, variable);

                    break;
            }
        }
    }

    private void Add(BasePropertyDeclarationSyntax property)
    {
        if (property.AccessorList is { } accessors)
        {
            foreach (var accessor in accessors.Accessors)
            {
                if (accessor.Body is not null || accessor.ExpressionBody is not null)
                    Add(accessor, accessor);
            }
        }

        var arrow = property switch
        {
            PropertyDeclarationSyntax declared => declared.ExpressionBody,
            IndexerDeclarationSyntax indexer => indexer.ExpressionBody,
            _ => null,
        };
        if (arrow is not null)
            Add(arrow, property);
        if (property is PropertyDeclarationSyntax declaration)
            Add(declaration.Initializer, property);
    }

    /// <summary>An initializer, but for those that nothing can be said of.</summary>
    private void Add(EqualsValueClauseSyntax? initializer, SyntaxNode declaration)
    {
        if (initializer is { Value: not (LiteralExpressionSyntax or IdentifierNameSyntax or ImplicitObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: 0, Initializer: null }) })
            Add((SyntaxNode)initializer, declaration);
    }

    private void Add(SyntaxNode body, SyntaxNode declaration)
    {
        if (_model.OperationOf(body) is { } operation)
            _bodies.Add(new(operation, declaration, _model));
    }
}
