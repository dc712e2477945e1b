using MaskSharp.Generators.Emit;

namespace MaskSharp.Generators.Losses.Emit;

/// <summary>Writes the overloads of a loss with a boundary term that take the target's distance map.</summary>
internal static class DistanceMapEmitter
{
    private const string Tensor = "global::TorchSharp.torch.Tensor";

    public static void Write(SourceWriter writer, string name, string kernel)
    {
        Overload(writer, name, $"{Tensor} {name}", $"TotalWithMap<{kernel}>", name);
        Overload(writer, name, $"global::MaskSharp.LossTerms {name}WithTerms", $"TermsWithMap<{kernel}>", name + "WithTerms");
    }

    private static void Overload(SourceWriter writer, string name, string signature, string call, string plain)
        => writer
            .Line($"/// <summary>The same as <see cref=\"{plain}({Tensor}, {Tensor}, {Tensor})\"/>, which computes the target's distance map in every call.</summary>")
            .Line($"/// <param name=\"prediction\">As in <see cref=\"{name}({Tensor}, {Tensor}, {Tensor})\"/>.</param>")
            .Line("/// <param name=\"target\">As there.</param>")
            .Line("/// <param name=\"distanceMap\"><see cref=\"global::MaskSharp.BoundaryMaps.SignedDistance\"/> of the target: the prediction's shape, floating, on its device. Give it by name, for a third argument is a mask.</param>")
            .Line("/// <param name=\"mask\">As there.</param>")
            .Line("/// <returns>The same.</returns>")
            .Line("/// <exception cref=\"global::System.ArgumentException\">An argument is null, or a shape, dtype, device or class index does not fit; the message says which and what was expected.</exception>")
            .Line(EmittedFile.GeneratedCode)
            .Line($"public static {signature}({Tensor} prediction, {Tensor} target, {Tensor} distanceMap, {Tensor}? mask = null)")
            .Line($"    => global::MaskSharp.Fused.FusedLoss.{call}(prediction, target, distanceMap, mask);")
            .Line();
}
