using MaskSharp.Generators.Model;

namespace MaskSharp.Generators.Losses.Balance;

/// <summary>One attribute's wish for the balance of a measured data set.</summary>
/// <param name="Dataset">Name of the <c>SegmentationDataset</c> item.</param>
/// <param name="Mode">How the loss's channels become probabilities.</param>
/// <param name="Classes">Channels of the loss.</param>
/// <param name="Location">The argument.</param>
internal sealed record BalanceRequest(string Dataset, LossMode Mode, int Classes, LocationInfo? Location);
