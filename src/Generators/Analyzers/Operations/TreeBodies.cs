using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MaskSharp.Generators.Analyzers.Operations;

/// <summary>A body, initializer or top-level program, and the member it belongs to.</summary>
internal readonly record struct Body(IOperation Operation, ISymbol Owner);

/// <summary>All bodies of one syntax tree, found once for all rules. The compiler has bound them when it asks about the tree as a whole.</summary>
internal sealed class TreeBodies
{
    private static readonly ConditionalWeakTable<SemanticModel, TreeBodies> _cache = new();

    private TreeBodies(SemanticModel model) => Bodies = [.. Find(model)];

    public IReadOnlyList<Body> Bodies { get; }

    public static TreeBodies Of(SemanticModel model) => _cache.GetValue(model, static m => new TreeBodies(m));

    private static IEnumerable<Body> Find(SemanticModel model)
    {
        foreach (var node in model.SyntaxTree.GetRoot().DescendantNodesAndSelf(static n => n is not (StatementSyntax or ExpressionSyntax)))
        {
            var owner = node switch
            {
                CompilationUnitSyntax unit when unit.Members.Any(static m => m.IsKind(SyntaxKind.GlobalStatement)) => model.GetDeclaredSymbol(unit),
                BaseMethodDeclarationSyntax method => model.GetDeclaredSymbol(method),
                AccessorDeclarationSyntax accessor => model.GetDeclaredSymbol(accessor),
                ArrowExpressionClauseSyntax { Parent: BasePropertyDeclarationSyntax property } => model.GetDeclaredSymbol(property),
                EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } => model.GetDeclaredSymbol(property),
                EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax } field } => model.GetDeclaredSymbol(field),
                _ => null,
            };
            if (owner is not null && model.GetOperation(node) is { } operation)
                yield return new Body(operation, owner);
        }
    }
}
