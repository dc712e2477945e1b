using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace MaskSharp.CodeFixes;

/// <summary>Pieces of code that fixes put together.</summary>
internal static class Code
{
    /// <summary>An expression in parentheses, which are dropped where they are not needed.</summary>
    public static ExpressionSyntax Parenthesized(ExpressionSyntax expression)
        => expression is IdentifierNameSyntax or InvocationExpressionSyntax or MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or LiteralExpressionSyntax or ParenthesizedExpressionSyntax
            ? expression.WithoutTrivia()
            : SyntaxFactory.ParenthesizedExpression(expression.WithoutTrivia()).WithAdditionalAnnotations(Simplifier.Annotation);

    /// <summary>Parsed text whose qualified names are shortened as the document's usings allow.</summary>
    public static ExpressionSyntax Expression(string text)
    {
        var expression = SyntaxFactory.ParseExpression(text);
        return expression
            .ReplaceNodes(expression.DescendantNodesAndSelf().Where(static n => n is NameSyntax or MemberAccessExpressionSyntax), static (_, node) => node.WithAdditionalAnnotations(Simplifier.Annotation))
            .WithAdditionalAnnotations(Formatter.Annotation, Simplifier.Annotation);
    }

    public static StatementSyntax Statement(string text)
    {
        var statement = SyntaxFactory.ParseStatement(text);
        return statement
            .ReplaceNodes(statement.DescendantNodes().Where(static n => n is NameSyntax or MemberAccessExpressionSyntax), static (_, node) => node.WithAdditionalAnnotations(Simplifier.Annotation))
            .WithAdditionalAnnotations(Formatter.Annotation)
            .WithTrailingTrivia(SyntaxFactory.ElasticCarriageReturnLineFeed);
    }

    /// <summary>Puts statements before one; comments and blank lines above it stay above what is added.</summary>
    public static SyntaxNode InsertBefore(SyntaxNode root, StatementSyntax place, StatementSyntax added)
    {
        added = added.WithLeadingTrivia(place.GetLeadingTrivia());
        var moved = place.WithoutLeadingTrivia().WithAdditionalAnnotations(Formatter.Annotation);
        return place.Parent is GlobalStatementSyntax global
            ? root.ReplaceNode(global, [SyntaxFactory.GlobalStatement(added), SyntaxFactory.GlobalStatement(moved)])
            : root.ReplaceNode(place, [added, moved]);
    }

    /// <summary>The operand of a call such as <c>x.sigmoid()</c> or <c>torch.sigmoid(x)</c>.</summary>
    public static ExpressionSyntax? OperandOf(InvocationExpressionSyntax call, bool isInstance)
        => isInstance ? (call.Expression as MemberAccessExpressionSyntax)?.Expression : call.ArgumentList.Arguments.FirstOrDefault()?.Expression;

    /// <summary>An expression with one part of it replaced.</summary>
    public static ExpressionSyntax With(this ExpressionSyntax whole, ExpressionSyntax part, ExpressionSyntax replacement)
        => part == whole ? replacement : whole.ReplaceNode(part, Parenthesized(replacement).WithTriviaFrom(part));
}
