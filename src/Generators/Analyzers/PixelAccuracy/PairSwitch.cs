using MaskSharp.Generators.Analyzers.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.PixelAccuracy;

/// <summary>
/// Reads a <c>switch</c> over a pair of pixels. It compares them where both agreeing pairs, (true, true) and (false, false), come to the
/// same, and both others to something else; one that tells hits from correct background counts a confusion matrix.
/// </summary>
internal static class PairSwitch
{
    /// <summary>The pair that a switch looks at, or null.</summary>
    public static ITupleOperation? PairOf(IOperation choice)
    {
        var value = choice switch
        {
            ISwitchOperation statement => statement.Value,
            ISwitchExpressionOperation expression => expression.Value,
            _ => null,
        };
        return value?.Unwrap() is ITupleOperation { Elements.Length: 2 } pair ? pair : null;
    }

    /// <summary>Whether a switch tells agreement from disagreement, and nothing else.</summary>
    public static bool Compares(IOperation choice) => choice switch
    {
        ISwitchExpressionOperation expression => Number(expression, 1, 1) is { } right && Number(expression, 1, 0) is { } wrong
            && right != wrong && right == Number(expression, 0, 0) && wrong == Number(expression, 0, 1),
        ISwitchOperation statement => Counters(statement).Count > 0,
        _ => false,
    };

    /// <summary>What counts the agreeing pairs alike, or the others.</summary>
    public static IReadOnlyList<IOperation> Counters(ISwitchOperation choice)
    {
        if (PairOf(choice) is null || Counted(choice, 1, 1) is not { } hits || Counted(choice, 0, 0) is not { } background
            || Counted(choice, 1, 0) is not { } added || Counted(choice, 0, 1) is not { } missed)
        {
            return [];
        }

        return [.. Common(hits, background, added, missed), .. Common(added, missed, hits, background)];
    }

    private static IEnumerable<IOperation> Common(List<IOperation> counters, List<IOperation> both, List<IOperation> other, List<IOperation> another)
        => counters.Where(c => both.Exists(b => AreSame(b, c)) && !other.Exists(o => AreSame(o, c)) && !another.Exists(o => AreSame(o, c)));

    private static bool AreSame(IOperation counter, IOperation other)
        => TargetOf(counter) is { } target && SymbolEqualityComparer.Default.Equals(target, TargetOf(other));

    private static ISymbol? TargetOf(IOperation counter) => counter switch
    {
        IIncrementOrDecrementOperation increment => increment.Target.ReferencedSymbol(),
        IAssignmentOperation assignment => assignment.Target.ReferencedSymbol(),
        IInvocationOperation { Arguments: [var first, ..] } => first.Value.ReferencedSymbol(),
        _ => null,
    };

    private static double? Number(ISwitchExpressionOperation choice, double left, double right)
    {
        foreach (var arm in choice.Arms)
        {
            if (arm.Guard is not null || Matches(arm.Pattern, left, right) is not { } isMatch)
                return null;
            if (isMatch)
                return arm.Value.Number();
        }

        return null;
    }

    /// <summary>What a pair counts; null where that is not known.</summary>
    private static List<IOperation>? Counted(ISwitchOperation choice, double left, double right)
    {
        ISwitchCaseOperation? chosen = null;
        foreach (var section in choice.Cases)
        {
            foreach (var clause in section.Clauses)
            {
                if (clause is IDefaultCaseClauseOperation)
                {
                    chosen ??= section;
                    continue;
                }

                if (clause is not IPatternCaseClauseOperation { Guard: null } pattern || Matches(pattern.Pattern, left, right) is not { } isMatch)
                    return null;
                if (isMatch)
                    return CountersOf(section);
            }
        }

        return chosen is null ? [] : CountersOf(chosen);
    }

    private static List<IOperation> CountersOf(ISwitchCaseOperation section) => [.. section.Body.SelectMany(AveragingFlow.Counters)];

    private static bool? Matches(IPatternOperation pattern, double left, double right) => pattern switch
    {
        IDiscardPatternOperation => true,
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either => Matches(either.LeftPattern, left, right) is { } first && Matches(either.RightPattern, left, right) is { } second
            ? first || second
            : null,
        IRecursivePatternOperation { DeconstructionSubpatterns: [var one, var other], PropertySubpatterns.Length: 0 } => Matches(one, left) is { } first && Matches(other, right) is { } second
            ? first && second
            : null,
        _ => null,
    };

    private static bool? Matches(IPatternOperation pattern, double pixel) => pattern switch
    {
        IDiscardPatternOperation => true,
        IConstantPatternOperation { Value: var value } => value.Number() is { } number ? number == pixel : null,
        IRelationalPatternOperation { Value: var value } relation => value.Number() is { } bound ? Holds(relation.OperatorKind, pixel, bound) : null,
        INegatedPatternOperation { Pattern: var inner } => !Matches(inner, pixel),
        _ => null,
    };

    private static bool Holds(BinaryOperatorKind relation, double pixel, double bound) => relation switch
    {
        BinaryOperatorKind.GreaterThan => pixel > bound,
        BinaryOperatorKind.GreaterThanOrEqual => pixel >= bound,
        BinaryOperatorKind.LessThan => pixel < bound,
        _ => pixel <= bound,
    };
}
