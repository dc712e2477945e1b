using MaskSharp.Generators.Losses.Terms;
using MaskSharp.Generators.Model;

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
        Terms = spec.Terms;
        Fields = [.. Terms.OfType<FieldTerm>()];
        Overlap = [.. Terms.OfType<ClassTerm>()];
        List<ClassSum> classSums = [.. Overlap.SelectMany(term => term.Sums).Distinct()];
        var needsTarget = (spec.Absent != AbsentRule.Smooth && Overlap.Any(term => term.FirstClass < 0)) || Overlap.Any(term => term.Join == SumJoin.Volume);
        if (needsTarget && !classSums.Contains(ClassSum.Target))
            classSums.Add(ClassSum.Target);
        ClassSums = classSums;
        PixelwiseSums = [.. classSums.Where(sum => sum.Value is not null)];
        NormalizedFocal = Terms.OfType<NormalizedFocalTerm>().FirstOrDefault();
        Focal = NormalizedFocal?.Focal ?? Terms.OfType<FocalTerm>().FirstOrDefault();
        Bce = Terms.OfType<BceTerm>().FirstOrDefault();
        CrossEntropy = Terms.OfType<CrossEntropyTerm>().FirstOrDefault();

        var pixelSums = new List<string>();
        foreach (var term in Terms.OfType<PixelTerm>())
        {
            pixelSums.Add(term.Local);
            if (term.WeightLocal is not null)
                pixelSums.Add(term.WeightLocal);
        }

        PixelSums = pixelSums;
    }

    public LossSpec Spec { get; }

    public EquatableArray<LossTerm> Terms { get; }

    /// <summary>The terms that the runtime computes beside the kernel.</summary>
    public IReadOnlyList<FieldTerm> Fields { get; }

    /// <summary>Whether any term is a formula of sums, which the kernel takes.</summary>
    public bool HasSums => Fields.Count < Terms.Count;

    /// <summary>Whether the loss asks which classes occur.</summary>
    public bool NeedsAbsent => ClassSums.Contains(ClassSum.Target) || (Spec.Absent != AbsentRule.Smooth && Fields.Any(term => term.LooksAtAbsent));

    /// <summary>Whether the caller may hand in the target's distance map.</summary>
    public bool TakesDistanceMap => Fields.Any(term => term.TakesDistanceMap);

    public IReadOnlyList<ClassTerm> Overlap { get; }

    public BceTerm? Bce { get; }

    public CrossEntropyTerm? CrossEntropy { get; }

    /// <summary>The focal term, normalised or not.</summary>
    public FocalTerm? Focal { get; }

    public NormalizedFocalTerm? NormalizedFocal { get; }

    /// <summary>Whether the kernel of independent channels takes a logarithm of each pixel: the focal loss needs it, and so does a cross-entropy that is weighted or of probabilities.</summary>
    public bool TakesLogarithms => Spec.Mode != LossMode.Multiclass && (Focal is not null || Bce is { SumsLogarithms: false });

    /// <summary>The locals of the sums over all pixels, in their order.</summary>
    public IReadOnlyList<string> PixelSums { get; }

    /// <summary>The sums of each class, in their order.</summary>
    public IReadOnlyList<ClassSum> ClassSums { get; }

    /// <summary>The class sums that are formulas of p and t.</summary>
    public IReadOnlyList<ClassSum> PixelwiseSums { get; }

    public int IndexOfClassSum(ClassSum sum) => ((List<ClassSum>)ClassSums).IndexOf(sum);

    public int IndexOfPixelSum(string local) => ((List<string>)PixelSums).IndexOf(local);
}
