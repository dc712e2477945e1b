namespace BrainTumor.Training;

/// <summary>What one epoch brought: the mean loss and its terms in training, the pooled scores in validation.</summary>
internal sealed record EpochReport(int Epoch, double Total, IReadOnlyList<TermValue> Terms, double Dice, double PixelAccuracy, TimeSpan Time);
