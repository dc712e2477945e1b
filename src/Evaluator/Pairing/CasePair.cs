namespace MaskSharp.Evaluator.Pairing;

/// <summary>A case: a prediction and the truth it is compared with.</summary>
/// <param name="Id">The case's name, such as "patient7/slice12".</param>
/// <param name="Prediction">Full path.</param>
/// <param name="GroundTruth">Full path.</param>
internal sealed record CasePair(string Id, string Prediction, string GroundTruth);
