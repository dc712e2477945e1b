namespace MaskSharp.Evaluator.Pairing;

/// <summary>A case: a prediction and the truth it is compared with.</summary>
/// <param name="Id">The case's name, such as "patient7/slice12".</param>
/// <param name="PredictionFile">The prediction.</param>
/// <param name="GroundTruthFile">The truth.</param>
internal sealed record CasePair(string Id, MaskFile PredictionFile, MaskFile GroundTruthFile)
{
    /// <summary>A case of two files at full paths.</summary>
    public CasePair(string id, string prediction, string groundTruth)
        : this(id, MaskFile.At(prediction), MaskFile.At(groundTruth))
    {
    }

    /// <summary>Full path of the prediction.</summary>
    public string Prediction => PredictionFile.Path;

    /// <summary>Full path of the truth.</summary>
    public string GroundTruth => GroundTruthFile.Path;
}
