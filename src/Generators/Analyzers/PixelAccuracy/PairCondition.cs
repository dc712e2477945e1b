using MaskSharp.Generators.Analyzers.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.PixelAccuracy;

/// <summary>
/// Reads <c>p &amp;&amp; t || !p &amp;&amp; !t</c>, an equality of two conditions written out, and its opposite <c>p &amp;&amp; !t || !p &amp;&amp; t</c>.
/// </summary>
internal static class PairCondition
{
    /// <summary>Whether it has the form, which is cheap to see.</summary>
    public static bool CanBe(IBinaryOperation either) => IsBoth(either.LeftOperand.Unwrap()) && IsBoth(either.RightOperand.Unwrap());

    /// <summary>The two conditions, or null.</summary>
    public static (IOperation One, IOperation Other)? Read(IBinaryOperation either)
    {
        if (!CanBe(either))
            return null;
        var first = (IBinaryOperation)either.LeftOperand.Unwrap();
        var second = (IBinaryOperation)either.RightOperand.Unwrap();
        var (one, other) = (first.LeftOperand.Unwrap(), first.RightOperand.Unwrap());
        var (left, right) = (second.LeftOperand.Unwrap(), second.RightOperand.Unwrap());
        return (AreOpposite(one, left) && AreOpposite(other, right)) || (AreOpposite(one, right) && AreOpposite(other, left)) ? (Plain(one), Plain(other)) : null;
    }

    private static bool IsBoth(IOperation operation) => operation is IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd };

    private static IOperation Plain(IOperation condition) => condition is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } negated ? negated.Operand.Unwrap() : condition;

    private static bool AreOpposite(IOperation one, IOperation other)
        => IsNegationOf(one, other) || IsNegationOf(other, one)
            || (one is IBinaryOperation a && other is IBinaryOperation b && AreSame(a.LeftOperand, b.LeftOperand)
                && (AreSame(a.RightOperand, b.RightOperand) ? AreOpposite(a.OperatorKind, b.OperatorKind) : AreObjectAndBackground(a, b)));

    private static bool IsNegationOf(IOperation one, IOperation other) => one is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } negated && AreSame(negated.Operand, other);

    private static bool AreOpposite(BinaryOperatorKind one, BinaryOperatorKind other) => (one, other) is
        (BinaryOperatorKind.GreaterThan, BinaryOperatorKind.LessThanOrEqual) or (BinaryOperatorKind.LessThanOrEqual, BinaryOperatorKind.GreaterThan)
        or (BinaryOperatorKind.LessThan, BinaryOperatorKind.GreaterThanOrEqual) or (BinaryOperatorKind.GreaterThanOrEqual, BinaryOperatorKind.LessThan)
        or (BinaryOperatorKind.Equals, BinaryOperatorKind.NotEquals) or (BinaryOperatorKind.NotEquals, BinaryOperatorKind.Equals);

    /// <summary><c>p == 1</c> and <c>p == 0</c>, of which one must be the background: of two classes among many others nothing is said.</summary>
    private static bool AreObjectAndBackground(IBinaryOperation one, IBinaryOperation other)
        => one.OperatorKind == BinaryOperatorKind.Equals && other.OperatorKind == BinaryOperatorKind.Equals
            && one.RightOperand.Number() is { } a && other.RightOperand.Number() is { } b && a != b && (a == 0 || b == 0);

    private static bool AreSame(IOperation one, IOperation other) => SyntaxFactory.AreEquivalent(one.Unwrap().Syntax, other.Unwrap().Syntax);
}
