using MaskSharp.Evaluator.Pairing;

namespace MaskSharp.Evaluator.Evaluation;

/// <summary>
/// A case's pixels, counted under each reading that may still turn out to be the right one, so that no file is decoded twice:
/// what the values mean is decided over all files.
/// </summary>
/// <param name="Pair">The case.</param>
internal sealed record CaseCounts(CasePair Pair)
{
    /// <summary>The case's name.</summary>
    public string Id => Pair.Id;

    /// <summary>Path of the prediction.</summary>
    public string Prediction => Pair.Prediction;

    /// <summary>Path of the ground truth.</summary>
    public string GroundTruth => Pair.GroundTruth;

    /// <summary>Counts by class index, or with every nonzero predicted pixel as foreground.</summary>
    public required ClassCounts AsLabels { get; init; }

    /// <summary>Counts with the prediction as a probability map; none where values are class indices.</summary>
    public ClassCounts AsMap { get; init; }

    /// <summary>Surfaces under the first reading; empty where they are not measured.</summary>
    public IReadOnlyList<SurfaceScore> SurfacesAsLabels { get; init; } = [];

    /// <summary>Surfaces with the prediction as a probability map.</summary>
    public IReadOnlyList<SurfaceScore> SurfacesAsMap { get; init; } = [];

    /// <summary>Values of the ground truth's counted pixels.</summary>
    public required ValueSet TrueValues { get; init; }

    /// <summary>Values of the prediction's counted pixels.</summary>
    public required ValueSet PredictedValues { get; init; }

    /// <summary>The prediction was stored in another order of axes, and was turned to the ground truth's.</summary>
    public bool PredictionWasTurned { get; init; }

    /// <summary>The prediction's type is floating.</summary>
    public bool PredictionIsReal { get; init; }

    /// <summary>The prediction holds palette indices.</summary>
    public bool PredictionIsPalette { get; init; }

    /// <summary>The largest value of the prediction's type.</summary>
    public long PredictionMaximum { get; init; }
}
