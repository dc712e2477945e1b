namespace BrainTumor.Training;

/// <summary>A term of the loss, such as Dice, and its mean over the batches of an epoch.</summary>
internal sealed record TermValue(string Name, double Value);
