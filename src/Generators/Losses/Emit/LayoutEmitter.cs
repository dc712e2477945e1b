using MaskSharp.Generators.Emit;
using MaskSharp.Generators.Losses.Terms;

namespace MaskSharp.Generators.Losses.Emit;

/// <summary>Writes the constants of a loss that the runtime's drivers need.</summary>
internal static class LayoutEmitter
{
    public static void Write(SourceWriter writer, LossPlan plan)
    {
        var spec = plan.Spec;
        writer.Line("/// <inheritdoc/>");
        using (writer.Block("public static global::MaskSharp.Fused.LossLayout Layout { get; } = new()", "};"))
        {
            writer
                .Line($"Name = {Literals.String($"{spec.Type.Name}.{spec.Name}")},")
                .Line($"Mode = global::MaskSharp.SegmentationMode.{spec.Mode},")
                .Line($"Classes = {Literals.Int(spec.Classes)},")
                .Line($"Input = global::MaskSharp.PredictionKind.{(spec.IsProbabilities ? "Probabilities" : "Logits")},")
                .Line($"Over = global::MaskSharp.OverlapScope.{(spec.IsPerSample ? "Sample" : "Batch")},")
                .Line($"Reduction = global::MaskSharp.LossReduction.{spec.Reduction},");
            if (spec.OverlapClasses.Count < spec.Classes)
                writer.Line($"OverlapClasses = new[] {{ {string.Join(", ", spec.OverlapClasses.Select(Literals.Int))} }},");
            if (spec.OverlapClassWeights is { } weights)
                writer.Line($"OverlapWeights = new[] {{ {string.Join(", ", weights.Select(Literals.Double))} }},");
            if (plan.ClassSums.Contains(ClassSum.Target))
            {
                writer.Line($"Absent = global::MaskSharp.AbsentClass.{spec.Absent},");
                writer.Line($"TargetSum = {Literals.Int(plan.ClassSums.Count - 1)},");
            }

            if (spec.IgnoreIndex is { } ignored)
                writer.Line($"IgnoreIndex = {Literals.Int(ignored)},");
            writer
                .Line($"PixelSums = {Literals.Int(plan.PixelSums.Count)},")
                .Line($"ClassSums = {Literals.Int(plan.ClassSums.Count)},");
            using (writer.Block("Terms = new global::MaskSharp.Fused.LossTermLayout[]", "},"))
            {
                var overlap = 0;
                foreach (var term in plan.Terms)
                    writer.Line($"new({Literals.String(term.Name)}, {Literals.Double(term.Weight)}) {{ {Places(plan, term, ref overlap)} }},");
            }
        }
    }

    private static string Places(LossPlan plan, LossTerm term, ref int overlap)
    {
        if (term is OverlapTerm ratio)
        {
            var place = $"Overlap = {Literals.Int(overlap++)}";
            return ratio.MeanExponent == 1 ? place : $"{place}, MeanExponent = {Literals.Double(ratio.MeanExponent)}";
        }

        var pixel = (PixelTerm)term;
        var numerator = $"Numerator = {Literals.Int(plan.IndexOfPixelSum(pixel.Local))}";
        return pixel.WeightLocal is null ? numerator : $"{numerator}, Denominator = {Literals.Int(plan.IndexOfPixelSum(pixel.WeightLocal))}";
    }
}
