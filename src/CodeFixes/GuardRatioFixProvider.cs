using System.Composition;
using MaskSharp.Generators.Analyzers.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

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
        var (top, bottom) = site.Operation switch
        {
            IBinaryOperation ratio => (ratio.LeftOperand, ratio.RightOperand),
            IInvocationOperation call => (call.Receiver(), call.Others().FirstOrDefault()),
            _ => (null, null),
        };
        if (site.Expression(top) is not { } numerator || site.Expression(bottom) is not { } denominator || site.Node is not ExpressionSyntax ratioSyntax)
            return null;
        var isTensor = site.Project.Types.IsTensor(site.Operation!.Type);
        if (!isTensor && !IsCheap(denominator))
            return null;
        var guarded = isTensor
            ? $"({numerator.WithoutTrivia()} + 1e-6) / ({denominator.WithoutTrivia()} + 1e-6)"
            : $"({Code.Parenthesized(denominator)} == 0 ? 1 : {ratioSyntax.WithoutTrivia()})";
        return site.Root.ReplaceNode(ratioSyntax, Code.Parenthesized(Code.Expression(guarded)).WithTriviaFrom(ratioSyntax));
    }

    /// <summary>Whether an expression may be written twice: names and their sums, and reads of tensors.</summary>
    private static bool IsCheap(ExpressionSyntax expression)
        => expression.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().All(static call => call.Expression is MemberAccessExpressionSyntax
        {
            Name.Identifier.ValueText: "sum" or "ToDouble" or "ToSingle" or "ToInt64" or "item" or "Count" or "count_nonzero" or "logical_or" or "logical_and",
        });
}
