using MaskSharp.Fused;
using TorchSharp;
using static TorchSharp.torch;

namespace MaskSharp;

/// <summary>Signed distance maps of targets, which the boundary loss multiplies probabilities with.</summary>
/// <remarks>
/// A map depends on the target alone. A generated loss with a Boundary term computes it in every call unless it is given one, so a
/// training loop computes it once for each image, when it loads the image, and hands it to the overload with <c>distanceMap</c>.
/// </remarks>
public static class BoundaryMaps
{
    /// <summary>
    /// The distance of each pixel to the border of its class: outside the distance d to the nearest pixel of the class, inside
    /// −(d − s) with the distance d to the nearest pixel that is not of it and the smallest spacing s, so that the class's border
    /// pixels are 0, of unequal spacings those beside the border along the finest axis (Kervadec et al. 2019, Boundary loss for highly
    /// unbalanced segmentation). Exact Euclidean distances.
    /// A class that is absent, or has every pixel, has no border and a map of zeros.
    /// </summary>
    /// <param name="target">
    /// One class: [N, …] or [N, 1, …], foreground above 0.5. Several: class indices [N, …] or [N, 1, …], or a value for each class
    /// [N, C, …]; indices whose first axis of space is as long as there are classes need the channel, [N, 1, …]. Any dtype of a
    /// loss's target.
    /// </param>
    /// <param name="classes">C, from 1 on.</param>
    /// <param name="ignoreIndex">Target value whose pixels are taken for background, as the loss takes them; none by default.</param>
    /// <param name="mask">Broadcastable over [N, 1, …], of any dtype; pixels where it is 0 are taken for background. Null keeps all.</param>
    /// <param name="spacing">Distance of neighbouring pixels along each axis of space, in any unit, which is then the map's, finite and above 0; null is 1.</param>
    /// <returns>float32 [N, C, …], of one class of the target's shape, on the target's device. Off the CPU the target is copied.</returns>
    /// <exception cref="ArgumentException">A shape, dtype, device, class index or spacing does not fit.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="target"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="classes"/> is below 1.</exception>
    /// <exception cref="OverflowException">An axis of space is longer than 2³¹ − 1.</exception>
    public static Tensor SignedDistance(
        Tensor target, int classes = 1, int ignoreIndex = SegmentationLossAttribute.NoIgnoreIndex, Tensor? mask = null, IReadOnlyList<double>? spacing = null)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        using var scope = NewDisposeScope();
        var layout = Layout(classes, ignoreIndex);
        DistanceFields.RequireValues(layout, "it", target, nameof(target));
        if (target.Dimensions == 0 || target.numel() == 0)
            throw new ArgumentException($"{layout.Name}: target has shape {ShapeText.Of(target.shape)}, expected [N, …] with at least one pixel.", nameof(target));

        // The checks of a loss, for a prediction of the shape that the map will have.
        var shape = Shape(target.shape, classes);
        var inputs = LossInputs.Check(layout, zeros(1, device: target.device).expand(shape), target, mask);
        TargetCheck.Values(inputs);
        var fields = new FieldInputs(inputs);
        double[] spacings = [.. spacing ?? []];
        int[] axes = fields.Space.Length == 0 ? [1] : [.. fields.Space.Select(length => checked((int)length))];
        PixelGrid.Check(axes, spacings);
        var map = Of(fields.Target, fields.Space, spacings);
        return map.to(ScalarType.Float32).to(target.device).reshape(shape).MoveToOuterDisposeScope();
    }

    /// <summary>The maps of masks [N, C, P], float64 on the CPU.</summary>
    internal static Tensor Of(Tensor masks, long[] space, double[] spacing)
    {
        var step = spacing.Length == 0 ? 1 : spacing.Min();
        return DistanceFields.Of(masks, space, spacing, (isInside, distance) => isInside ? step - distance : distance);
    }

    private static long[] Shape(long[] target, int classes)
    {
        if (classes == 1 || (target.Length > 1 && target[1] == classes))
            return target;
        return target.Length > 1 && target[1] == 1 ? [target[0], classes, .. target[2..]] : [target[0], classes, .. target[1..]];
    }

    private static LossLayout Layout(int classes, int ignoreIndex) => new()
    {
        Name = $"{nameof(BoundaryMaps)}.{nameof(SignedDistance)}",
        Mode = classes == 1 ? SegmentationMode.Binary : SegmentationMode.Multilabel,
        Classes = classes,
        Input = PredictionKind.Probabilities,
        Over = OverlapScope.Batch,
        Reduction = LossReduction.Mean,
        IgnoreIndex = ignoreIndex == SegmentationLossAttribute.NoIgnoreIndex ? null : ignoreIndex,
        PixelSums = 0,
        ClassSums = 0,
        Terms = [],
    };
}
