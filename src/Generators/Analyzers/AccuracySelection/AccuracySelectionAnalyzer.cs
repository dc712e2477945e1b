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
        foreach (var conditional in body.Operations.Conditionals)
            AnalyzeCondition(body, conditional);
        foreach (var call in body.Operations.Calls)
            AnalyzeCall(body, call);
    }

    /// <summary><c>if (accuracy > best) { best = accuracy; net.save(…); }</c></summary>
    private void AnalyzeCondition(BodyContext context, IConditionalOperation conditional)
    {
        foreach (var operation in conditional.Condition.DescendantsAndSelf())
        {
            if (operation is not IBinaryOperation { OperatorKind: BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual } comparison)
                continue;
            var score = IsBest(comparison.RightOperand) ? comparison.LeftOperand : IsBest(comparison.LeftOperand) ? comparison.RightOperand : null;
            if (score is not null && Selects(conditional) && context.Body.Owner is { } owner && SegmentationAccuracy.Of(context).Is(score, owner))
            {
                context.ReportDiagnostic(Report(comparison));
                return;
            }
        }
    }

    /// <summary><c>stopper.Step(accuracy)</c></summary>
    private void AnalyzeCall(BodyContext context, IInvocationOperation call)
    {
        if (call.Arguments.Length == 0 || call.Instance is not { } instance || !HasNumber(call))
            return;
        if (!(IsKeeper(instance.ReferencedSymbol()?.Name) || IsKeeper(instance.Type?.Name)) || context.Body.Owner is not { } owner)
            return;
        var accuracy = SegmentationAccuracy.Of(context);
        if (call.Arguments.Any(a => TorchTypes.IsFloating(a.Value.Unwrap().Type) && accuracy.Is(a.Value, owner)))
            context.ReportDiagnostic(Report(call));
    }

    private static bool HasNumber(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            if (TorchTypes.IsFloating(argument.Value.Unwrap().Type))
                return true;
        }

        return false;
    }

    private static bool IsKeeper(string? name)
        => name is not null && Words.Any(name, static w => w is "checkpoint" or "checkpoints" or "checkpointer" or "stopper" or "stopping" or "earlystopping" or "patience");

    /// <summary><c>best</c>, and what is read of it: <c>best.Accuracy</c>.</summary>
    private static bool IsBest(IOperation value)
        => IsBestName(value) || (value.Unwrap() is IMemberReferenceOperation { Instance: { } owner } && IsBestName(owner));

    private static bool IsBestName(IOperation value)
        => value.Unwrap().ReferencedSymbol() is { } symbol && Words.Any(symbol.Name, static w => w is "best" or "highest" or "top" or "max" or "maximum" or "record" or "previous" or "last" or "lowest" or "min");

    /// <summary>Weights are kept, or rounds without progress counted or ended.</summary>
    private static bool Selects(IConditionalOperation conditional)
        => conditional.WhenTrue.DescendantsAndSelf().Any(IsSelection) || conditional.WhenFalse?.DescendantsAndSelf().Any(IsSelection) == true
            || (Leaves(conditional.WhenTrue) && conditional.Parent is IBlockOperation block
                && block.Operations.SkipWhile(o => o != conditional).Skip(1).Any(static o => o.DescendantsAndSelf().Any(IsSelection)));

    /// <summary>What follows is then the other branch.</summary>
    private static bool Leaves(IOperation branch)
        => (branch is IBlockOperation { Operations: [var only] } ? only : branch) is IReturnOperation or IBranchOperation { BranchKind: BranchKind.Continue };

    private static bool IsSelection(IOperation operation) => operation switch
    {
        IInvocationOperation call => Words.Any(call.TargetMethod.Name, static w => w is "save" or "checkpoint" or "state" or "export" or "keep" or "copy" or "snapshot" or "store" or "promote" or "saveto"),
        IIncrementOrDecrementOperation increment => IsWaiting(increment.Target),
        IAssignmentOperation assignment => IsWaiting(assignment.Target),
        IBranchOperation { BranchKind: BranchKind.Break } => true,
        _ => false,
    };

    private static bool IsWaiting(IOperation counter)
        => counter.ReferencedSymbol() is { } symbol && Words.Any(symbol.Name, static w => w is "patience" or "wait" or "waited" or "stale" or "bad" or "since" or "improvement" or "improved" or "plateau"
            or "state" or "weights" or "model" or "checkpoint" or "stop");
}
