using MaskSharp.Generators.Analyzers.Operations;
using MaskSharp.Generators.Analyzers.PixelAccuracy;
using MaskSharp.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.AccuracySelection;

/// <summary>
/// MASK1007: the pixel accuracy of a segmentation decides which weights are kept or when training stops. A Dice beside it does
/// not help: it is not asked.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AccuracySelectionAnalyzer() : TorchRule(Descriptors.AccuracySelection)
{
    /// <summary>Masks are compared in arrays too.</summary>
    private protected override bool Concerns(SyntaxTree tree, TreeSelection trees) => trees.HasMasks(tree);

    private protected override void Analyze(BodyContext body)
    {
        // One comparison may be kept in a variable that several conditions ask.
        HashSet<IOperation>? reported = null;
        foreach (var conditional in body.Operations.Conditionals)
        {
            if (Decider(body, conditional) is { } decider && (reported ??= []).Add(decider))
                body.ReportDiagnostic(Report(decider));
        }

        foreach (var loop in body.Operations.Loops)
        {
            if (Decider(body, loop) is { } decider && (reported ??= []).Add(decider))
                body.ReportDiagnostic(Report(decider));
        }

        foreach (var call in body.Operations.Calls)
        {
            if (Decider(body, call) is { } decider && (reported ??= []).Add(decider))
                body.ReportDiagnostic(Report(decider));
        }
    }

    /// <summary><c>if (accuracy > best) { best = accuracy; net.save(…); }</c></summary>
    private static IOperation? Decider(BodyContext context, IConditionalOperation conditional)
    {
        foreach (var comparison in BestComparison.In(conditional.Condition))
        {
            var score = BestComparison.ScoreOf(comparison) is { } found && Selection.Selects(conditional, context.Project.Types) ? found
                : RankedSelection.IsPairwise(comparison, conditional, context.Project.Types) ? comparison.LeftOperand
                : BestComparison.HeldAgainstGoal(comparison, isMissed: false) is { } reached && Selection.EndsTraining(conditional) ? reached
                : null;
            if (score is not null && IsAccuracy(context, score))
                return comparison;
        }

        return null;
    }

    /// <summary><c>while (accuracy &lt; 0.99)</c></summary>
    private static IBinaryOperation? Decider(BodyContext context, ILoopOperation loop)
    {
        var condition = loop switch
        {
            IWhileLoopOperation { ConditionIsUntil: false } conditional => conditional.Condition,
            IForLoopOperation counted => counted.Condition,
            _ => null,
        };
        foreach (var comparison in condition is null ? [] : BestComparison.In(condition))
        {
            if (BestComparison.HeldAgainstGoal(comparison, isMissed: true) is { } score && Selection.Trains(loop) && IsAccuracy(context, score))
                return comparison;
        }

        return null;
    }

    private static IOperation? Decider(BodyContext context, IInvocationOperation call)
    {
        if (call.Arguments.Length == 0)
            return null;
        if (Selection.IsKeeper(call) && Numbers(call) is { Count: > 0 } numbers)
            return numbers.TrueForAll(n => IsAccuracy(context, n)) ? call : null;
        if (RankedSelection.KeyOf(call) is { } key && RankedSelection.Keeps(call, context.Project.Types))
            return IsAccuracy(context, key) ? call : null;
        return Flag(context, call);
    }

    /// <summary><c>SaveCheckpoint(net, isBest: accuracy > best)</c></summary>
    private static IBinaryOperation? Flag(BodyContext context, IInvocationOperation call)
    {
        if (!Selection.IsSaving(call.TargetMethod.Name))
            return null;
        foreach (var argument in call.Arguments)
        {
            if (argument.ArgumentKind == ArgumentKind.DefaultValue || argument.Value.Type?.SpecialType != SpecialType.System_Boolean)
                continue;
            foreach (var comparison in BestComparison.In(argument.Value))
            {
                if (BestComparison.ScoreOf(comparison) is { } score && IsAccuracy(context, score))
                    return comparison;
            }
        }

        return null;
    }

    private static bool IsAccuracy(BodyContext context, IOperation score)
        => context.Body.Owner is { } owner && SegmentationAccuracy.Of(context).Is(score, owner);

    /// <summary>The numbers that are handed over. Of several, such as accuracy and Dice, the call does not tell which decides.</summary>
    private static List<IOperation> Numbers(IInvocationOperation call)
    {
        var numbers = new List<IOperation>();
        foreach (var argument in call.Arguments)
        {
            if (argument.ArgumentKind != ArgumentKind.DefaultValue && TorchTypes.IsFloating(argument.Value.Unwrap().Type) && argument.Value.Number() is null)
                numbers.Add(argument.Value);
        }

        return numbers;
    }
}
