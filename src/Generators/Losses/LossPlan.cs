using MaskSharp.Generators.Losses.Terms;

namespace MaskSharp.Generators.Losses;

/// <summary>
/// From the terms of a loss to one list of sums: those over all pixels and those of each class, each once however many terms
/// ask for it.
/// </summary>
internal sealed class LossPlan
{
    public LossPlan(LossSpec spec)
    {
        Spec = spec;
        var weights = spec.Weights;
        var terms = new List<LossTerm>();
        if (weights.Bce > 0)
            terms.Add(new BceTerm(weights.Bce, spec.PosWeights, spec.LabelSmoothing, spec.IsProbabilities));
        if (weights.CrossEntropy > 0)
            terms.Add(new CrossEntropyTerm(weights.CrossEntropy, spec.ClassWeights, spec.LabelSmoothing, spec.Classes, spec.IsProbabilities));
        if (weights.Dice > 0)
            terms.Add(new DiceTerm(weights.Dice, spec.Overlap));
        if (weights.Jaccard > 0)
            terms.Add(new JaccardTerm(weights.Jaccard, spec.Overlap));
        if (weights.Tversky > 0)
            terms.Add(new TverskyTerm(weights.Tversky, spec.Overlap, spec.Tversky.Alpha, spec.Tversky.Beta, spec.Tversky.Gamma, spec.Tversky.GammaOnMean));

        Terms = terms;
        Overlap = [.. terms.OfType<OverlapTerm>()];
        List<ClassSum> classSums = [.. Overlap.SelectMany(term => term.Sums).Distinct()];
        if (spec.Absent != AbsentRule.Smooth && Overlap.Count > 0)
            classSums.Add(ClassSum.Target);
        ClassSums = classSums;
        Bce = terms.OfType<BceTerm>().FirstOrDefault();
        CrossEntropy = terms.OfType<CrossEntropyTerm>().FirstOrDefault();

        var pixelSums = new List<string>();
        foreach (var term in terms.OfType<PixelTerm>())
        {
            pixelSums.Add(term.Local);
            if (term.WeightLocal is not null)
                pixelSums.Add(term.WeightLocal);
        }

        PixelSums = pixelSums;
    }

    public LossSpec Spec { get; }

    public IReadOnlyList<LossTerm> Terms { get; }

    public IReadOnlyList<OverlapTerm> Overlap { get; }

    public BceTerm? Bce { get; }

    public CrossEntropyTerm? CrossEntropy { get; }

    /// <summary>The locals of the sums over all pixels, in their order.</summary>
    public IReadOnlyList<string> PixelSums { get; }

    /// <summary>The sums of each class, in their order.</summary>
    public IReadOnlyList<ClassSum> ClassSums { get; }

    public int IndexOfClassSum(ClassSum sum) => ((List<ClassSum>)ClassSums).IndexOf(sum);

    public int IndexOfPixelSum(string local) => ((List<string>)PixelSums).IndexOf(local);
}
