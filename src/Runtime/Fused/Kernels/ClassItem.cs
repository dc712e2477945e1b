namespace MaskSharp.Fused;

/// <summary>One value of a class term: the sums that it is made of, its weight in the mean, and where its slopes belong.</summary>
/// <param name="Sums">What the emitted formula gets, one for each class sum.</param>
/// <param name="Weight">The value's weight.</param>
/// <param name="Parts">The groups and classes whose sums these are, each with its factor; empty where the value is 0 by rule.</param>
internal readonly record struct ClassItem(ScalarQuantity[] Sums, double Weight, IReadOnlyList<ClassPart> Parts);
