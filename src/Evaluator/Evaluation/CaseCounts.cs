namespace MaskSharp.Evaluator.Evaluation;

/// <summary>
/// A case's pixels, counted under each reading that may still turn out to be the right one, so that no file is decoded twice:
/// what the values mean is decided over all files.
/// </summary>
/// <param name="Id">The case's name.</param>
/// <param name="Prediction">Path of the prediction.</param>
/// <param name="GroundTruth">Path of the ground truth.</param>
internal sealed record CaseCounts(string Id, string Prediction, string GroundTruth)
{
    /// <summary>Counts by class index, or with every nonzero predicted pixel as foreground.</summary>
    public required PixelCounts AsLabels { get; init; }

    /// <summary>Counts with the prediction as a probability map; null where values are class indices.</summary>
    public PixelCounts? AsMap { get; init; }

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
