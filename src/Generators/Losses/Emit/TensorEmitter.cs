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

            for (var s = 0; s < plan.ClassSums.Count; s++)
            {
                writer.Line().Line($"// {plan.ClassSums[s].Formula}");
                writer.Line($"pixels.SetClassSum({s}, {plan.ClassSums[s].Value.ToTensors()});");
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
        var needsOverlap = plan.ClassSums.Count > 0;
        writer.Line("var t = pixels.Target;");
        if (spec.Mode != LossMode.Multiclass || needsOverlap)
            writer.Line("var n = 1 - t;");
        if (spec.IsProbabilities)
        {
            writer.Line("var p = pixels.Prediction;");
            if (spec.Mode != LossMode.Multiclass || needsOverlap)
                writer.Line("var q = 1 - p;");
        }
        else if (spec.Mode == LossMode.Multiclass)
        {
            writer.Line("var logP = pixels.Prediction.log_softmax(1);");
            if (!forward || needsOverlap)
            {
                writer.Line("var p = pixels.Kept(logP.exp());");
                if (needsOverlap)
                    writer.Line("var q = 1 - p;");
            }
        }
        else
        {
            writer.Line("var z = pixels.Prediction;");
            if (!forward || needsOverlap)
            {
                writer.Line("var p = z.sigmoid();");
                writer.Line("var q = (-z).sigmoid();");
            }
        }

        if (plan.Bce is { IsSmoothed: true } bce)
        {
            writer.Line($"var smoothed = pixels.Kept({Literals.Double(1 - (2 * bce.Smoothing))} * t + {Literals.Double(bce.Smoothing)});");
            writer.Line("var rest = 1 - smoothed;");
        }

        if (plan.Bce is { IsWeighted: true, IsUniform: false } weighted)
            writer.Line($"var posWeight = {Formulas}.ClassConstants(t, {string.Join(", ", weighted.PosWeights.Select(Literals.Double))});");
        if (plan.CrossEntropy is { IsSmoothed: true } crossEntropy)
            writer.Line($"var smoothed = pixels.Kept({Literals.Double(crossEntropy.Kept)} * t + {Literals.Double(crossEntropy.Spread)});");
        if (plan.CrossEntropy?.ClassWeights is { } weights)
            writer.Line($"var w = {Formulas}.ClassConstants(t, {string.Join(", ", weights.Select(Literals.Double))});");
    }

    private static void WriteGradient(SourceWriter writer, LossPlan plan)
    {
        string? direct = null;
        foreach (var term in plan.Terms.OfType<PixelTerm>())
            direct = $"slopes.Pixel({plan.IndexOfPixelSum(term.Local)}) * {Parenthesized(term.TensorSlope)}";

        if (plan.ClassSums.Count == 0)
        {
            writer.Line($"return {direct};");
            return;
        }

        writer.Line("// Through p: Σ (∂L/∂S)·(∂s/∂p)");
        var along = plan.ClassSums.Where(sum => sum.HasSlope).Select(sum => sum.Slope is null
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

        writer.Line(direct is null ? $"return {through};" : $"return {direct} + {through};");
    }

    private static string Parenthesized(string text) => text.StartsWith("(", StringComparison.Ordinal) ? text : $"({text})";
}
