using MaskSharp.Evaluator.Pairing;

namespace MaskSharp.Evaluator.Evaluation;

/// <summary>A case's files, and how the prediction's values were understood.</summary>
/// <param name="Pair">The files.</param>
/// <param name="AsMap">The prediction is a probability map, not a mask.</param>
internal sealed record CaseReading(CasePair Pair, bool AsMap);
