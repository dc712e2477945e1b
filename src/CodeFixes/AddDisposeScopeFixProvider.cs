using System.Composition;
using MaskSharp.Generators.Analyzers.DisposeScopes;
using MaskSharp.Generators.Analyzers.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.CodeFixes;

/// <summary>
/// Fixes MASK1011 by a dispose scope at the top of the loop's body. Not offered where a tensor leaves the round: it would be disposed.
/// Nor where a method does the work, which opens its own scope best.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddDisposeScopeFixProvider))]
[Shared]
public sealed class AddDisposeScopeFixProvider() : RuleFixProvider("MASK1011", "Open a dispose scope in each round")
{
    private protected override SyntaxNode? Apply(FixSite site)
    {
        var body = site.Node switch
        {
            CommonForEachStatementSyntax loop => loop.Statement,
            ForStatementSyntax loop => loop.Statement,
            WhileStatementSyntax loop => loop.Statement,
            DoStatementSyntax loop => loop.Statement,
            _ => null,
        };
        if (body is null || site.Operation is not ILoopOperation operation || Escapes(operation, site.Project.Types) || !Works(operation, site.Project))
            return null;
        var scope = Code.Statement($"using var {site.Unused("scope")} = global::TorchSharp.torch.NewDisposeScope();");
        var block = body is BlockSyntax braces
            ? braces.WithStatements(braces.Statements.Insert(0, scope))
            : SyntaxFactory.Block(scope, body.WithAdditionalAnnotations(Formatter.Annotation)).WithAdditionalAnnotations(Formatter.Annotation);
        return site.Root.ReplaceNode(body, block);
    }

    /// <summary>A step in a method of its own may keep what it makes, out of sight here.</summary>
    private static bool Works(ILoopOperation loop, TorchProject project)
    {
        var round = new RoundWork(project, isInSight: true);
        round.Add(loop);
        return round.IsWork;
    }

    private static bool Escapes(ILoopOperation loop, TorchTypes types)
    {
        foreach (var operation in loop.Body.Descendants())
        {
            switch (operation)
            {
                case IAssignmentOperation { Target: var target } when types.HoldsPixels(target.Type) && !IsInside(target, loop):
                case IReturnOperation { ReturnedValue: { } returned } when types.HoldsPixels(returned.Type):
                case IInvocationOperation { TargetMethod.Name: "Add" or "Enqueue" or "Push" or "Append" or "Update", Instance: { } list } call
                    when !types.IsTensor(list.Type) && call.Arguments.Any(a => types.HoldsPixels(a.Value.Unwrap().Type)):
                    return true;
            }
        }

        return false;
    }

    private static bool IsInside(IOperation target, ILoopOperation loop)
        => target.Unwrap() is ILocalReferenceOperation { Local: var local } && local.DeclaringSyntaxReferences.All(r => loop.Syntax.Span.Contains(r.Span))
            || target.Unwrap() is IDiscardOperation or IDeclarationExpressionOperation
            || (target.Unwrap() is ITupleOperation tuple && tuple.Elements.All(element => IsInside(element, loop)));
}
