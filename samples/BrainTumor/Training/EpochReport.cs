namespace BrainTumor.Training;

/// <summary>What one epoch brought: the mean loss terms in training, the pooled scores in validation.</summary>
internal sealed record EpochReport(int Epoch, double Bce, double DiceLoss, double Total, double Dice, double PixelAccuracy, TimeSpan Time);
