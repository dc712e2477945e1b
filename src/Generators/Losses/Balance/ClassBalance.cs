using MaskSharp.Generators.Model;

namespace MaskSharp.Generators.Losses.Balance;

/// <summary>Weights that make up for a data set's imbalance.</summary>
/// <param name="PosWeight">Background pixels for each pixel of foreground, as torch's <c>pos_weight</c> wants it; 1 where classes have weights.</param>
/// <param name="ClassWeights">n/(C·n_c) of each class; empty where the foreground has a weight.</param>
internal sealed record ClassBalance(double PosWeight, EquatableArray<double> ClassWeights);
