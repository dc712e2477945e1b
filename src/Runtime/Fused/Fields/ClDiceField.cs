using TorchSharp;
using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>
/// The centreline Dice loss of tubes and networks: 1 − 2PR/(P + R) for each class, P = (ΣS(p)·t + s)/(ΣS(p) + s) the share of the
/// prediction's skeleton that lies in the target, R = (ΣS(t)·p + s)/(ΣS(t) + s) the share of the target's that lies in the prediction, S
/// the soft skeleton (Shit et al. 2021, clDice).
/// </summary>
public sealed class ClDiceField : FieldTerm
{
    /// <summary>How often the soft skeleton erodes: at least the largest radius in pixels.</summary>
    public required int Iterations { get; init; }

    /// <summary>s of the numerators, in pixels of a skeleton, finite and at least 0.</summary>
    public required double SmoothNumerator { get; init; }

    /// <summary>s of the denominators, in pixels of a skeleton, finite and at least 0.</summary>
    public required double SmoothDenominator { get; init; }

    /// <summary>Whether a class without a true pixel counts with what the formula says, whatever <see cref="LossLayout.Absent"/> is.</summary>
    public bool KeepsAbsent { get; init; }

    /// <inheritdoc/>
    internal override Tensor Evaluate(FieldInputs inputs)
    {
        var layout = inputs.Layout;
        var predicted = inputs.Chosen(inputs.Probabilities);
        var target = inputs.Chosen(inputs.Target);
        var precision = Share(inputs, SoftSkeleton.Of(predicted, inputs.Space, Iterations), target);
        var recall = Share(inputs, SoftSkeleton.Of(target, inputs.Space, Iterations), predicted);
        var values = ones_like(precision) - ClassMeans.Quotient((precision * recall) + (precision * recall), precision + recall);

        var takesPart = inputs.CountsOfChosen().gt(Constant.Zero);
        if (layout.Absent != AbsentClass.Smooth && !KeepsAbsent)
        {
            var isPresent = inputs.SumOfClasses(target).gt(Constant.Zero);
            values = TensorFormulas.Keep(isPresent, values);
            if (layout.Absent == AbsentClass.Skip)
                takesPart = takesPart.bitwise_and(isPresent);
        }

        return ClassMeans.Reduce(layout, values, takesPart);
    }

    /// <summary>The share of a skeleton that lies in a region, [groups, chosen].</summary>
    private Tensor Share(FieldInputs inputs, Tensor skeleton, Tensor region)
        => (inputs.SumOfClasses(skeleton * region) + Constant.Of(SmoothNumerator)) / (inputs.SumOfClasses(skeleton) + Constant.Of(SmoothDenominator));
}
