using System.Composition;
using MaskSharp.Generators.Analyzers.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MaskSharp.CodeFixes;

/// <summary>
/// Fixes MASK1004: two empty masks agree, so they score 1. Tensors get a small term in numerator and denominator, which keeps the ratio
/// differentiable; numbers get a condition.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(GuardRatioFixProvider))]
[Shared]
public sealed class GuardRatioFixProvider() : RuleFixProvider("MASK1004", "Let two empty masks score 1")
{
    private protected override SyntaxNode? Apply(FixSite site)
    {
        if (site.Operation is not { } ratio || ratio.Quotient(site.Project.Types) is not var (top, bottom)
            || site.Expression(top) is not { } numerator || site.Expression(bottom) is not { } denominator || site.Node is not ExpressionSyntax ratioSyntax)
        {
            return null;
        }

        var isTensor = site.Project.Types.IsTensor(ratio.Type);
        if (!isTensor && !IsCheap(denominator))
            return null;
        var guarded = isTensor
            ? $"({Addend(numerator)} + 1e-6) / ({Addend(denominator)} + 1e-6)"
            : $"({Code.Parenthesized(denominator)} == 0 ? 1 : {ratioSyntax.WithoutTrivia()})";
        return site.Root.ReplaceNode(ratioSyntax, Code.Parenthesized(Code.Expression(guarded)).WithTriviaFrom(ratioSyntax));
    }

    /// <summary>An expression that something can be added to.</summary>
    private static ExpressionSyntax Addend(ExpressionSyntax expression)
        => expression.Kind() is SyntaxKind.AddExpression or SyntaxKind.SubtractExpression or SyntaxKind.MultiplyExpression or SyntaxKind.DivideExpression
            ? expression.WithoutTrivia()
            : Code.Parenthesized(expression);

    /// <summary>Whether an expression may be written twice: names and their sums, and reads of tensors.</summary>
    private static bool IsCheap(ExpressionSyntax expression)
        => expression.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().All(static call => call.Expression is MemberAccessExpressionSyntax
        {
            Name.Identifier.ValueText: "sum" or "ToDouble" or "ToSingle" or "ToInt64" or "item" or "Count" or "count_nonzero" or "logical_or" or "logical_and",
        });
}
