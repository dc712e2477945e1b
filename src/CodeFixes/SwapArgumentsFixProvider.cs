using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MaskSharp.CodeFixes;

/// <summary>Fixes MASK1009 by exchanging prediction and target.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SwapArgumentsFixProvider))]
[Shared]
public sealed class SwapArgumentsFixProvider() : RuleFixProvider("MASK1009", "Swap prediction and target")
{
    private protected override SyntaxNode? Apply(FixSite site)
    {
        if (site.Node is not InvocationExpressionSyntax call || site.Call is not { } operation)
            return null;
        var loss = site.Project.Losses.Read(operation);
        var first = operation.Arguments.FirstOrDefault(a => loss is null ? a.Parameter?.Ordinal == 0 : a.Value == loss.Prediction)?.Syntax as ArgumentSyntax;
        var second = operation.Arguments.FirstOrDefault(a => loss is null ? a.Parameter?.Ordinal == 1 : a.Value == loss.Target)?.Syntax as ArgumentSyntax;
        if (first is null || second is null || !call.ArgumentList.Arguments.Contains(first) || !call.ArgumentList.Arguments.Contains(second))
            return null;
        return site.Root.ReplaceNodes([first.Expression, second.Expression], (old, _) => (old == first.Expression ? second.Expression : first.Expression).WithTriviaFrom(old));
    }
}
