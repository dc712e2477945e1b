namespace MaskSharp.Evaluator.Commands;

/// <summary>A command of the program.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Arguments">What follows the name, for the help.</param>
/// <param name="Purpose">What it is for: one sentence.</param>
/// <param name="Options">What it takes, in the order of its help.</param>
/// <param name="Run">Does it; the result is the exit code.</param>
internal sealed record Command(string Name, string Arguments, string Purpose, Func<IReadOnlyList<Option>> Options, Func<IReadOnlyList<string>, Output, int> Run);
