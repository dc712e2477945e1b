using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MaskSharp.Generators.Analyzers.Operations;

/// <summary>Where a report stands.</summary>
internal static class Places
{
    /// <summary>
    /// The expression; of one that spans lines, the part from its operator or method name on, so that the report stands on
    /// the line that does it.
    /// </summary>
    public static Location Of(SyntaxNode node)
    {
        while (node is ParenthesizedExpressionSyntax parenthesized)
            node = parenthesized.Expression;
        var lines = node.SyntaxTree.GetLineSpan(node.Span);
        if (lines.StartLinePosition.Line == lines.EndLinePosition.Line)
            return node.GetLocation();
        var start = node switch
        {
            BinaryExpressionSyntax binary => binary.OperatorToken.SpanStart,
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Name.SpanStart,
            _ => node.SpanStart,
        };
        return Location.Create(node.SyntaxTree, TextSpan.FromBounds(start, node.Span.End));
    }
}
