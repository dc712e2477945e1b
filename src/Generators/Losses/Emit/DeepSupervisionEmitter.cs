using MaskSharp.Generators.Emit;
using MaskSharp.Generators.Model;

namespace MaskSharp.Generators.Losses.Emit;

/// <summary>Writes the overloads that take the predictions of several resolutions, where the attribute gives their weights.</summary>
internal static class DeepSupervisionEmitter
{
    private const string Tensor = "global::TorchSharp.torch.Tensor";
    private const string List = $"global::System.Collections.Generic.IReadOnlyList<{Tensor}>";

    public static void Write(SourceWriter writer, LossSpec spec, string kernel)
    {
        if (spec.DeepSupervision is not { } weights)
            return;
        foreach (var (type, parameter) in new[] { (Tensor, "target"), (List, "targets") })
        {
            WriteOverload(writer, spec.Name, weights, kernel, (type, parameter), isTerms: false);
            WriteOverload(writer, spec.Name, weights, kernel, (type, parameter), isTerms: true);
        }
    }

    private static void WriteOverload(
        SourceWriter writer, string name, EquatableArray<double> weights, string kernel, (string Type, string Name) target, bool isTerms)
    {
        var one = target.Name == "target";
        var text = string.Join(", ", weights.Select(Literals.Double));
        writer
            .Line()
            .Line($"/// <summary>The loss{(isTerms ? " and each of its terms" : "")} over {Literals.Int(weights.Count)} resolutions: Σ w_l · <see cref=\"{name}({Tensor}, {Tensor}, {Tensor})\"/> of level l, w = ({string.Join(", ", weights.Select(Literals.Number))}).</summary>")
            .Line("/// <remarks>Target and mask are resized to each level by taking the value at each pixel's centre (nearest-exact). A level of weight 0 is not looked at. Source: Lee et al. 2015.</remarks>")
            .Line($"/// <param name=\"predictions\">The predictions of the levels, in the order of the weights, each as in <see cref=\"{name}({Tensor}, {Tensor}, {Tensor})\"/>.</param>")
            .Line(one
                ? "/// <param name=\"target\">The target at full resolution, as there.</param>"
                : "/// <param name=\"targets\">A target for each level, as there; one of another resolution than its prediction is resized.</param>")
            .Line($"/// <param name=\"mask\">Broadcastable over [N, 1, …], any dtype, at the resolution of the {(one ? "target" : "first target")}; a pixel counts where it is not 0. Null counts every pixel.</param>")
            .Line($"/// <returns>{(isTerms ? "The weighted total and the unweighted terms, each a 0-dim tensor summed over the levels." : "The loss as a 0-dim tensor, differentiable with respect to the predictions; float64 for float64, else float32.")}</returns>")
            .Line("/// <exception cref=\"global::System.ArgumentException\">An argument is null, the number of levels is another, or a level's arguments do not fit; the message says which and what was expected.</exception>")
            .Line(EmittedFile.GeneratedCode)
            .Line($"public static {(isTerms ? "global::MaskSharp.LossTerms" : Tensor)} {name}{(isTerms ? "WithTerms" : "")}({List} predictions, {target.Type} {target.Name}, {Tensor}? mask = null)")
            .Line($"    => global::MaskSharp.Fused.DeepSupervision.{(isTerms ? "Terms" : "Total")}<{kernel}>(predictions, {target.Name}, mask, new double[] {{ {text} }});");
    }
}
