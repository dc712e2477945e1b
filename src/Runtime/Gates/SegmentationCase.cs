using System.Globalization;
using static TorchSharp.torch;

namespace MaskSharp;

/// <summary>One case of a gate in the built assembly (<see cref="SegmentationGateAttribute"/>): what a model predicted, and what is true.</summary>
public sealed class SegmentationCase
{
    /// <summary>Puts a case together. Both tensors stay the caller's; they are read before the next case is asked for.</summary>
    /// <param name="id">The case's name in reports and baselines, such as "patient7/slice12"; unique within the gate.</param>
    /// <param name="prediction">
    /// [height, width] or [depth, height, width], with any number of leading axes of size 1: a mask or class indices (bool or whole
    /// numbers), or probabilities from 0 to 1 (floating). With one more axis than <paramref name="target"/>, before the spatial ones, it
    /// holds a score for each class, of which the largest decides. Any device.
    /// </param>
    /// <param name="target">
    /// The truth, of the same spatial shape, bool or whole numbers: 0 and one other value, or with the gate's <c>Classes</c> class indices. Any device.
    /// </param>
    /// <param name="spacing">Distance of neighbouring pixels in millimetres along each spatial axis, in the order of the axes, finite and above 0; 1 if not given.</param>
    /// <exception cref="ArgumentException"><paramref name="id"/> is empty, or a spacing is not positive and finite.</exception>
    /// <exception cref="ArgumentNullException">An argument other than <paramref name="spacing"/> is null.</exception>
    public SegmentationCase(string id, Tensor prediction, Tensor target, double[]? spacing = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        if (spacing is not null && !Array.TrueForAll(spacing, step => step > 0 && double.IsFinite(step)))
            throw new ArgumentException($"The spacing of case '{id}' is [{string.Join(", ", spacing.Select(step => step.ToString(CultureInfo.InvariantCulture)))}]; expected positive, finite distances in millimetres.", nameof(spacing));
        Id = id;
        Prediction = prediction;
        Target = target;
        Spacing = spacing is null ? null : [.. spacing];
    }

    /// <summary>The case's name in reports and baselines.</summary>
    public string Id { get; }

    /// <summary>What the model predicted: a mask, class indices or probabilities, of the shape and dtype that the constructor takes.</summary>
    public Tensor Prediction { get; }

    /// <summary>The truth: a mask or class indices, of the shape and dtype that the constructor takes.</summary>
    public Tensor Target { get; }

    /// <summary>Distance of neighbouring pixels in millimetres along each spatial axis; null where it was not given.</summary>
    public IReadOnlyList<double>? Spacing { get; }
}
