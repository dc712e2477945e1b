using MaskSharp.Generators.Emit;
using MaskSharp.Generators.Losses.Terms;

namespace MaskSharp.Generators.Losses.Emit;

/// <summary>Writes the same sums and the same gradient by torch operations.</summary>
internal static class TensorEmitter
{
    private const string Formulas = "global::MaskSharp.Fused.TensorFormulas";

    public static void Write(SourceWriter writer, LossPlan plan)
    {
        writer.Line("/// <inheritdoc/>");
        using (writer.Block("public static void Sums(global::MaskSharp.Fused.PixelTensors pixels)"))
        {
            WriteProbabilities(writer, plan, forward: true);
            foreach (var term in plan.Terms.OfType<PixelTerm>())
            {
                writer.Line().Line($"// {term.Name}: {term.Formula}");
                writer.Line($"pixels.SetPixelSum({plan.IndexOfPixelSum(term.Local)}, {term.TensorValue});");
                if (term.WeightLocal is { } weights)
                    writer.Line($"pixels.SetPixelSum({plan.IndexOfPixelSum(weights)}, {CrossEntropyTerm.TensorPixelWeight});");
            }

            foreach (var sum in plan.PixelwiseSums)
            {
                writer.Line().Line($"// {sum.Formula}");
                writer.Line($"pixels.SetClassSum({Literals.Int(plan.IndexOfClassSum(sum))}, {sum.Value!.ToTensors()});");
            }

            if (plan.NormalizedFocal is { Focal: var focal })
            {
                writer.Line().Line($"// Focal: {focal.Formula}; L = Σ[focal loss], Φ = Σ[φ]");
                writer.Line($"pixels.SetClassSum({Literals.Int(plan.IndexOfClassSum(ClassSum.FocalLoss))}, {focal.TensorValue});");
                writer.Line($"pixels.SetClassSum({Literals.Int(plan.IndexOfClassSum(ClassSum.FocalFocus))}, {focal.TensorFocus});");
            }
        }

        writer.Line();
        writer.Line("/// <inheritdoc/>");
        using (writer.Block("public static global::TorchSharp.torch.Tensor Gradient(global::MaskSharp.Fused.PixelTensors pixels, global::MaskSharp.Fused.SlopeTensors slopes)"))
        {
            WriteProbabilities(writer, plan, forward: false);
            writer.Line();
            WriteGradient(writer, plan);
        }
    }

    private static void WriteProbabilities(SourceWriter writer, LossPlan plan, bool forward)
    {
        var spec = plan.Spec;
        var isSingleFocal = plan.Focal is { Options.IsSoftmax: false };
        var needsOverlap = plan.PixelwiseSums.Count > 0 || (plan.Focal is not null && (spec.IsProbabilities || !isSingleFocal));
        writer.Line("var t = pixels.Target;");
        if (spec.Mode != LossMode.Multiclass || needsOverlap || isSingleFocal)
            writer.Line($"var n = {Formulas}.Complement(t);");
        if (spec.IsProbabilities)
        {
            writer.Line("var p = pixels.Prediction;");
            if (spec.Mode != LossMode.Multiclass || needsOverlap)
                writer.Line($"var q = {Formulas}.Complement(p);");
        }
        else if (spec.Mode == LossMode.Multiclass)
        {
            if (needsOverlap || plan.CrossEntropy is not null)
                writer.Line("var logP = pixels.Prediction.log_softmax(1);");
            if (needsOverlap || (!forward && plan.CrossEntropy is not null))
            {
                writer.Line("var p = pixels.Kept(logP.exp());");
                if (needsOverlap)
                    writer.Line($"var q = {Formulas}.Complement(p);");
            }
        }
        else
        {
            writer.Line("var z = pixels.Prediction;");
            if (!forward || needsOverlap || isSingleFocal)
            {
                writer.Line("var p = z.sigmoid();");
                writer.Line("var q = (-z).sigmoid();");
            }
        }

        plan.Focal?.WriteTensors(writer);
        if (plan.Bce is { IsSmoothed: true } bce)
        {
            writer.Line($"var smoothed = pixels.Kept({Formulas}.Line(t, {Literals.Double(1 - (2 * bce.Smoothing))}, {Literals.Double(bce.Smoothing)}));");
            writer.Line($"var rest = {Formulas}.Complement(smoothed);");
        }

        if (plan.Bce is { IsWeighted: true, IsUniform: false } weighted)
            writer.Line($"var posWeight = {Formulas}.ClassConstants(t, {string.Join(", ", weighted.PosWeights.Select(Literals.Double))});");
        if (plan.CrossEntropy is { IsSmoothed: true } crossEntropy)
            writer.Line($"var smoothed = pixels.Kept({Formulas}.Line(t, {Literals.Double(crossEntropy.Kept)}, {Literals.Double(crossEntropy.Spread)}));");
        if (plan.CrossEntropy?.ClassWeights is { } weights)
            writer.Line($"var w = {Formulas}.ClassConstants(t, {string.Join(", ", weights.Select(Literals.Double))});");
    }

    private static void WriteGradient(SourceWriter writer, LossPlan plan)
    {
        var direct = Direct(writer, plan);
        if (plan.PixelwiseSums.All(sum => !sum.HasSlope))
        {
            writer.Line($"return {direct};");
            return;
        }

        writer.Line("// Through p: Σ (∂L/∂S)·(∂s/∂p)");
        var along = plan.PixelwiseSums.Where(sum => sum.HasSlope).Select(sum => sum.Slope is null
            ? $"slopes.Class({Literals.Int(plan.IndexOfClassSum(sum))})"
            : $"slopes.Class({Literals.Int(plan.IndexOfClassSum(sum))}) * ({sum.Slope.ToTensors()})");
        writer.Line($"var g = {string.Join(" + ", along)};");
        var through = (plan.Spec.IsProbabilities, plan.Spec.Mode) switch
        {
            (true, _) => "g + global::TorchSharp.torch.zeros_like(p)",
            (_, LossMode.Multiclass) => "p * (g - (p * g).sum(1, keepdim: true))",
            _ => "p * q * g",
        };
        if (!plan.Spec.IsProbabilities)
        {
            writer.Line().Line(plan.Spec.Mode == LossMode.Multiclass
                ? "// Through the softmax: ∂L/∂z_c = p_c·(g_c − Σ_k p_k·g_k)"
                : "// Through the sigmoid: ∂p/∂z = p(1 − p)");
        }

        writer.Line(direct.Length == 0 ? $"return {through};" : $"return {direct} + {through};");
    }

    /// <summary>The gradient of the terms that do not go through p, as a sum.</summary>
    private static string Direct(SourceWriter writer, LossPlan plan)
    {
        var parts = new List<string>();
        foreach (var term in plan.Terms.OfType<PixelTerm>())
        {
            var gradient = $"slopes.Pixel({plan.IndexOfPixelSum(term.Local)}) * {Parenthesized(term.TensorSlope)}";
            if (term is FocalTerm { Options.IsSoftmax: true } && !plan.Spec.IsProbabilities)
            {
                writer.Line("// Focal: h_c, its derivative along log p_c, goes on as h_c − p_c·Σ_k h_k.");
                writer.Line($"var ofLogarithm = {gradient};");
                gradient = "(ofLogarithm - p * ofLogarithm.sum(1, keepdim: true))";
            }

            parts.Add(gradient);
        }

        if (plan.NormalizedFocal is { Focal: var focal })
        {
            parts.Add($"slopes.Class({Literals.Int(plan.IndexOfClassSum(ClassSum.FocalLoss))}) * {Parenthesized(focal.TensorSlope)}");
            parts.Add($"slopes.Class({Literals.Int(plan.IndexOfClassSum(ClassSum.FocalFocus))}) * {Parenthesized(focal.TensorFocusSlope)}");
        }

        return string.Join(" + ", parts);
    }

    private static string Parenthesized(string text) => text.StartsWith("(", StringComparison.Ordinal) && text.EndsWith(")", StringComparison.Ordinal) ? text : $"({text})";
}
