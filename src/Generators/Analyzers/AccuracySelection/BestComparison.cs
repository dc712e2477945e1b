using MaskSharp.Generators.Analyzers.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.AccuracySelection;

/// <summary>Comparisons of a score with the best one so far.</summary>
internal static class BestComparison
{
    /// <summary>The comparisons that a condition asks, also where a variable holds the answer.</summary>
    public static IEnumerable<IBinaryOperation> In(IOperation condition)
    {
        foreach (var operation in condition.DescendantsAndSelf())
        {
            if (operation is IBinaryOperation comparison && IsComparison(comparison))
            {
                yield return comparison;
            }
            else if (operation is ILocalReferenceOperation { Type.SpecialType: SpecialType.System_Boolean } flag)
            {
                foreach (var written in ReachingWrites.Of(flag, flag.Local))
                {
                    foreach (var inner in written.DescendantsAndSelf())
                    {
                        if (inner is IBinaryOperation kept && IsComparison(kept))
                            yield return kept;
                    }
                }
            }
        }
    }

    /// <summary>What is compared with the best: of <c>accuracy > best + margin</c> and <c>accuracy - best > margin</c> the accuracy.</summary>
    public static IOperation? ScoreOf(IBinaryOperation comparison)
    {
        var (left, right) = (comparison.LeftOperand.Unwrap(), comparison.RightOperand.Unwrap());
        if (Gain(left) is { } gained && IsMargin(right))
            return gained;
        if (Gain(right) is { } lost && IsMargin(left))
            return lost;
        return IsBest(right) || Keeps(right, left) ? left : IsBest(left) || Keeps(left, right) ? right : null;
    }

    /// <summary><c>high = accuracy</c>, <c>high = Math.Max(high, accuracy)</c>: a best by what it is given, whatever it is called.</summary>
    private static bool Keeps(IOperation value, IOperation score)
        => value.ReferencedSymbol() is { } best && score.ReferencedSymbol() is { } compared && !SymbolEqualityComparer.Default.Equals(best, compared)
            && SymbolUses.Of(value).Writes(best.OriginalDefinition).Any(w => IsOf(w, compared)
                || (w.Unwrap() is IInvocationOperation { TargetMethod: { Name: "Max", ContainingType.Name: "Math" or "MathF" }, Arguments: [var one, var other] } && (IsOf(one.Value, compared) || IsOf(other.Value, compared))));

    private static bool IsOf(IOperation value, ISymbol symbol) => SymbolEqualityComparer.Default.Equals(value.ReferencedSymbol(), symbol);

    /// <summary>What is held against a fixed goal, where it must be as high at least: of <c>accuracy >= 0.99</c> the accuracy.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="isMissed">Whether it says that the goal is not reached yet.</param>
    public static IOperation? HeldAgainstGoal(IBinaryOperation comparison, bool isMissed)
    {
        var isGreater = comparison.OperatorKind is BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual;
        if (!isGreater && comparison.OperatorKind is not (BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual))
            return null;
        var (high, low) = isGreater != isMissed ? (comparison.LeftOperand, comparison.RightOperand) : (comparison.RightOperand, comparison.LeftOperand);

        // Rounds without progress are counted by the accuracy, and are none.
        if (!TorchTypes.IsFloating(high.Unwrap().Type))
            return null;
        return low.Number() > 0 || (low.ReferencedSymbol() is { } symbol && Words.Any(symbol.Name, static w => w is "goal" or "target" or "threshold" or "required" or "desired" or "wanted")) ? high : null;
    }

    private static bool IsComparison(IBinaryOperation operation) => operation.OperatorKind switch
    {
        BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual => true,

        // After best = Math.Max(best, accuracy) an equal one is the best.
        BinaryOperatorKind.Equals => TorchTypes.IsFloating(operation.LeftOperand.Unwrap().Type) && TorchTypes.IsFloating(operation.RightOperand.Unwrap().Type),
        _ => false,
    };

    private static IOperation? Gain(IOperation value)
    {
        if (value is not IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract, LeftOperand: var left, RightOperand: var right } || IsMargin(right))
            return null;
        return IsBest(right) ? left : IsBest(left) ? right : null;
    }

    /// <summary><c>best</c>, what is read of it as in <c>best.Accuracy</c>, the greatest of a list, and the same with a margin.</summary>
    private static bool IsBest(IOperation value)
    {
        var operation = value.Unwrap();
        if (operation is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract } sum)
            return (IsMargin(sum.RightOperand) && IsBest(sum.LeftOperand)) || (sum.OperatorKind == BinaryOperatorKind.Add && IsMargin(sum.LeftOperand) && IsBest(sum.RightOperand));
        if (operation is IInvocationOperation { TargetMethod: { Name: "Max", ContainingType.Name: "Enumerable" } })
            return true;
        return IsBestName(operation) || (operation is IMemberReferenceOperation { Instance: { } owner } && IsBestName(owner));
    }

    private static bool IsMargin(IOperation value)
        => value.Number() is not null
            || (value.ReferencedSymbol() is { } symbol && Words.Any(symbol.Name, static w => w is "delta" or "eps" or "epsilon" or "margin" or "tolerance" or "tol" or "threshold" or "improvement" or "gain"));

    private static bool IsBestName(IOperation value)
        => value.ReferencedSymbol() is { } symbol && Words.Any(symbol.Name, static w => w is "best" or "highest" or "top" or "max" or "maximum" or "record" or "previous" or "last" or "lowest" or "min");
}
