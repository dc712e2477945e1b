namespace MaskSharp.Fused;

/// <summary>One <see cref="FieldTerm"/> of an emitted loss.</summary>
/// <param name="Name">The attribute property that asks for it.</param>
/// <param name="Weight">Its weight in the total, finite and above 0.</param>
/// <param name="Term">What it computes.</param>
public sealed record LossField(string Name, double Weight, FieldTerm Term);
