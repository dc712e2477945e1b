namespace Benchmarks.Measuring;

/// <summary>Something to time.</summary>
/// <param name="Name">Its column.</param>
/// <param name="Step">One whole step, leaving no tensor behind.</param>
internal sealed record Contender(string Name, Action Step);
