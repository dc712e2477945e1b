using MaskSharp.Generators.Emit;
using MaskSharp.Generators.Losses.Reading;

namespace MaskSharp.Generators.Losses.Terms;

/// <summary>
/// 1 − MCC of the soft counts of the whole batch: with a, b, c, d = TP, TN, FP, FN, each + s, 1 − (ab − cd)/√((a + c)(a + d)(b + c)(b + d)).
/// Of the sums, with K the number of pixels: TP = T − M, FP = F, FN = M, TN = K − T − F. A pixel then has one slope where it
/// is foreground and one where it is not, and neither is a difference of large ones.
/// </summary>
internal sealed record MccTerm(double Weight, double Smooth, bool IsSoft, bool IsPerSample, bool OwnAbsent) : ClassTerm("Mcc", Weight)
{
    /// <summary>Below this the product of the four sums is taken for 0, where the score is 0 too and has no slope.</summary>
    private const string Tiny = "1E-30";

    private ClassSum FalseNegatives => IsSoft ? ClassSum.SoftFalseNegatives : ClassSum.FalseNegatives;

    private ClassSum FalsePositives => IsSoft ? ClassSum.SoftFalsePositives : ClassSum.FalsePositives;

    public override IReadOnlyList<ClassSum> Sums => [FalsePositives, FalseNegatives, ClassSum.Target, ClassSum.Count];

    public override SumJoin Join => SumJoin.Samples;

    public override bool KeepsAbsent => OwnAbsent;

    public override string NaturalShape => IsPerSample ? "a value a class of the batch" : "a value a class";

    public override string Formula
    {
        get
        {
            var smooth = Smooth == 0 ? "" : $", each + {Literals.Number(Smooth)}";
            return $"1 − (ab − cd)/√((a + c)(a + d)(b + c)(b + d)), a, b, c, d the soft TP, TN, FP, FN of the batch{smooth}";
        }
    }

    public override string ComputedFormula
        => $"TP = T − {FalseNegatives.Symbol}, TN = K − T − {FalsePositives.Symbol}, FP = {FalsePositives.Symbol}, FN = {FalseNegatives.Symbol}";

    public override string Source => "Abhishek and Hamarneh 2021";

    public static LossTerm Read(double weight, LossArguments arguments, LossContext context)
    {
        var smooth = context.Preset == PresetKind.Smp && !arguments.Has("Smooth") ? PresetDefaults.SmpMccSmooth : arguments.NotNegative("Smooth", 1);
        return new MccTerm(weight, smooth, PresetDefaults.For("Mcc", arguments, context).IsSoft, context.IsPerSample, PresetDefaults.KeepsAbsent(arguments, context));
    }

    public override void Write(SourceWriter writer, int index, Func<ClassSum, string> slope)
    {
        var smooth = Smooth == 0 ? "" : $" + {Literals.Double(Smooth)}";
        writer
            .Line($"var both = T.Wide({ClassSum.Target.Name} - {FalseNegatives.Name}){smooth};")
            .Line($"var neither = T.Wide({ClassSum.Count.Name} - {ClassSum.Target.Name} - {FalsePositives.Name}){smooth};")
            .Line($"var excess = T.Wide({FalsePositives.Name}){smooth};")
            .Line($"var missed = T.Wide({FalseNegatives.Name}){smooth};")
            .Line("var predicted = both + excess;")
            .Line("var actual = both + missed;")
            .Line("var negative = neither + excess;")
            .Line("var rejected = neither + missed;")
            .Line("var product = predicted * actual * (negative * rejected);")
            .Line($"var defined = T.IsAtLeast(product, {Tiny});")
            .Line($"var root = T.Root(T.AtLeast(product, {Tiny}));")
            .Line("var mcc = ((both * neither) - (excess * missed)) / root;")
            .Line($"values[{Literals.Int(index)}] = 1.0 - mcc;")
            .Line()
            .Line("// Along both sums the product of actual and negative stays, and ∂(log root) is half of ±(1/predicted − 1/rejected).")
            .Line($"var ofPredicted = 0.5 * mcc / T.AtLeast(predicted, {Tiny});")
            .Line($"var ofRejected = 0.5 * mcc / T.AtLeast(rejected, {Tiny});")
            .Line($"slopes[{slope(FalsePositives)}] = defined * ((actual / root) + ofPredicted - ofRejected);")
            .Line($"slopes[{slope(FalseNegatives)}] = defined * ((negative / root) + ofRejected - ofPredicted);")
            .Line($"slopes[{slope(ClassSum.Target)}] = 0.0 * {ClassSum.Target.Name};")
            .Line($"slopes[{slope(ClassSum.Count)}] = 0.0 * {ClassSum.Count.Name};");
    }
}
