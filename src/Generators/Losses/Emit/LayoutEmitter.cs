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
            if (plan.NeedsAbsent)
                writer.Line($"Absent = global::MaskSharp.AbsentClass.{spec.Absent},");
            if (plan.ClassSums.Contains(ClassSum.Target))
                writer.Line($"TargetSum = {Literals.Int(plan.IndexOfClassSum(ClassSum.Target))},");

            if (plan.ClassSums.Contains(ClassSum.Count))
                writer.Line($"CountSum = {Literals.Int(plan.IndexOfClassSum(ClassSum.Count))},");

            if (spec.IgnoreIndex is { } ignored)
                writer.Line($"IgnoreIndex = {Literals.Int(ignored)},");
            writer
                .Line($"PixelSums = {Literals.Int(plan.PixelSums.Count)},")
                .Line($"ClassSums = {Literals.Int(plan.ClassSums.Count)},");
            using (writer.Block("Terms = new global::MaskSharp.Fused.LossTermLayout[]", "},"))
            {
                var overlap = 0;
                foreach (var term in plan.Terms.Where(term => term is not FieldTerm))
                    writer.Line($"new({Literals.String(term.Name)}, {Literals.Double(term.Weight)}) {{ {Places(plan, term, ref overlap)} }},");
            }

            WriteFields(writer, plan);
        }
    }

    private static void WriteFields(SourceWriter writer, LossPlan plan)
    {
        if (plan.Fields.Count == 0)
            return;
        using (writer.Block("Fields = new global::MaskSharp.Fused.LossField[]", "},"))
        {
            foreach (var term in plan.Fields)
                writer.Line($"new({Literals.String(term.Name)}, {Literals.Double(term.Weight)}, {term.Construction}),");
        }
    }

    private static string Places(LossPlan plan, LossTerm term, ref int overlap)
    {
        var places = new List<string>();
        if (term is ClassTerm formula)
        {
            places.Add($"Overlap = {Literals.Int(overlap++)}");
            if (formula.Join != SumJoin.None)
                places.Add($"Join = global::MaskSharp.Fused.ClassJoin.{formula.Join}");
            if (formula.VolumeWeight is { } volumes)
                places.Add($"VolumeWeight = global::MaskSharp.VolumeWeight.{volumes}");
            if (formula.KeepsAbsent && plan.Spec.Absent != AbsentRule.Smooth)
                places.Add("KeepsAbsent = true");
            if (formula.MeanExponent != 1)
                places.Add($"MeanExponent = {Literals.Double(formula.MeanExponent)}");
            if (formula.FirstClass >= 0)
                places.Add($"FirstClass = {Literals.Int(formula.FirstClass)}");
        }
        else
        {
            var pixel = (PixelTerm)term;
            places.Add($"Numerator = {Literals.Int(plan.IndexOfPixelSum(pixel.Local))}");
            if (pixel.WeightLocal is not null)
                places.Add($"Denominator = {Literals.Int(plan.IndexOfPixelSum(pixel.WeightLocal))}");
            if (pixel.FirstClass >= 0)
                places.Add($"FirstClass = {Literals.Int(pixel.FirstClass)}");
        }

        return string.Join(", ", places);
    }
}
