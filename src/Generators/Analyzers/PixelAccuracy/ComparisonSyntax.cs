using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MaskSharp.Generators.Analyzers.PixelAccuracy;

/// <summary>Tells from tokens alone whether a block could compare masks, before its operations are made and walked.</summary>
internal static class ComparisonSyntax
{
    public static bool MayBeIn(SyntaxNode block)
    {
        var divides = false;
        var counts = false;
        foreach (var token in block.DescendantTokens())
        {
            switch (token.Kind())
            {
                // A comparison with a literal is about one value.
                case SyntaxKind.EqualsEqualsToken or SyntaxKind.ExclamationEqualsToken or SyntaxKind.CaretToken:
                    if (token.Parent is BinaryExpressionSyntax { Left: not LiteralExpressionSyntax, Right: not LiteralExpressionSyntax }
                        || (token.Parent is BinaryExpressionSyntax { Left: var left } && IsDifference(left)))
                    {
                        return true;
                    }

                    break;
                case SyntaxKind.SlashToken:
                    divides = true;
                    break;
                case SyntaxKind.IdentifierToken:
                    switch (token.ValueText)
                    {
                        case "eq" or "ne" or "equal" or "not_equal" or "eq_" or "ne_" or "equal_" or "not_equal_" or "logical_xor" or "logical_xor_" or "bitwise_xor"
                            or "bitwise_xor_" or "isclose" or "l1_loss" or "mse_loss" or "abs" or "absolute" or "pow" or "square" or "count_nonzero":
                            return true;
                        case "Abs" or "Equals" when token.Parent?.Parent?.Parent is InvocationExpressionSyntax call && HasElement(call):
                            return true;
                        case "div" or "divide" or "true_divide":
                            divides = true;
                            break;
                        case "trace" or "diagonal" or "diag" or "logical_and" or "logical_or" or "bitwise_and" or "bitwise_or":
                            counts = true;
                            break;
                        default:
                            counts = counts || ConfusionFormula.CountName(token.ValueText) is not null;
                            break;
                    }

                    break;
                case SyntaxKind.AmpersandToken:
                    counts = true;
                    break;
            }

            if (divides && counts)
                return true;
        }

        return false;
    }

    /// <summary><c>(a - b) == 0</c> is an equality in disguise.</summary>
    private static bool IsDifference(ExpressionSyntax value)
    {
        while (value is ParenthesizedExpressionSyntax parenthesized)
            value = parenthesized.Expression;
        return value.IsKind(SyntaxKind.SubtractExpression);
    }

    private static bool HasElement(InvocationExpressionSyntax call)
        => call.DescendantNodes().Any(static n => n is ElementAccessExpressionSyntax);
}
