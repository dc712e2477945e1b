namespace Benchmarks.Rows;

/// <summary>Peak memory of one forward and backward step above its inputs.</summary>
/// <param name="Contender">Whose step.</param>
/// <param name="Shape">The prediction's shape, as text.</param>
/// <param name="Bytes">Peak above the resident set before the step.</param>
/// <param name="TimesLogits">The same in multiples of the prediction's own size; the gradient alone is 1.</param>
internal sealed record MemoryRow(string Contender, string Shape, long Bytes, double TimesLogits);
