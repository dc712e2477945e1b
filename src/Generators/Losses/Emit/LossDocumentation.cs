using MaskSharp.Generators.Emit;

namespace MaskSharp.Generators.Losses.Emit;

/// <summary>Writes the documentation of a generated loss: formula, sums, shapes, errors and sources.</summary>
internal static class LossDocumentation
{
    public static void Write(SourceWriter writer, LossPlan plan)
    {
        var spec = plan.Spec;
        writer.Line($"/// <summary>{string.Join(" + ", plan.Terms.Select(Weighted))} of {Activation(plan)}{Passes(plan)}.</summary>");
        writer.Line("/// <remarks>");
        writer.Line("/// <code>");
        foreach (var term in plan.Terms)
        {
            writer.Line($"/// {term.Name} = {Escaped(term.Formula)}");
            if (term is Terms.ClassTerm formula)
                writer.Line($"///     from {Escaped(formula.ComputedFormula)}");
        }

        foreach (var sum in plan.ClassSums)
            writer.Line($"///     {Escaped(sum.Formula)}");
        writer.Line("/// </code>");
        writer.Line($"/// <para>p is {Activation(plan)}, t the target.{OverlapScope(plan)}{Reduced(spec)}{Ignored(spec)}</para>");
        if (spec.BalanceFrom is { } dataset)
            writer.Line($"/// <para>The weights are the balance of the data set '{Escaped(dataset)}' as it was measured for this build.</para>");
        writer.Line($"/// <para>Sources: {string.Join("; ", plan.Terms.Select(term => $"{term.Name}: {term.Source}"))}.</para>");
        writer.Line("/// </remarks>");
        writer.Line($"/// <param name=\"prediction\">{(spec.IsProbabilities ? "Probabilities" : "Logits")} {PredictionShape(spec)}; float32, float64, float16 or bfloat16.</param>");
        writer.Line($"/// <param name=\"target\">{TargetShape(spec)}; any floating, integer or bool dtype.</param>");
        writer.Line("/// <param name=\"mask\">Broadcastable over [N, 1, …], any dtype; a pixel counts where it is not 0. Null counts every pixel.</param>");
        writer.Line($"/// <returns>{Result(spec)}, differentiable with respect to <paramref name=\"prediction\"/>, on its device; float64 for float64, else float32.</returns>");
        writer.Line("/// <exception cref=\"global::System.ArgumentException\">An argument is null, or a shape, dtype, device or class index does not fit; the message says which and what was expected.</exception>");
    }

    private static string Weighted(Terms.LossTerm term) => term.Weight == 1 ? term.Name : $"{Literals.Number(term.Weight)}·{term.Name}";

    private static string Passes(LossPlan plan)
    {
        if (plan.Fields.Count == 0)
            return ", fused into one pass forward and one backward";
        return plan.HasSums ? $"; all but {string.Join(" and ", plan.Fields.Select(term => term.Name))} fused into one pass forward and one backward" : "";
    }

    private static string Activation(LossPlan plan)
    {
        var (spec, classes) = (plan.Spec, Literals.Int(plan.Spec.Classes));
        return (spec.IsProbabilities, spec.Mode) switch
        {
            (true, _) => "the given probabilities",
            (_, LossMode.Binary) => "the sigmoid of the logits",
            (_, LossMode.Multilabel) => $"the sigmoids of {classes} channels",

            // One class against the rest is the only term that leaves the softmax out.
            _ when plan.Terms.Count == 1 && plan.Focal is { Options.IsSoftmax: false } => $"the sigmoids of {classes} classes, each against the rest",
            _ => $"the softmax over {classes} classes",
        };
    }

    private static string OverlapScope(LossPlan plan)
    {
        if (plan.Overlap.Count == 0)
            return "";
        var spec = plan.Spec;
        var of = spec.Mode == LossMode.Binary ? ""
            : spec.OverlapClasses.Count == spec.Classes ? " of each class"
            : $" of the classes {string.Join(", ", spec.OverlapClasses.Select(Literals.Int))}";
        return Absent(plan) + (spec.IsPerSample
            ? $" The sums{of} run over each sample's pixels, and the ratios are averaged."
            : $" The sums{of} run over the whole batch{(of.Length == 0 ? "" : ", and the ratios are averaged")}.");
    }

    private static string Absent(LossPlan plan) => plan.Spec.Absent == AbsentRule.Smooth ? ""
        : plan.Spec.Absent == AbsentRule.Zero ? $" A class without a true pixel counts with a loss of 0{Kept(plan)}."
        : $" A class without a true pixel is left out of the mean{Kept(plan)}.";

    private static string Kept(LossPlan plan)
        => string.Concat(plan.Overlap.Where(term => term.KeepsAbsent).Select(term => $", in {term.Name} with its formula"));

    private static string Reduced(LossSpec spec) => spec.Reduction switch
    {
        LossReductionKind.Sum => " Values are summed, not averaged.",
        LossReductionKind.None => " Values are neither summed nor averaged.",
        _ => "",
    };

    private static string Ignored(LossSpec spec)
        => spec.IgnoreIndex is { } ignored ? $" Pixels with target {Literals.Int(ignored)} take part in no sum and no mean." : "";

    private static string PredictionShape(LossSpec spec)
        => spec.Mode == LossMode.Binary ? "[N, 1, …] or [N, …]" : $"[N, {Literals.Int(spec.Classes)}, …]";

    private static string TargetShape(LossSpec spec)
        => spec.Mode == LossMode.Binary ? "The prediction's shape, 0 or 1 or between" : "The prediction's shape, or class indices [N, …]";

    private static string Result(LossSpec spec) => spec.Reduction == LossReductionKind.None ? "The unreduced loss" : "The loss as a 0-dim tensor";

    private static string Escaped(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;");
}
