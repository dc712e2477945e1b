using static TorchSharp.torch;

namespace MaskSharp;

/// <summary>
/// A loss and its terms from one pass: 0-dim tensors, or under <see cref="LossReduction.None"/> of the term's natural shape; float64 of a
/// float64 prediction, else float32; differentiable with respect to the prediction, and on its device.
/// </summary>
public sealed class LossTerms : IDisposable
{
    private readonly KeyValuePair<string, Tensor>[] _terms;

    internal LossTerms(Tensor total, KeyValuePair<string, Tensor>[] terms)
    {
        Total = total;
        _terms = terms;
    }

    /// <summary>The weighted sum of the terms: what the generated loss returns.</summary>
    public Tensor Total { get; }

    /// <summary>Each term's name, as the attribute spells it, and its unweighted value.</summary>
    public IReadOnlyList<KeyValuePair<string, Tensor>> Terms => _terms;

    /// <summary>The unweighted binary cross-entropy, <see cref="SegmentationLossAttribute.Bce"/>.</summary>
    /// <exception cref="KeyNotFoundException">The loss does not have the term.</exception>
    public Tensor Bce => this[nameof(Bce)];

    /// <summary>The unweighted cross-entropy, <see cref="SegmentationLossAttribute.CrossEntropy"/>.</summary>
    /// <exception cref="KeyNotFoundException">The loss does not have the term.</exception>
    public Tensor CrossEntropy => this[nameof(CrossEntropy)];

    /// <summary>The unweighted Dice loss, <see cref="SegmentationLossAttribute.Dice"/>.</summary>
    /// <exception cref="KeyNotFoundException">The loss does not have the term.</exception>
    public Tensor Dice => this[nameof(Dice)];

    /// <summary>The unweighted Jaccard loss, <see cref="SegmentationLossAttribute.Jaccard"/>.</summary>
    /// <exception cref="KeyNotFoundException">The loss does not have the term.</exception>
    public Tensor Jaccard => this[nameof(Jaccard)];

    /// <summary>The unweighted Tversky loss, <see cref="SegmentationLossAttribute.Tversky"/>.</summary>
    /// <exception cref="KeyNotFoundException">The loss does not have the term.</exception>
    public Tensor Tversky => this[nameof(Tversky)];

    /// <summary>The unweighted focal loss, <see cref="SegmentationLossAttribute.Focal"/>.</summary>
    /// <exception cref="KeyNotFoundException">The loss does not have the term.</exception>
    public Tensor Focal => this[nameof(Focal)];

    /// <summary>The unweighted generalised Dice loss, <see cref="SegmentationLossAttribute.GeneralizedDice"/>.</summary>
    /// <exception cref="KeyNotFoundException">The loss does not have the term.</exception>
    public Tensor GeneralizedDice => this[nameof(GeneralizedDice)];

    /// <summary>The unweighted loss 1 − MCC, <see cref="SegmentationLossAttribute.Mcc"/>.</summary>
    /// <exception cref="KeyNotFoundException">The loss does not have the term.</exception>
    public Tensor Mcc => this[nameof(Mcc)];

    /// <summary>The unweighted Lovász extension of the Jaccard loss, <see cref="SegmentationLossAttribute.Lovasz"/>.</summary>
    /// <exception cref="KeyNotFoundException">The loss does not have the term.</exception>
    public Tensor Lovasz => this[nameof(Lovasz)];

    /// <summary>The unweighted cross-entropy of the hardest pixels, <see cref="SegmentationLossAttribute.TopKCrossEntropy"/>.</summary>
    /// <exception cref="KeyNotFoundException">The loss does not have the term.</exception>
    public Tensor TopKCrossEntropy => this[nameof(TopKCrossEntropy)];

    /// <summary>The unweighted centreline Dice loss, <see cref="SegmentationLossAttribute.ClDice"/>.</summary>
    /// <exception cref="KeyNotFoundException">The loss does not have the term.</exception>
    public Tensor ClDice => this[nameof(ClDice)];

    /// <summary>The unweighted boundary loss, <see cref="SegmentationLossAttribute.Boundary"/>.</summary>
    /// <exception cref="KeyNotFoundException">The loss does not have the term.</exception>
    public Tensor Boundary => this[nameof(Boundary)];

    /// <summary>The unweighted distance-transform Hausdorff loss, <see cref="SegmentationLossAttribute.HausdorffDT"/>.</summary>
    /// <exception cref="KeyNotFoundException">The loss does not have the term.</exception>
    public Tensor HausdorffDT => this[nameof(HausdorffDT)];

    /// <summary>The unweighted value of a term.</summary>
    /// <param name="name">The name of its attribute property, such as "Dice"; case counts.</param>
    /// <exception cref="KeyNotFoundException">The loss does not have the term.</exception>
    public Tensor this[string name]
    {
        get
        {
            foreach (var (key, value) in _terms)
            {
                if (key == name)
                    return value;
            }

            throw new KeyNotFoundException(
                $"The loss has no term '{name}'; it has {string.Join(", ", _terms.Select(term => term.Key))}.");
        }
    }

    /// <summary>Disposes all tensors of the pass.</summary>
    public void Dispose()
    {
        Total.Dispose();
        foreach (var (_, value) in _terms)
            value.Dispose();
    }
}
