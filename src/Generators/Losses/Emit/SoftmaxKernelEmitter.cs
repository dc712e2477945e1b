using MaskSharp.Generators.Emit;
using MaskSharp.Generators.Losses.Terms;

namespace MaskSharp.Generators.Losses.Emit;

/// <summary>Writes the loops of Multiclass losses: all channels of a pixel together, for a softmax joins them.</summary>
internal sealed partial class SoftmaxKernelEmitter(SourceWriter writer, LossPlan plan)
{
    private readonly ClassLoop _classes = new(plan.Spec.Classes);

    private bool HasSums => plan.PixelwiseSums.Count > 0;

    /// <summary>The focal loss of each class against the rest, which needs no softmax.</summary>
    private FocalTerm? SigmoidFocal => plan.Focal is { Options.IsSoftmax: false } focal ? focal : null;

    private FocalTerm? SoftmaxFocal => plan.Focal is { Options.IsSoftmax: true } focal ? focal : null;

    private bool NeedsSoftmax => !IsProbabilities && (HasSums || plan.CrossEntropy is not null || SoftmaxFocal is not null);

    private bool NeedsLogarithms => !IsProbabilities && SoftmaxFocal is not null;

    private bool IsProbabilities => plan.Spec.IsProbabilities;

    /// <summary>Whether every pixel's logarithm has factor 1 and the product of a run stays finite.</summary>
    private bool SumsLogarithms => plan.CrossEntropy is { ClassWeights: null, IsSmoothed: false } && !IsProbabilities && plan.Spec.Classes <= 64
        && !NeedsLogarithms;

    /// <summary>The local that holds a class's exponential or, where there is no softmax, its probability.</summary>
    private string Value => IsProbabilities ? "probability" : "e";

    public static void Write(SourceWriter writer, LossPlan plan)
    {
        var emitter = new SoftmaxKernelEmitter(writer, plan);
        emitter.WriteForward();
        writer.Line();
        emitter.WriteBackward();
    }

    private void WriteForward()
    {
        using (KernelText.Forward(writer))
        {
            WriteConstants(forward: true);
            writer.Line("var counted = zero;");
            writer.Line("var smallest = zero;");
            writer.Line("var largest = zero;");
            foreach (var sum in plan.PixelSums)
                writer.Line($"var {sum} = zero;");
            foreach (var sum in plan.ClassSums.Where(sum => sum != ClassSum.Count))
                _classes.Declare(writer, sum.Name, "zero");
            writer.Line();

            KernelText.Loop(writer, SumsLogarithms ? "crossEntropy" : null, () =>
            {
                WritePixel(forward: true);
                if (NeedsLogarithms)
                    WriteLogOfSum();
                if (plan.CrossEntropy is not null)
                    WriteCrossEntropy();
                if (SoftmaxFocal is not null)
                    WriteSoftmaxFocal(forward: true);
                if (HasSums)
                    WriteSums();
            });

            writer.Line();
            KernelText.WriteCounts(writer, plan.Spec.IgnoreIndex is not null);
            var place = KernelText.FirstSum;
            foreach (var sum in plan.PixelSums)
                writer.Line($"sums[{Literals.Int(place++)}] += TLane.Sum({sum});");
            foreach (var sum in plan.ClassSums.Where(sum => sum != ClassSum.Count))
            {
                var first = place + plan.IndexOfClassSum(sum);
                _classes.Each(writer, c => writer.Line($"sums[{c.Place(first, plan.ClassSums.Count)}] += TLane.Sum({c[sum.Name]});"));
            }
        }
    }

    private void WriteBackward()
    {
        using (KernelText.Backward(writer))
        {
            WriteConstants(forward: false);
            if (plan.CrossEntropy is not null)
                writer.Line($"ref readonly var slopeOfCrossEntropy = ref slopes[{Literals.Int(plan.IndexOfPixelSum("crossEntropy"))}];");
            var place = plan.PixelSums.Count;
            if (plan.NormalizedFocal is not null)
            {
                DeclareSlopes("slopeOfFocal", place + plan.IndexOfClassSum(ClassSum.FocalLoss));
                DeclareSlopes("slopeOfFocus", place + plan.IndexOfClassSum(ClassSum.FocalFocus));
            }
            else if (plan.Focal is not null)
            {
                writer.Line($"ref readonly var slopeOfFocal = ref slopes[{Literals.Int(plan.IndexOfPixelSum("focal"))}];");
            }

            foreach (var sum in plan.ClassSums.Where(sum => sum.HasSlope))
            {
                DeclareSlopes("slopeOf" + sum.Symbol, place + plan.IndexOfClassSum(sum));
            }

            if (HasSums)
                _classes.Declare(writer, "g", "zero");
            if (plan.Focal is not null)
                _classes.Declare(writer, "ofFocal", "zero");
            writer.Line();

            KernelText.Loop(writer, null, () =>
            {
                WritePixel(forward: false);
                if (NeedsLogarithms)
                    WriteLogOfSum();
                if (SoftmaxFocal is not null)
                    WriteSoftmaxFocal(forward: false);
                if (HasSums)
                    WriteThroughSums();
                WriteGradient();
            });
        }
    }

    private void WriteConstants(bool forward)
    {
        writer.Line("var zero = TLane.Zero;");
        writer.Line("var one = TLane.Create(1.0);");
        if (IsProbabilities && (plan.Focal is not null || (forward && plan.CrossEntropy is not null)))
            writer.Line("var floor = TLane.Create(-100.0);");
        if (IsProbabilities && !forward && (plan.Focal is not null || plan.CrossEntropy is not null))
            writer.Line($"var tiny = TLane.Create({PixelTerm.Tiny});");
        if (SigmoidFocal is not null && !IsProbabilities)
            writer.Line("var background = TLane.Create(-10000.0);");
        if (plan.Spec.IgnoreIndex is { } ignored)
            writer.Line($"var ignored = TLane.Create({Literals.Double(ignored)});");
        if (plan.CrossEntropy?.ClassWeights is { } weights)
            _classes.DeclareConstants(writer, "weight", weights);
        if (plan.Focal?.Options.Factors is { } factors)
            _classes.DeclareConstants(writer, "focalFactor", factors);
        _classes.DeclareNumbers(writer);
        _classes.Declare(writer, Value, "zero");
        _classes.Declare(writer, "target", "zero");
        if (NeedsLogarithms)
            _classes.Declare(writer, "shifted", "zero");
    }

    /// <summary>Reads a pixel of all channels and makes t_c and, from logits, e_c = exp(z_c − max z) and 1/Σe.</summary>
    private void WritePixel(bool forward)
    {
        var needsShare = !forward && plan.CrossEntropy is not null && !IsProbabilities;
        writer.Line("var m = TBlock.IsMasked ? pixels.Counted(i) : one;");
        writer.Line("var index = TBlock.HasClassIndices ? pixels.Target(i) : zero;");
        WriteIndex(forward);
        if (NeedsSoftmax)
            writer.Line("var top = TLane.Create(double.NegativeInfinity);");
        if (needsShare)
            writer.Line("var share = zero;");
        writer.Line($"// {(IsProbabilities ? "Probability" : "Logit")} and target of each class; what stands in an ignored pixel must not reach a sum, be it NaN.");
        _classes.Each(
            writer,
            c =>
            {
                writer.Line($"var z = pixels.Prediction(i, {c.Index});");
                writer.Line($"var t = TBlock.HasClassIndices ? TLane.SelectEqual(index, {c.Lane}, one, zero) : pixels.Target(i, {c.Index});");
                if (forward)
                {
                    using (writer.Block("if (TBlock.ReportsRange && !TBlock.HasClassIndices)"))
                        WriteRange("t");
                }

                WhereMasked(() =>
                {
                    writer.Line("z = TLane.SelectEqual(m, zero, zero, z);");
                    writer.Line("t = TLane.SelectEqual(m, zero, zero, t);");
                });
                writer.Line($"{c[Value]} = z;");
                writer.Line($"{c["target"]} = t;");
                if (NeedsSoftmax)
                    writer.Line("top = TLane.Max(top, z);");
                if (needsShare)
                    writer.Line($"share += {Weighted(c)};");
            },
            isScoped: true);
        if (forward)
            WhereMasked(() => writer.Line("counted += m;"));
        if (SigmoidFocal is not null)
            WriteSigmoidFocal(forward);
        if (NeedsSoftmax)
            WriteSoftmax(forward);
    }

    /// <summary>What a class index says before it is compared with each class: whether its pixel counts, and the range.</summary>
    private void WriteIndex(bool forward)
    {
        if (plan.Spec.IgnoreIndex is null && !forward)
            return;
        using (writer.Block("if (TBlock.HasClassIndices)"))
        {
            if (plan.Spec.IgnoreIndex is not null)
                writer.Line("m = TLane.SelectEqual(index, ignored, zero, m);");
            if (forward)
            {
                WhereMasked(() => writer.Line("index = TLane.SelectEqual(m, zero, zero, index);"));
                WriteRange("index");
            }
        }

        writer.Line();
    }

    private void WriteRange(string value)
    {
        writer.Line($"smallest = TLane.Min(smallest, {value});");
        writer.Line($"largest = TLane.Max(largest, {value});");
    }

    private void WriteSoftmax(bool forward)
    {
        writer.Line();
        writer.Line("// Softmax: e_c = exp(z_c − max z), p_c = e_c/Σe; the others are all classes but the target's.");
        writer.Line("var sum = zero;");
        writer.Line("var others = zero;");
        if (plan.CrossEntropy is not null && forward)
            writer.Line("var ofTarget = zero;");
        if (NeedsLogarithms)
            writer.Line("var atTarget = zero;");
        if (NeedsLogarithms && !forward)
            writer.Line("var ofTargetsClass = zero;");
        _classes.Each(
            writer,
            c =>
            {
                writer.Line($"var below = {c["e"]} - top;");
                if (NeedsLogarithms)
                {
                    writer.Line($"{c["shifted"]} = below;");
                    writer.Line($"atTarget = TLane.SelectEqual({c["target"]}, zero, atTarget, below);");
                }

                if (plan.CrossEntropy is not null && forward)
                    writer.Line(plan.CrossEntropy.IsSmoothed
                        ? $"ofTarget = TLane.MultiplyAdd({Weighted(c)}, below, ofTarget);"
                        : $"ofTarget = TLane.SelectEqual({c["target"]}, zero, ofTarget, TLane.MultiplyAdd({Weighted(c)}, below, ofTarget));");
                writer.Line("var exponential = TLane.ExpOfNegative(below);");
                writer.Line($"{c["e"]} = exponential;");
                writer.Line("sum += exponential;");
                if (NeedsLogarithms && !forward)
                    writer.Line($"ofTargetsClass = TLane.SelectEqual({c["target"]}, zero, ofTargetsClass, exponential);");
                writer.Line($"others = TLane.MultiplyAdd(one - {c["target"]}, exponential, others);");
            },
            isScoped: true);
        if (!HasSums && SoftmaxFocal is null && forward)
            return;
        writer.Line("var r = TLane.Reciprocal(sum);");
        WhereMasked(() => writer.Line("r = TLane.SelectEqual(m, zero, zero, r);"));
    }

    private void WriteCrossEntropy()
    {
        writer.Line();
        if (IsProbabilities)
        {
            writer.Line("// CrossEntropy: −Σ w_c·t_c·log p_c, the logarithms clamped at −100");
            _classes.Each(writer, c => writer.Line($"crossEntropy -= {Weighted(c)} * TLane.Max(floor, TLane.Log({c["probability"]}));"));
        }
        else
        {
            writer.Line("// CrossEntropy: log Σe − (z_t − max z). Where the target has the largest logit, Σe − 1 is the others' sum, which");
            writer.Line("// keeps its precision.");
            if (!NeedsLogarithms)
            {
                writer.Line(plan.CrossEntropy!.IsSmoothed
                    ? "var x = sum - one;"
                    : "var x = TBlock.HasClassIndices ? TLane.SelectEqual(ofTarget, zero, others, sum - one) : sum - one;");
            }

            writer.Line("crossEntropy -= ofTarget;");
            if (SumsLogarithms)
            {
                using (writer.Block("if (TBlock.HasClassIndices)"))
                {
                    WhereMasked(() => writer.Line("x = TLane.SelectEqual(m, zero, zero, x);"));
                    writer.Line(KernelText.Multiply("x"));
                }

                using (writer.Block("else"))
                    WriteShareOfLogarithm();
            }
            else
            {
                WriteShareOfLogarithm();
            }
        }

        if (plan.CrossEntropy!.WeightLocal is { } weights)
            _classes.Each(writer, c => writer.Line($"{weights} = TLane.MultiplyAdd({c["weight"]}, {c["target"]}, {weights});"));
    }

    private void WriteShareOfLogarithm()
    {
        WriteShare();
        writer.Line($"crossEntropy = TLane.MultiplyAdd(share, {(NeedsLogarithms ? "logOfSum" : "TLane.LogOnePlus(x)")}, crossEntropy);");
    }

    /// <summary>Σ w_c·t_c: the target's weight.</summary>
    private void WriteShare()
    {
        writer.Line("var share = zero;");
        _classes.Each(writer, c => writer.Line($"share += {Weighted(c)};"));
    }

    private void WriteSums()
    {
        writer.Line();
        foreach (var sum in plan.PixelwiseSums)
            writer.Line($"// {sum.Formula} of each class");
        _classes.Each(
            writer,
            c =>
            {
                WriteClass(c);
                foreach (var sum in plan.PixelwiseSums)
                    writer.Line(sum.Value!.ToAddition(c[sum.Name]));
            },
            isScoped: true);
    }

    /// <summary>p, q, t and n of one class, as the expressions of the sums name them.</summary>
    private void WriteClass(ClassLoop.Class c)
    {
        writer.Line(IsProbabilities ? $"var p = {c["probability"]};" : $"var p = {c["e"]} * r;");
        writer.Line($"var t = {c["target"]};");
        writer.Line("var n = one - t;");
        writer.Line(IsProbabilities ? "var q = one - p;" : "var q = TBlock.HasClassIndices ? others * r : one - p;");
    }

    private void WriteThroughSums()
    {
        writer.Line().Line("// Through p: g_c = Σ (∂L/∂S)·(∂s/∂p_c)");
        if (!IsProbabilities)
            writer.Line("var mean = zero;");
        _classes.Each(
            writer,
            c =>
            {
                WriteClass(c);
                writer.Line($"var along = {KernelText.Along(plan.PixelwiseSums.Where(sum => sum.HasSlope), sum => c["slopeOf" + sum.Symbol])};");
                writer.Line($"{c["g"]} = along;");
                if (!IsProbabilities)
                    writer.Line("mean = TLane.MultiplyAdd(p, along, mean);");
            },
            isScoped: true);
    }

    private void WriteGradient()
    {
        writer.Line();
        if (IsProbabilities)
        {
            writer.Line("// Probabilities have no activation that would make an ignored pixel's gradient 0.");
            _classes.Each(writer, c => writer.Line($"pixels.SetGradient(i, {c.Index}, TLane.SelectEqual(m, zero, zero, {OfProbability(c)}));"));
            return;
        }

        if (HasSums)
            writer.Line("// Through the softmax: ∂L/∂z_c = p_c·(g_c − Σ_k p_k·g_k)");
        if (plan.CrossEntropy is not null)
            writer.Line("// CrossEntropy: p_c·Σ_k w_k·t_k − w_c·t_c, for class indices w_t·(p_c(1 − t_c) − (1 − p_c)t_c)");
        if (SoftmaxFocal is not null)
            writer.Line("// Focal: h_c(1 − p_c) − p_c·Σ_{k≠c} h_k");
        _classes.Each(writer, WriteGradient, isScoped: NeedsSoftmax);
    }

    private void WriteGradient(ClassLoop.Class c)
    {
        if (NeedsSoftmax)
            writer.Line($"var p = {c["e"]} * r;");
        if (plan.CrossEntropy is not null)
            WriteDirect(c);
        var parts = new List<string>();
        if (plan.CrossEntropy is not null && HasSums)
            parts.Add($"TLane.MultiplyAdd(slopeOfCrossEntropy, direct, p * ({c["g"]} - mean))");
        else if (plan.CrossEntropy is not null)
            parts.Add("slopeOfCrossEntropy * direct");
        else if (HasSums)
            parts.Add($"p * ({c["g"]} - mean)");
        if (SigmoidFocal is not null)
            parts.Add(c["ofFocal"]);
        if (SoftmaxFocal is not null)
            parts.Add($"slopeOfFocal * TLane.MultiplySubtract({c["ofFocal"]}, TBlock.HasClassIndices ? others * r : one - p, p * (focalSum - {c["ofFocal"]}))");
        writer.Line($"pixels.SetGradient(i, {c.Index}, {string.Join(" + ", parts.Select(part => parts.Count > 1 ? $"({part})" : part))});");
    }

    /// <summary>The derivative of the cross-entropy along z_c.</summary>
    private void WriteDirect(ClassLoop.Class c)
    {
        var soft = $"TLane.MultiplySubtract(share, p, {Weighted(c)})";
        if (plan.CrossEntropy!.IsSmoothed)
        {
            writer.Line($"var direct = {soft};");
            return;
        }

        writer.Line("var direct = TBlock.HasClassIndices");
        using (writer.Indent())
        {
            writer.Line($"? share * TLane.MultiplySubtract(p, one - {c["target"]}, others * r * {c["target"]})");
            writer.Line($": {soft};");
        }
    }

    private string OfProbability(ClassLoop.Class c)
    {
        var parts = new List<string>();
        if (HasSums)
            parts.Add(c["g"]);
        if (plan.Focal is not null)
            parts.Add(SoftmaxFocal is null ? c["ofFocal"] : $"slopeOfFocal * {c["ofFocal"]}");
        var sum = string.Join(" + ", parts.Select(part => parts.Count > 1 ? $"({part})" : part));
        if (plan.CrossEntropy is null)
            return sum;
        var direct = $"slopeOfCrossEntropy * {Weighted(c)} / TLane.Max(tiny, {c["probability"]})";
        return parts.Count == 0 ? $"-({direct})" : $"{sum} - ({direct})";
    }

    private void DeclareSlopes(string name, int first) => _classes.Declare(writer, name, c => $"slopes[{c.Place(first, plan.ClassSums.Count)}]");

    /// <summary>Statements that only a mask or an ignore index needs.</summary>
    private void WhereMasked(Action body)
    {
        using (plan.Spec.IgnoreIndex is null ? writer.Block("if (TBlock.IsMasked)") : null)
            body();
    }

    /// <summary>w_c·t_c, the target smoothed.</summary>
    private string Weighted(ClassLoop.Class c)
    {
        var target = plan.CrossEntropy is { IsSmoothed: true } smoothed
            ? $"(m * TLane.MultiplyAdd(TLane.Create({Literals.Double(smoothed.Kept)}), {c["target"]}, TLane.Create({Literals.Double(smoothed.Spread)})))"
            : c["target"];
        return plan.CrossEntropy?.ClassWeights is null ? target : $"({c["weight"]} * {target})";
    }
}
