namespace MaskSharp;

/// <summary>
/// The library whose defaults a loss takes where no property is given: what is typed there gives the same number here. A preset
/// chooses no term. docs/migrating.md shows the losses of each library side by side.
/// </summary>
public enum LossPreset
{
    /// <summary>The defaults that the properties of the attribute name: smooth 1, sums over the whole batch.</summary>
    Classic,

    /// <summary>
    /// MONAI: smooth 1e-5, each sample and class alone, one-vs-rest sigmoid focal. Its Jaccard adds the smoothing, given or not, to
    /// doubled sums, so that half of it counts.
    /// </summary>
    Monai,

    /// <summary>
    /// nnU-Net's trainer: smooth 1e-5, sums over the batch, −score, denominators clamped at 1e-8; without class 0 in Multiclass
    /// (the regions of Multilabel have no background).
    /// </summary>
    NnUNet,

    /// <summary>
    /// segmentation_models.pytorch: smooth 0, denominators and log scores clamped at 1e-7 (a given <c>Epsilon</c> is both), sums over the
    /// batch, an absent class counts 0, Σmin(p, t) in Dice and Tversky, the Tversky exponent on the mean. Its Dice is Tversky with ½ and
    /// ½, so that smoothing and clamp, given or not, count twice.
    /// </summary>
    Smp,
}
