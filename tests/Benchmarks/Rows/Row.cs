namespace Benchmarks.Rows;

/// <summary>One line of a table: a job at a size and a number of threads, with what each contender took.</summary>
/// <param name="Job">What is done, such as "BCE + Dice".</param>
/// <param name="Shape">The prediction's shape, as text.</param>
/// <param name="Step">"forward", "forward + backward" or "count".</param>
/// <param name="Threads">Threads torch was given.</param>
/// <param name="Columns">MaskSharp first, then what it is compared with.</param>
internal sealed record Row(string Job, string Shape, string Step, int Threads, IReadOnlyList<Column> Columns);
