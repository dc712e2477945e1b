namespace MaskSharp.Fused;

/// <summary>One group's sums of one class, as they stand in a value's sums.</summary>
/// <param name="Group">Sample, or 0 over the batch.</param>
/// <param name="Channel">Class.</param>
/// <param name="Factor">What they are multiplied with.</param>
internal readonly record struct ClassPart(int Group, int Channel, double Factor);
