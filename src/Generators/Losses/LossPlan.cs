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
        var smooth = new Smoothing(spec.SmoothNumerator, spec.SmoothDenominator);
        var terms = new List<LossTerm>();
        if (spec.Bce > 0)
            terms.Add(new BceTerm(spec.Bce, spec.PosWeight, spec.IsProbabilities));
        if (spec.CrossEntropy > 0)
            terms.Add(new CrossEntropyTerm(spec.CrossEntropy, spec.ClassWeights, spec.IsProbabilities));
        if (spec.Dice > 0)
            terms.Add(new DiceTerm(spec.Dice, smooth, spec.SquaredDenominator));
        if (spec.Jaccard > 0)
            terms.Add(new JaccardTerm(spec.Jaccard, smooth, spec.SquaredDenominator));

        Terms = terms;
        Overlap = [.. terms.OfType<OverlapTerm>()];
        ClassSums = [.. Overlap.SelectMany(term => term.Sums).Distinct()];
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

    public int IndexOfPixelSum(string local) => ((List<string>)PixelSums).IndexOf(local);
}
