using MaskSharp;
using static TorchSharp.torch;

namespace BrainTumor.Model;

/// <summary>Other annotations to try, by <c>--loss</c>. All weights are 1, so that the terms add up to the loss.</summary>
[SegmentationLoss(Name = "BceAlone", Bce = 1)]
[SegmentationLoss(Name = "BalancedBce", Bce = 1, BalanceFrom = "train")]
[SegmentationLoss(Name = "DiceAlone", Dice = 1)]
[SegmentationLoss(Name = "BceJaccard", Bce = 1, Jaccard = 1)]
[SegmentationLoss(Name = "FocalDice", Focal = 1, Dice = 1)]
[SegmentationLoss(Name = "FocalTversky", Tversky = 1, TverskyAlpha = 0.3, TverskyBeta = 0.7, TverskyGamma = 0.75)]
[SegmentationLoss(Name = "BceLovasz", Bce = 1, Lovasz = 1)]
internal static partial class LossChoice
{
    /// <summary>The loss of the sample: that of <see cref="UNet"/>.</summary>
    public const string Default = "bce+dice";

    private static readonly Dictionary<string, Func<Tensor, Tensor, LossTerms>> _losses = new(StringComparer.Ordinal)
    {
        [Default] = (logits, masks) => UNet.LossWithTerms(logits, masks),
        ["bce"] = (logits, masks) => BceAloneWithTerms(logits, masks),
        ["balanced-bce"] = (logits, masks) => BalancedBceWithTerms(logits, masks),
        ["dice"] = (logits, masks) => DiceAloneWithTerms(logits, masks),
        ["bce+jaccard"] = (logits, masks) => BceJaccardWithTerms(logits, masks),
        ["focal+dice"] = (logits, masks) => FocalDiceWithTerms(logits, masks),
        ["focal-tversky"] = (logits, masks) => FocalTverskyWithTerms(logits, masks),
        ["bce+lovasz"] = (logits, masks) => BceLovaszWithTerms(logits, masks),
    };

    /// <summary>What <c>--loss</c> may be.</summary>
    public static IReadOnlyCollection<string> Names => _losses.Keys;

    /// <summary>The loss of one of the <see cref="Names"/>, with its terms, from logits and masks [N, 1, H, W].</summary>
    public static Func<Tensor, Tensor, LossTerms> Of(string name) => _losses[name];
}
