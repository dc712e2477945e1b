using MaskSharp.Generators.Emit;

namespace MaskSharp.Generators.Losses.Emit;

/// <summary>Writes the kernel of a loss that takes no sums, which is never run.</summary>
internal static class IdleKernelEmitter
{
    public static void Write(SourceWriter writer)
    {
        Method(
            writer,
            "void Forward<TLane, TBlock>(TBlock pixels, global::System.Span<double> sums)",
            "where TLane : unmanaged, global::MaskSharp.Fused.ILane<TLane>",
            "where TBlock : struct, global::MaskSharp.Fused.IPixelBlock<TLane>");
        Method(
            writer,
            "void Backward<TLane, TBlock>(TBlock pixels, global::System.ReadOnlySpan<TLane> slopes)",
            "where TLane : unmanaged, global::MaskSharp.Fused.ILane<TLane>",
            "where TBlock : struct, global::MaskSharp.Fused.IPixelBlock<TLane>");
        Method(
            writer,
            "void Overlap<T>(global::System.ReadOnlySpan<T> sums, global::System.Span<T> values, global::System.Span<T> slopes)",
            "where T : global::MaskSharp.Fused.IQuantity<T>");
        Method(writer, "void Sums(global::MaskSharp.Fused.PixelTensors pixels)");
        writer
            .Line("/// <inheritdoc/>")
            .Line("public static global::TorchSharp.torch.Tensor Gradient(global::MaskSharp.Fused.PixelTensors pixels, global::MaskSharp.Fused.SlopeTensors slopes)")
            .Line("    => global::TorchSharp.torch.zeros_like(pixels.Prediction);");
    }

    private static void Method(SourceWriter writer, string signature, params string[] constraints)
    {
        writer.Line("/// <inheritdoc/>").Line($"public static {signature}");
        using (writer.Indent())
        {
            foreach (var constraint in constraints)
                writer.Line(constraint);
        }

        using (writer.Block())
            writer.Line("// No term of this loss is a formula of sums.");
        writer.Line();
    }
}
