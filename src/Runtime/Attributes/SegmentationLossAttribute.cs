namespace MaskSharp;

/// <summary>
/// Asks the generator for a fused segmentation loss as static members of the annotated partial class: <c>Loss</c>,
/// <c>LossWithTerms</c> and the nested <c>LossModule</c>, named after <see cref="Name"/>.
/// </summary>
/// <remarks>
/// <para>
/// The loss is the sum of weight · term. Without any term it is BCE + Dice (<see cref="SegmentationMode.Binary"/>,
/// <see cref="SegmentationMode.Multilabel"/>) or cross-entropy + Dice (<see cref="SegmentationMode.Multiclass"/>).
/// The bare attribute is the classic <c>bce_dice_loss</c> from logits: mean BCE + 1 − (2Σpt + 1)/(Σp + Σt + 1).
/// </para>
/// <para>
/// Weights, of terms and in lists of weights, are finite and at least 0. The generator reports what is out of range (MASK0007).
/// </para>
/// <para>All values are constants of the emitted code. docs/losses.md has each formula with its source.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SegmentationLossAttribute : Attribute
{
    /// <summary>The <see cref="IgnoreIndex"/> that ignores nothing.</summary>
    public const int NoIgnoreIndex = int.MinValue;

    /// <summary>Stem of the generated members, so that several losses can stand on one class.</summary>
    public string Name { get; set; } = "Loss";

    /// <summary>How channels become probabilities.</summary>
    public SegmentationMode Mode { get; set; }

    /// <summary>The library whose defaults stand where a property is not given. It chooses no term.</summary>
    public LossPreset Preset { get; set; }

    /// <summary>Channels C of the prediction: 1 for Binary, from 2 to 512 for Multilabel and Multiclass.</summary>
    public int Classes { get; set; } = 1;

    /// <summary>Whether the prediction holds logits or probabilities.</summary>
    public PredictionKind Input { get; set; }

    /// <summary>Weight of the binary cross-entropy (Binary and Multilabel; Bishop 2006); 0 leaves it out.</summary>
    public double Bce { get; set; }

    /// <summary>Weight of the cross-entropy (Multiclass; Bishop 2006); 0 leaves it out.</summary>
    public double CrossEntropy { get; set; }

    /// <summary>Weight of the Dice loss 1 − (2Σpt + s)/(Σp + Σt + s) (Milletari 2016); 0 leaves it out.</summary>
    public double Dice { get; set; }

    /// <summary>Weight of the Jaccard (IoU) loss 1 − (Σpt + s)/(Σp + Σt − Σpt + s) (Rahman 2016); 0 leaves it out.</summary>
    public double Jaccard { get; set; }

    /// <summary>
    /// Weight of the Tversky loss 1 − (Σpt + s)/(Σpt + αΣp(1−t) + βΣ(1−p)t + s) (Salehi 2017), with
    /// <see cref="TverskyGamma"/> the focal Tversky loss (Abraham 2019); 0 leaves it out.
    /// </summary>
    public double Tversky { get; set; }

    /// <summary>
    /// Weight of the focal loss α_t(1 − p_t)^γ·(−log p_t) of each element (Lin 2017), one-vs-rest by sigmoids or of the softmax
    /// as <see cref="FocalActivation"/> says; 0 leaves it out.
    /// </summary>
    public double Focal { get; set; }

    /// <summary>γ of the focal loss, from 0 on: how much an easy pixel counts less.</summary>
    public double FocalGamma { get; set; } = 2;

    /// <summary>
    /// α of the focal loss, from 0 to 1: by sigmoids the weight α of the foreground and 1 − α of the background, under a softmax
    /// 1 − α of class 0 and α of the others; <see cref="double.NaN"/> weighs all alike.
    /// </summary>
    public double FocalAlpha { get; set; } = double.NaN;

    /// <summary>What the focal loss takes for the probability of a class.</summary>
    public FocalActivation FocalActivation { get; set; }

    /// <summary>False drops class 0 from the focal loss and from its mean.</summary>
    public bool FocalIncludeBackground { get; set; } = true;

    /// <summary>Factor of each class in the focal loss; null is 1 for all. The mean does not divide by it.</summary>
    public double[]? FocalClassWeights { get; set; }

    /// <summary>Whether the focal loss of each class is divided by max(Σφ, 1e-6), the sum of its own modulating factors.</summary>
    public bool FocalNormalized { get; set; }

    /// <summary>
    /// τ of the reduced focal loss (Sergievskiy 2019), above 0 and at most 1: the modulating factor is 1 where p_t &lt; τ, else
    /// ((1 − p_t)/τ)^γ; <see cref="double.NaN"/> is the plain factor.
    /// </summary>
    public double FocalReducedThreshold { get; set; } = double.NaN;

    /// <summary>
    /// Weight of the generalised Dice loss 1 − (2Σ_c w_cΣpt + s)/(Σ_c w_c(Σp + Σt) + s) with w_c by
    /// <see cref="GeneralizedWeight"/> (Sudre 2017); 0 leaves it out.
    /// </summary>
    public double GeneralizedDice { get; set; }

    /// <summary>How the generalised Dice weighs a class by its true pixels.</summary>
    public VolumeWeight GeneralizedWeight { get; set; }

    /// <summary>
    /// Weight of the loss 1 − MCC of the soft counts of the whole batch, each + <see cref="Smooth"/> (Abhishek 2021); 0 leaves it out.
    /// </summary>
    public double Mcc { get; set; }

    /// <summary>
    /// Weight of the Lovász extension of the Jaccard loss (Berman 2018): the hinge of logits in
    /// <see cref="SegmentationMode.Binary"/>, |t − p| of probabilities otherwise; Multiclass averages the classes that are present.
    /// 0 leaves it out.
    /// </summary>
    public double Lovasz { get; set; }

    /// <summary>Weight of the cross-entropy (Multiclass) of the hardest pixels alone, <see cref="TopK"/> of them (Wu 2016); 0 leaves it out.</summary>
    public double TopKCrossEntropy { get; set; }

    /// <summary>
    /// Weight of the centreline Dice loss of tubes and networks (Shit 2021): the harmonic mean of how much of each soft skeleton lies in
    /// the other region, from 1; 0 leaves it out.
    /// </summary>
    public double ClDice { get; set; }

    /// <summary>How often the soft skeleton of <see cref="ClDice"/> erodes, from 0 to 1000: at least the largest radius in pixels.</summary>
    public int SkeletonIterations { get; set; } = 3;

    /// <summary>
    /// Weight of the boundary loss (Kervadec 2019), the mean of p·φ with the signed distance φ to the target's border
    /// (<see cref="BoundaryMaps.SignedDistance"/>); 0 leaves it out. It adds overloads of <c>Loss</c> and <c>LossWithTerms</c> that take
    /// the distance map.
    /// </summary>
    public double Boundary { get; set; }

    /// <summary>
    /// Weight of the distance-transform Hausdorff loss (Karimi 2019), the mean of (p − t)²·(d_p^α + d_t^α) with the distances to the
    /// borders of prediction and target; 0 leaves it out. Off the CPU it waits for the device and copies.
    /// </summary>
    public double HausdorffDT { get; set; }

    /// <summary>α of <see cref="HausdorffDT"/>, above 0: how much more distant errors count.</summary>
    public double HausdorffAlpha { get; set; } = 2;

    /// <summary>The share of the counted pixels that <see cref="TopKCrossEntropy"/> takes, above 0 and at most 1; at least one pixel.</summary>
    public double TopK { get; set; } = 0.1;

    /// <summary>α, at least 0, and not 0 together with β: the weight of false positives in the Tversky loss.</summary>
    public double TverskyAlpha { get; set; } = 0.5;

    /// <summary>β, at least 0, and not 0 together with α: the weight of false negatives in the Tversky loss.</summary>
    public double TverskyBeta { get; set; } = 0.5;

    /// <summary>γ, above 0: the exponent of the focal Tversky loss; for γ below 1 the gradient where the loss is 0 is 0; 1 under <see cref="NegativeOverlap"/>.</summary>
    public double TverskyGamma { get; set; } = 1;

    /// <summary>Whether the exponent is taken of the mean over the classes instead of each class's loss.</summary>
    public bool TverskyGammaOnMean { get; set; }

    /// <summary>Added to numerator and denominator of the overlap terms, in pixels, at least 0.</summary>
    public double Smooth { get; set; } = 1;

    /// <summary>Added to the numerator alone; <see cref="double.NaN"/> means <see cref="Smooth"/>.</summary>
    public double SmoothNumerator { get; set; } = double.NaN;

    /// <summary>Added to the denominator alone; <see cref="double.NaN"/> means <see cref="Smooth"/>.</summary>
    public double SmoothDenominator { get; set; } = double.NaN;

    /// <summary>Lower clamp of the overlap denominators, in pixels, after the smoothing is added; 0 clamps nothing.</summary>
    public double Epsilon { get; set; }

    /// <summary>What a class without a true pixel contributes to an overlap term.</summary>
    public AbsentClass Absent { get; set; }

    /// <summary>Whether overlap terms are −log(score) instead of 1 − score.</summary>
    public bool LogOverlap { get; set; }

    /// <summary>Lower clamp of the score under the logarithm of <see cref="LogOverlap"/>, at least 0; 0 clamps nothing.</summary>
    public double LogFloor { get; set; }

    /// <summary>Whether overlap terms are −score instead of 1 − score.</summary>
    public bool NegativeOverlap { get; set; }

    /// <summary>Whether overlap terms take Σmin(p, t) for Σpt, for which a soft label predicted exactly is a perfect overlap.</summary>
    public bool SoftTargets { get; set; }

    /// <summary>Weight of each class in the overlap terms, Σw_c·L_c / Σw_c, in generalised Dice a factor of the class's own weight; null weighs all alike.</summary>
    public double[]? OverlapClassWeights { get; set; }

    /// <summary>The classes that overlap terms look at, from 0 to C − 1, in any order; null is all, but for <see cref="IncludeBackground"/>.</summary>
    public int[]? OverlapClasses { get; set; }

    /// <summary>Whether the denominators of Dice, Jaccard and generalised Dice hold Σp² and Σt² (V-Net) instead of Σp and Σt.</summary>
    public bool SquaredDenominator { get; set; }

    /// <summary>Over which pixels the sums of the overlap terms run.</summary>
    public OverlapScope Over { get; set; }

    /// <summary>False drops class 0 from the overlap terms, after the activation.</summary>
    public bool IncludeBackground { get; set; } = true;

    /// <summary>Weight of the foreground in the binary cross-entropy, finite and above 0, as in torch's <c>pos_weight</c>.</summary>
    public double PosWeight { get; set; } = 1;

    /// <summary>Foreground weight in the binary cross-entropy of each channel; null gives all <see cref="PosWeight"/>.</summary>
    public double[]? PosWeights { get; set; }

    /// <summary>
    /// ε, from 0 to below 1: the share of the target that is spread over the other classes in BCE, t(1−ε) + (1−t)ε, and cross-entropy,
    /// (1−ε)t_c + ε/C (Szegedy 2016). Overlap terms keep the target as it is.
    /// </summary>
    public double LabelSmoothing { get; set; }

    /// <summary>Weight of each class in the cross-entropy, also of the hardest pixels, Σw_t·ℓ / Σw_t; null weighs all alike.</summary>
    public double[]? ClassWeights { get; set; }

    /// <summary>
    /// Name of a measured <c>SegmentationDataset</c> item, whose balance becomes <see cref="PosWeight"/> (Binary, Multilabel: background for
    /// each foreground pixel) or <see cref="ClassWeights"/> (Multiclass: n/(C·n_c)) when the project is built; null leaves them as they are.
    /// </summary>
    public string? BalanceFrom { get; set; }

    /// <summary>Target value whose pixels take part in no sum, count or mean and get zero gradient; at most 2²⁴ from 0. <see cref="NoIgnoreIndex"/> ignores none.</summary>
    public int IgnoreIndex { get; set; } = NoIgnoreIndex;

    /// <summary>
    /// The weights of a decoder's resolutions (Lee 2015), one a level, finite and at least 0, one of them above: adds overloads on a list of predictions, whose losses are summed with these weights,
    /// target and mask resized to each (nearest-exact). 0 skips a level. Null adds none.
    /// </summary>
    public double[]? DeepSupervision { get; set; }

    /// <summary>How a term's values become its result.</summary>
    public LossReduction Reduction { get; set; }
}
