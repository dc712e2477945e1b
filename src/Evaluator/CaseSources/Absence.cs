namespace MaskSharp.Evaluator.CaseSources;

/// <summary>Something is not there without which there are no cases.</summary>
/// <param name="Why">What, such as "the predictions' folder x does not exist".</param>
/// <param name="Remedy">What makes it, where it is made by a program that may not have run yet; null where it must be there.</param>
internal sealed record Absence(string Why, string? Remedy);
