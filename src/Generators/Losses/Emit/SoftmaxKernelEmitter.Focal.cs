using MaskSharp.Generators.Emit;
using MaskSharp.Generators.Losses.Terms;

namespace MaskSharp.Generators.Losses.Emit;

/// <content>The focal term among exclusive classes.</content>
internal sealed partial class SoftmaxKernelEmitter
{
    /// <summary>The focal loss of each class against the rest, from its own logit or probability.</summary>
    private void WriteSigmoidFocal(bool forward)
    {
        var focal = SigmoidFocal!;
        var text = new FocalText(focal);
        writer.Line().Line($"// Focal: {focal.Formula}");
        _classes.Each(
            writer,
            c =>
            {
                WriteElement(c);
                text.WriteElement(writer, "decay");
                if (forward)
                    AddSigmoidFocal(text, c);
                else
                    WriteSigmoidFocalSlope(text, c);
            },
            isScoped: true,
            first: focal.Options.FirstClass);
    }

    /// <summary>z, p and q = 1 − p of one class against the rest; what is ignored is background that is predicted with certainty.</summary>
    private void WriteElement(ClassLoop.Class c)
    {
        if (IsProbabilities)
        {
            writer.Line($"var p = {c["probability"]};");
            writer.Line("var q = one - p;");
        }
        else
        {
            writer.Line($"var z = {c["e"]};");
            WhereMasked(() => writer.Line("z = TLane.SelectEqual(m, zero, background, z);"));
            writer.Line("var decay = TLane.ExpOfMinusAbs(z);");
            writer.Line("var inverse = TLane.Reciprocal(one + decay);");
            writer.Line("var lesser = decay * inverse;");
            writer.Line("var p = TLane.SelectNonNegative(z, inverse, lesser);");
            writer.Line("var q = TLane.SelectNonNegative(z, lesser, inverse);");
        }

        writer.Line($"var t = {c["target"]};");
        writer.Line("var n = one - t;");
    }

    private void AddSigmoidFocal(FocalText text, ClassLoop.Class c)
    {
        text.WriteFocus(writer, withSlope: false);
        if (plan.NormalizedFocal is null)
        {
            writer.Line(text.Addition("focal", Factor(c)));
            return;
        }

        writer.Line(text.Addition(c[ClassSum.FocalLoss.Name], Factor(c)));
        writer.Line($"{c[ClassSum.FocalFocus.Name]} = TLane.MultiplyAdd(m, focus, {c[ClassSum.FocalFocus.Name]});");
    }

    private void WriteSigmoidFocalSlope(FocalText text, ClassLoop.Class c)
    {
        text.WriteElementSlope(writer);
        var chain = IsProbabilities ? null : "inverse * lesser";
        var slope = plan.NormalizedFocal is null ? "slopeOfFocal" : c["slopeOfFocal"];
        var loss = $"{slope} * ({text.LossSlope(Factor(c), chain)})";
        writer.Line(plan.NormalizedFocal is null
            ? $"{c["ofFocal"]} = {loss};"
            : $"{c["ofFocal"]} = ({loss}) + ({c["slopeOfFocus"]} * ({text.FocusSlope(chain)}));");
    }

    /// <summary>log Σe of a pixel. Where the target has the largest logit, Σe − 1 is the others' sum, which keeps its precision.</summary>
    private void WriteLogOfSum()
    {
        writer.Line();
        writer.Line("// log p_c = (z_c − max z) − log Σe; where the target has the largest logit, Σe − 1 is the others' sum.");
        writer.Line("var logOfSum = TLane.LogOnePlus(TBlock.HasClassIndices ? TLane.SelectEqual(atTarget, zero, others, sum - one) : sum - one);");
    }

    private void WriteSoftmaxFocal(bool forward)
    {
        var text = new FocalText(SoftmaxFocal!);
        writer.Line().Line($"// Focal: {SoftmaxFocal!.Formula}{(forward ? "" : "; h_c is its derivative along log p_c")}");
        if (IsProbabilities)
        {
            WriteFocalOfClasses(text, forward);
            return;
        }

        if (!forward)
            writer.Line("var focalSum = zero;");
        using (writer.Block("if (TBlock.HasClassIndices)"))
            WriteFocalOfTarget(text, forward);
        using (writer.Block("else"))
            WriteFocalOfClasses(text, forward);
    }

    /// <summary>The term of the one class that a class index names.</summary>
    private void WriteFocalOfTarget(FocalText text, bool forward)
    {
        writer.Line("// Only the target's class has a share, t of it.");
        writer.Line("var t = zero;");
        EachFocal(c => writer.Line(Factor(c) is { } factor
            ? $"t = TLane.MultiplyAdd({factor}, {c["target"]}, t);"
            : $"t += {c["target"]};"));
        writer.Line("var miss = others * r;");
        text.WriteFocus(writer, withSlope: !forward);
        if (forward)
        {
            writer.Line($"focal += {FocalText.SoftmaxLoss(null, "logOfSum - atTarget")};");
            return;
        }

        writer.Line("var p = ofTargetsClass * r;");
        writer.Line($"focalSum = {FocalText.SoftmaxSlope(null, "atTarget - logOfSum")};");
        EachFocal(c => writer.Line($"{c["ofFocal"]} = focalSum * {c["target"]};"));
    }

    /// <summary>The terms of all classes, each with its share of the target.</summary>
    private void WriteFocalOfClasses(FocalText text, bool forward)
        => EachFocal(
            c =>
            {
                writer.Line($"var t = {c["target"]};");
                writer.Line(IsProbabilities ? $"var p = {c["probability"]};" : $"var p = {c["e"]} * r;");
                writer.Line("var miss = one - p;");
                text.WriteFocus(writer, withSlope: !forward);
                if (forward)
                {
                    var logarithm = IsProbabilities ? "-TLane.Max(floor, TLane.Log(p))" : $"logOfSum - {c["shifted"]}";
                    writer.Line($"focal += {FocalText.SoftmaxLoss(Factor(c), logarithm)};");
                }
                else if (IsProbabilities)
                {
                    writer.Line($"{c["ofFocal"]} = {FocalText.ProbabilitySlope(Factor(c))};");
                }
                else
                {
                    writer.Line($"{c["ofFocal"]} = {FocalText.SoftmaxSlope(Factor(c), $"{c["shifted"]} - logOfSum")};");
                    writer.Line($"focalSum += {c["ofFocal"]};");
                }
            },
            isScoped: true);

    private void EachFocal(Action<ClassLoop.Class> body, bool isScoped = false)
        => _classes.Each(writer, body, isScoped, SoftmaxFocal!.Options.FirstClass);

    private string? Factor(ClassLoop.Class c) => plan.Focal!.Options.Factors is null ? null : c["focalFactor"];
}
