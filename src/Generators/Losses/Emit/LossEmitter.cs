using MaskSharp.Generators.Emit;
using MaskSharp.Generators.Losses.Terms;

namespace MaskSharp.Generators.Losses.Emit;

/// <summary>Writes the file of one loss: the members of the annotated class, and the kernel that they hand to the runtime.</summary>
internal static class LossEmitter
{
    private const string Tensor = "global::TorchSharp.torch.Tensor";

    public static string Emit(LossSpec spec)
    {
        var plan = new LossPlan(spec);
        var kernel = KernelName(spec);
        var writer = EmittedFile.Begin();
        var space = spec.Type.Namespace.Length == 0 ? "" : spec.Type.Namespace + ".";
        spec.Type.Write(writer, members => WriteMembers(members, plan, $"global::{space}{kernel}"));
        writer.Line();
        WriteKernel(writer, plan, kernel);
        return writer.ToString();
    }

    /// <summary>The kernel is file-local and named in full, so that it clashes with nothing.</summary>
    private static string KernelName(LossSpec spec) => spec.Type.Name + spec.Name + "Kernel";

    private static void WriteMembers(SourceWriter writer, LossPlan plan, string kernel)
    {
        var name = plan.Spec.Name;
        LossDocumentation.Write(writer, plan);
        writer
            .Line(EmittedFile.GeneratedCode)
            .Line($"public static {Tensor} {name}({Tensor} prediction, {Tensor} target, {Tensor}? mask = null)")
            .Line($"    => global::MaskSharp.Fused.FusedLoss.Total<{kernel}>(prediction, target, mask);")
            .Line()
            .Line($"/// <summary>The loss of <see cref=\"{name}({Tensor}, {Tensor}, {Tensor})\"/> and each of its terms, unweighted, from one pass.</summary>")
            .Line($"/// <inheritdoc cref=\"{name}({Tensor}, {Tensor}, {Tensor})\"/>")
            .Line("/// <returns>The weighted total and the terms: 0-dim tensors, differentiable with respect to the prediction.</returns>")
            .Line(EmittedFile.GeneratedCode)
            .Line($"public static global::MaskSharp.LossTerms {name}WithTerms({Tensor} prediction, {Tensor} target, {Tensor}? mask = null)")
            .Line($"    => global::MaskSharp.Fused.FusedLoss.Terms<{kernel}>(prediction, target, mask);")
            .Line();
        if (plan.TakesDistanceMap)
            DistanceMapEmitter.Write(writer, name, kernel);
        writer
            .Line($"/// <summary>The loss of <see cref=\"{name}({Tensor}, {Tensor}, {Tensor})\"/> as a TorchSharp loss object.</summary>")
            .Line(EmittedFile.GeneratedCode);
        using (writer.Block($"public sealed class {name}Module : global::TorchSharp.Loss<{Tensor}, {Tensor}, {Tensor}>"))
        {
            writer
                .Line("/// <summary>Makes the loss object; it has no state.</summary>")
                .Line($"public {name}Module()")
                .Line($"    : base(global::TorchSharp.torch.nn.Reduction.{plan.Spec.Reduction})")
                .Line("{")
                .Line("}")
                .Line()
                .Line($"/// <summary>The loss of <see cref=\"{name}({Tensor}, {Tensor}, {Tensor})\"/> without a mask.</summary>")
                .Line("/// <param name=\"input1\">The prediction, as there.</param>")
                .Line("/// <param name=\"input2\">The target, as there.</param>")
                .Line("/// <returns>The same.</returns>")
                .Line("/// <exception cref=\"global::System.ArgumentException\">An argument is null or does not fit; the message says which and what was expected.</exception>")
                .Line($"public override {Tensor} forward({Tensor} input1, {Tensor} input2)")
                .Line($"    => global::MaskSharp.Fused.FusedLoss.Total<{kernel}>(input1, input2, null);");
        }

        DeepSupervisionEmitter.Write(writer, plan.Spec, kernel);
    }

    private static void WriteKernel(SourceWriter writer, LossPlan plan, string kernel)
    {
        writer.Line($"/// <summary>What {plan.Spec.Type.Name}.{plan.Spec.Name} computes: {(plan.HasSums ? "its constants, its loops over pixels, and its formulas of sums" : "its constants; it takes no sums over pixels")}.</summary>");
        writer.Line(EmittedFile.GeneratedCode);
        using (writer.Block($"file readonly struct {kernel} : global::MaskSharp.Fused.ILossKernel"))
        {
            LayoutEmitter.Write(writer, plan);
            writer.Line();
            if (!plan.HasSums)
            {
                IdleKernelEmitter.Write(writer);
                return;
            }

            if (plan.Spec.Mode == LossMode.Multiclass)
                SoftmaxKernelEmitter.Write(writer, plan);
            else
                ChannelKernelEmitter.Write(writer, plan);
            writer.Line();
            WriteOverlap(writer, plan);
            writer.Line();
            TensorEmitter.Write(writer, plan);
        }
    }

    private static void WriteOverlap(SourceWriter writer, LossPlan plan)
    {
        writer.Line("/// <inheritdoc/>");
        writer.Line("public static void Overlap<T>(global::System.ReadOnlySpan<T> sums, global::System.Span<T> values, global::System.Span<T> slopes)");
        using (writer.Indent())
            writer.Line("where T : global::MaskSharp.Fused.IQuantity<T>");
        using (writer.Block())
        {
            foreach (var sum in plan.ClassSums.Where(sum => plan.Overlap.Any(term => term.Sums.Contains(sum))))
                writer.Line($"var {sum.Name} = sums[{Literals.Int(plan.IndexOfClassSum(sum))}];");
            for (var k = 0; k < plan.Overlap.Count; k++)
            {
                var term = plan.Overlap[k];
                writer.Line().Line($"// {term.Name}: {term.Formula}, from {term.ComputedFormula}");
                var place = k * plan.ClassSums.Count;
                term.Write(writer, k, sum => Literals.Int(place + plan.IndexOfClassSum(sum)));
                WriteMissing(writer, plan, term, place);
            }

            if (plan.Overlap.Count == 0)
                writer.Line("// No term of this loss is a formula of class sums.");
        }
    }

    /// <summary>The slope along a sum that only other terms look at is 0, which a product with the number 0 says of any quantity.</summary>
    private static void WriteMissing(SourceWriter writer, LossPlan plan, ClassTerm term, int place)
    {
        foreach (var sum in plan.ClassSums.Where(sum => !term.Sums.Contains(sum)))
        {
            var index = plan.IndexOfClassSum(sum);
            writer.Line($"slopes[{Literals.Int(place + index)}] = 0.0 * sums[{Literals.Int(index)}];");
        }
    }
}
