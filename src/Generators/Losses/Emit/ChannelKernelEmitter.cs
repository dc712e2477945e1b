using MaskSharp.Generators.Emit;
using MaskSharp.Generators.Losses.Terms;

namespace MaskSharp.Generators.Losses.Emit;

/// <summary>Writes the loops of Binary and Multilabel losses, whose channels are independent: one channel at a time.</summary>
internal static class ChannelKernelEmitter
{
    public static void Write(SourceWriter writer, LossPlan plan)
    {
        WriteForward(writer, plan);
        writer.Line();
        WriteBackward(writer, plan);
    }

    private static void WriteForward(SourceWriter writer, LossPlan plan)
    {
        var ignores = plan.Spec.IgnoreIndex is not null;
        var sumsLogarithms = plan.Bce is not null && !plan.TakesLogarithms;
        using (KernelText.Forward(writer))
        {
            WriteConstants(writer, plan, forward: true);
            writer.Line("var counted = zero;");
            writer.Line("var smallest = zero;");
            writer.Line("var largest = zero;");
            foreach (var sum in plan.PixelSums)
                writer.Line($"var {sum} = zero;");
            foreach (var sum in plan.ClassSums.Where(sum => sum != ClassSum.Count))
                writer.Line($"var {sum.Name} = zero;");
            writer.Line();

            KernelText.Loop(writer, sumsLogarithms ? "bce" : null, () =>
            {
                WritePixel(writer, plan, forward: true);
                if (plan.Focal is { } focal)
                    WriteFocal(writer, plan, focal);
                if (plan.Bce is { } bce)
                    WriteBce(writer, plan, bce, sumsLogarithms);

                foreach (var sum in plan.PixelwiseSums)
                {
                    writer.Line().Line($"// {sum.Formula}");
                    // The focal loss has taken a pixel's disagreement: it is 1 − p_t.
                    writer.Line(plan.Focal is not null && sum == ClassSum.Disagreement ? $"{sum.Name} += miss;" : sum.Value!.ToAddition(sum.Name));
                }
            });

            writer.Line();
            KernelText.WriteCounts(writer, ignores);
            var place = KernelText.FirstSum;
            foreach (var sum in plan.PixelSums)
                writer.Line($"sums[{Literals.Int(place++)}] += TLane.Sum({sum});");
            foreach (var sum in plan.ClassSums.Where(sum => sum != ClassSum.Count))
                writer.Line($"sums[{Literals.Int(place + plan.IndexOfClassSum(sum))}] += TLane.Sum({sum.Name});");
        }
    }

    private static void WriteBackward(SourceWriter writer, LossPlan plan)
    {
        using (KernelText.Backward(writer))
        {
            WriteConstants(writer, plan, forward: false);
            var place = plan.PixelSums.Count;
            if (plan.Bce is not null)
                writer.Line($"ref readonly var slopeOfBce = ref slopes[{Literals.Int(plan.IndexOfPixelSum("bce"))}];");
            if (plan.NormalizedFocal is not null)
            {
                writer.Line($"ref readonly var slopeOfFocal = ref slopes[{Literals.Int(place + plan.IndexOfClassSum(ClassSum.FocalLoss))}];");
                writer.Line($"ref readonly var slopeOfFocus = ref slopes[{Literals.Int(place + plan.IndexOfClassSum(ClassSum.FocalFocus))}];");
            }
            else if (plan.Focal is not null)
            {
                writer.Line($"ref readonly var slopeOfFocal = ref slopes[{Literals.Int(plan.IndexOfPixelSum("focal"))}];");
            }

            foreach (var sum in plan.ClassSums.Where(sum => sum.HasSlope))
                writer.Line($"ref readonly var slopeOf{sum.Symbol} = ref slopes[{Literals.Int(place + plan.IndexOfClassSum(sum))}];");
            writer.Line();

            KernelText.Loop(writer, null, () =>
            {
                WritePixel(writer, plan, forward: false);
                if (plan.Bce is { } bce)
                    WriteSmoothed(writer, bce);
                writer.Line();
                WriteGradient(writer, plan);
            });
        }
    }

    private static void WriteConstants(SourceWriter writer, LossPlan plan, bool forward)
    {
        writer.Line("var zero = TLane.Zero;");
        writer.Line("var one = TLane.Create(1.0);");
        if (!plan.Spec.IsProbabilities)
            writer.Line("var background = TLane.Create(-10000.0);");
        if (plan.Spec.IsProbabilities && (plan.Focal is not null || (forward && plan.Bce is not null)))
            writer.Line("var floor = TLane.Create(-100.0);");
        if (plan.Spec.IsProbabilities && !forward && (plan.Focal is not null || plan.Bce is not null))
            writer.Line($"var tiny = TLane.Create({PixelTerm.Tiny});");
        if (plan.Focal?.Options.Factors is { } factors)
        {
            writer.Line($"global::System.ReadOnlySpan<double> focalFactors = new double[] {{ {string.Join(", ", factors.Select(Literals.Double))} }};");
            writer.Line("var focalFactor = TLane.Create(focalFactors[pixels.Channel]);");
        }

        if (plan.Spec.IgnoreIndex is { } ignored)
            writer.Line($"var ignored = TLane.Create({Literals.Double(ignored)});");
        if (plan.Bce is not { IsWeighted: true } bce)
            return;
        if (bce.IsUniform)
        {
            writer.Line($"var posWeight = TLane.Create({Literals.Double(bce.PosWeights[0])});");
            return;
        }

        writer.Line($"global::System.ReadOnlySpan<double> posWeights = new double[] {{ {string.Join(", ", bce.PosWeights.Select(Literals.Double))} }};");
        writer.Line("var posWeight = TLane.Create(posWeights[pixels.Channel]);");
    }

    /// <summary>The smoothed target and its complement; an ignored pixel keeps its 0, for which it adds nothing.</summary>
    private static void WriteSmoothed(SourceWriter writer, BceTerm bce)
    {
        if (!bce.IsSmoothed)
            return;
        writer.Line().Line("// Label smoothing: t(1 − ε) + (1 − t)ε");
        writer.Line($"var smoothed = TLane.SelectEqual(m, zero, zero, TLane.MultiplyAdd(TLane.Create({Literals.Double(1 - (2 * bce.Smoothing))}), t, TLane.Create({Literals.Double(bce.Smoothing)})));");
        writer.Line("var rest = one - smoothed;");
    }

    private static void WriteBce(SourceWriter writer, LossPlan plan, BceTerm bce, bool sumsLogarithms)
    {
        if (plan.Focal is not null && bce is { SumsLogarithms: true, IsSmoothed: false })
        {
            writer.Line().Line("// Bce: −log p_t, which the focal loss has taken").Line("bce += logLoss;");
            return;
        }

        WriteSmoothed(writer, bce);
        writer.Line().Line(plan.Spec.IsProbabilities ? "// Bce: −t·log p − (1 − t)·log(1 − p), the logarithms clamped at −100"
            : bce.SumsLogarithms ? "// Bce: (1 − t)·z + max(−z, 0) + log(1 + e)"
            : "// Bce: (1 − t)·max(z, 0) + wt·max(−z, 0) + (1 − t + wt)·log(1 + e)");
        writer.Line($"bce += {bce.LaneValue};");
        if (sumsLogarithms)
            writer.Line(KernelText.Multiply("e"));
        else if (bce.SumsLogarithms)
            writer.Line("bce += TLane.LogOnePlusOfFraction(e);");
    }

    /// <summary>The focal loss of a lane; a normalised one also sums φ, which an ignored pixel has none of.</summary>
    private static void WriteFocal(SourceWriter writer, LossPlan plan, FocalTerm focal)
    {
        var text = new FocalText(focal);
        writer.Line().Line($"// Focal: {focal.Formula}");
        text.WriteElement(writer, "e");
        text.WriteFocus(writer, withSlope: false);
        writer.Line(text.Addition(plan.NormalizedFocal is null ? "focal" : ClassSum.FocalLoss.Name, Factor(focal)));
        if (plan.NormalizedFocal is not null)
            writer.Line($"{ClassSum.FocalFocus.Name} = TLane.MultiplyAdd(m, focus, {ClassSum.FocalFocus.Name});");
    }

    private static string SlopeOf(ClassSum sum) => $"slopeOf{sum.Symbol}";

    private static string? Factor(FocalTerm focal) => focal.Options.Factors is null ? null : "focalFactor";

    /// <summary>Reads a lane and makes its probabilities.</summary>
    private static void WritePixel(SourceWriter writer, LossPlan plan, bool forward)
    {
        var read = plan.Spec.IsProbabilities ? "p" : "z";
        writer.Line($"var {read} = pixels.Prediction(i);");
        writer.Line("var t = pixels.Target(i);");
        WriteIgnored(writer, plan, read, forward);
        if (forward)
        {
            writer.Line();
            using (writer.Block("if (TBlock.ReportsRange)"))
            {
                writer.Line("smallest = TLane.Min(smallest, t);");
                writer.Line("largest = TLane.Max(largest, t);");
            }
        }

        writer.Line();
        if (plan.Spec.IsProbabilities)
        {
            writer.Line("var q = one - p;");
        }
        else
        {
            writer.Line("// e = exp(−|z|) gives p = σ(z), q = 1 − p and their product without cancellation.");
            writer.Line("var e = TLane.ExpOfMinusAbs(z);");
            if (!forward || plan.PixelwiseSums.Count > 0 || plan.Focal is not null)
            {
                writer.Line("var r = TLane.Reciprocal(one + e);");
                writer.Line("var s = e * r;");
                writer.Line("var p = TLane.SelectNonNegative(z, r, s);");
                writer.Line("var q = TLane.SelectNonNegative(z, s, r);");
            }
        }

        writer.Line("var n = one - t;");
    }

    private static void WriteIgnored(SourceWriter writer, LossPlan plan, string read, bool forward)
    {
        void Replace(string background)
        {
            writer.Line($"{read} = TLane.SelectEqual(m, zero, {background}, {read});");
            writer.Line("t = TLane.SelectEqual(m, zero, zero, t);");
            if (forward)
                writer.Line("counted += m;");
        }

        var certain = plan.Spec.IsProbabilities ? "zero" : "background";
        const string Why = "// An ignored pixel becomes background that is predicted with certainty: it adds exactly 0 to every sum.";
        writer.Line();
        writer.Line("var m = TBlock.IsMasked ? pixels.Counted(i) : one;");
        if (plan.Spec.IgnoreIndex is null)
        {
            writer.Line().Line(Why);
            using (writer.Block("if (TBlock.IsMasked)"))
                Replace(certain);
        }
        else
        {
            if (plan.Spec.Mode == LossMode.Multilabel)
            {
                writer.Line("// Class indices were compared before they were expanded.");
                using (writer.Block("if (!TBlock.HasClassIndices)"))
                    writer.Line("m = TLane.SelectEqual(t, ignored, zero, m);");
            }
            else
            {
                writer.Line("m = TLane.SelectEqual(t, ignored, zero, m);");
            }

            writer.Line().Line(Why);
            Replace(certain);
        }
    }

    private static void WriteGradient(SourceWriter writer, LossPlan plan)
    {
        var isProbabilities = plan.Spec.IsProbabilities;
        var direct = new List<string>();
        if (plan.Bce is { } bce)
            direct.Add(isProbabilities ? $"slopeOfBce * ({bce.LaneSlope})" : $"slopeOfBce * {bce.LaneSlope}");
        var sums = plan.PixelwiseSums.Where(sum => sum.HasSlope).ToList();
        var through = KernelText.Along(sums, SlopeOf);
        if (plan.Focal is { } focal)
        {
            var text = new FocalText(focal);
            var chain = isProbabilities ? null : "r * s";
            writer.Line("// Focal: ∂φ·ℓ + φ·∂ℓ");
            text.WriteElement(writer, "e");
            text.WriteElementSlope(writer);
            if (text.IsFactored && !isProbabilities && plan.NormalizedFocal is null)
            {
                // ∂φ goes through 1 − p_t, whose sum is D, and ∂ℓ is the slope of a plain cross-entropy: what they share is taken once.
                writer.Line($"var weighed = {text.WeighedSlope(Factor(focal))};");
                direct = plan.Bce?.LaneSlope == text.LogLossSlope
                    ? [$"TLane.MultiplyAdd(weighed, miss, slopeOfBce) * {text.LogLossSlope}"]
                    : [.. direct, $"weighed * miss * {text.LogLossSlope}"];
                var ofMiss = text.OfExponent("weighed");
                if (sums.Contains(ClassSum.Disagreement))
                    through = KernelText.Along(sums, sum => sum == ClassSum.Disagreement ? $"TLane.MultiplyAdd({ofMiss}, logLoss, {SlopeOf(sum)})" : SlopeOf(sum));
                else
                    through = through.Length > 0 ? $"TLane.MultiplyAdd({ofMiss} * logLoss, n - t, {through})" : $"{ofMiss} * logLoss * (n - t)";
            }
            else
            {
                direct.Add($"slopeOfFocal * ({text.LossSlope(Factor(focal), chain)})");
                if (plan.NormalizedFocal is not null)
                    direct.Add($"slopeOfFocus * ({text.FocusSlope(chain)})");
            }

            writer.Line();
        }

        if (through.Length > 0)
        {
            writer.Line("// Through p: Σ (∂L/∂S)·(∂s/∂p)");
            writer.Line($"var g = {through};");
        }

        var sumOfDirect = string.Join(" + ", direct.Select(part => direct.Count > 1 ? $"({part})" : part));
        var gradient = (direct.Count > 0, through.Length > 0, isProbabilities) switch
        {
            (false, _, true) => "g",
            (false, _, false) => "g * (r * s)",
            (_, false, _) => sumOfDirect,
            (_, true, true) => $"g + ({sumOfDirect})",
            (_, true, false) => $"TLane.MultiplyAdd(g, r * s, {sumOfDirect})",
        };
        if (isProbabilities)
        {
            writer.Line("// Probabilities have no activation that would make an ignored pixel's gradient 0.");
            writer.Line($"pixels.SetGradient(i, TLane.SelectEqual(m, zero, zero, {gradient}));");
        }
        else
        {
            writer.Line(through.Length > 0 ? "// Through the sigmoid: ∂p/∂z = p(1 − p) = r·s" : "// The sigmoid cancels against the logarithms.");
            writer.Line($"pixels.SetGradient(i, {gradient});");
        }
    }
}
