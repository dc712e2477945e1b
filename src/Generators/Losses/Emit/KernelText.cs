using MaskSharp.Generators.Emit;

namespace MaskSharp.Generators.Losses.Emit;

/// <summary>What the kernels of all modes have in common: headers, the loops over lanes, and how sums leave them.</summary>
internal static class KernelText
{
    /// <summary>
    /// How many pixels' factors 1 + e ≤ 2 (or Σe ≤ C) are multiplied before one logarithm is taken: few enough to stay finite in float.
    /// </summary>
    public const int Run = 16;

    /// <summary>Places before the sums of the terms: counted elements, smallest and largest target.</summary>
    public const int FirstSum = 3;

    private const string Optimized = "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]";

    public static IDisposable Forward(SourceWriter writer) => Method(writer, "Forward", "global::System.Span<double> sums");

    public static IDisposable Backward(SourceWriter writer) => Method(writer, "Backward", "global::System.ReadOnlySpan<TLane> slopes");

    /// <summary>The loop over the block; with <paramref name="product"/>, in runs that end with the logarithm of a product.</summary>
    public static void Loop(SourceWriter writer, string? product, Action body)
    {
        if (product is null)
        {
            using (writer.Block("for (var i = 0; i < pixels.Count; i += TLane.Width)"))
                body();
            return;
        }

        writer.Line($"// Σ log(1 + x) is taken as the logarithm of a product of {Run} factors, kept less 1 so that small x are not lost.");
        using (writer.Block($"for (var start = 0; start < pixels.Count; start += {Run} * TLane.Width)"))
        {
            writer.Line($"var end = global::System.Math.Min(pixels.Count, start + ({Run} * TLane.Width));");
            writer.Line("var product = zero;");
            using (writer.Block("for (var i = start; i < end; i += TLane.Width)"))
                body();
            writer.Line();
            writer.Line($"{product} += TLane.LogOnePlus(product);");
        }
    }

    /// <summary>Multiplies one more factor into the run's product.</summary>
    public static string Multiply(string x) => $"product = TLane.MultiplyAdd(product, {x}, product + {x});";

    /// <summary>Σ (∂L/∂S)·(∂s/∂p): what is the same for all pixels first, so that each of the others is one multiplication and addition.</summary>
    public static string Along(IEnumerable<ClassSum> sums, Func<ClassSum, string> slopeOf)
    {
        var along = "";
        foreach (var sum in sums.OrderBy(sum => sum.Slope is not null))
        {
            var slope = slopeOf(sum);
            if (sum.Slope is not null)
                slope = along.Length > 0 ? $"TLane.MultiplyAdd({slope}, {sum.Slope.ToLanes()}, {along})" : $"{slope} * ({sum.Slope.ToLanes()})";
            else if (along.Length > 0)
                slope = $"{along} + {slope}";
            along = slope;
        }

        return along;
    }

    /// <summary>Adds counted pixels and the range of the target to the leading sums.</summary>
    public static void WriteCounts(SourceWriter writer, bool ignores)
    {
        writer.Line(ignores
            ? "sums[0] += TLane.Sum(counted);"
            : "sums[0] += TBlock.IsMasked ? TLane.Sum(counted) : pixels.Count;");
        using (writer.Block("if (TBlock.ReportsRange)"))
        {
            writer.Line("sums[1] = global::System.Math.Min(sums[1], TLane.Minimum(smallest));");
            writer.Line("sums[2] = global::System.Math.Max(sums[2], TLane.Maximum(largest));");
        }

        writer.Line();
    }

    private static IDisposable Method(SourceWriter writer, string name, string results)
    {
        writer.Line("/// <inheritdoc/>");
        writer.Line(Optimized);
        writer.Line($"public static void {name}<TLane, TBlock>(TBlock pixels, {results})");
        using (writer.Indent())
        {
            writer.Line("where TLane : unmanaged, global::MaskSharp.Fused.ILane<TLane>");
            writer.Line("where TBlock : struct, global::MaskSharp.Fused.IPixelBlock<TLane>");
        }

        return writer.Block();
    }
}
