using System.Composition;
using MaskSharp.Generators.Analyzers.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MaskSharp.CodeFixes;

/// <summary>Fixes MASK1006 by a cast before the mean.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CastBeforeMeanFixProvider))]
[Shared]
public sealed class CastBeforeMeanFixProvider() : RuleFixProvider("MASK1006", "Cast to Float32 before the mean")
{
    private protected override SyntaxNode? Apply(FixSite site)
        => site.Call?.Receiver() is { } receiver && site.Expression(receiver) is { } expression
            ? site.Root.ReplaceNode(
                expression.Parent is Microsoft.CodeAnalysis.CSharp.Syntax.ParenthesizedExpressionSyntax around ? around : expression,
                Code.Expression($"{Code.Parenthesized(expression)}.to_type(global::TorchSharp.torch.ScalarType.Float32)").WithTriviaFrom(expression))
            : null;
}
