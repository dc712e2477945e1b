using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MaskSharp.CodeFixes;

/// <summary>The two sides of the comparison that MASK1001 reports.</summary>
/// <param name="Prediction">The predicted mask.</param>
/// <param name="Target">The true mask.</param>
internal sealed record ComparedMasks(ExpressionSyntax Prediction, ExpressionSyntax Target)
{
    /// <summary>Finds them from the report's additional locations.</summary>
    public static ComparedMasks? Find(SyntaxNode root, Diagnostic diagnostic)
    {
        if (diagnostic.AdditionalLocations is not [var prediction, var target] || !IsIn(root, prediction) || !IsIn(root, target))
            return null;
        return Expression(root, prediction) is { } p && Expression(root, target) is { } t ? new ComparedMasks(p, t) : null;
    }

    private static bool IsIn(SyntaxNode root, Location location)
        => location.SourceTree == root.SyntaxTree && root.FullSpan.Contains(location.SourceSpan);

    private static ExpressionSyntax? Expression(SyntaxNode root, Location location)
    {
        var node = root.FindNode(location.SourceSpan, getInnermostNodeForTie: true);
        if (node is ArgumentSyntax argument)
            node = argument.Expression;
        while (node is ParenthesizedExpressionSyntax parenthesized)
            node = parenthesized.Expression;
        return node as ExpressionSyntax;
    }
}
