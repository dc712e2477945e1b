namespace MaskSharp.Evaluator.Commands;

/// <summary>An option of a command.</summary>
/// <param name="Name">With its dashes.</param>
/// <param name="Value">What stands for its value in the help; null for a switch.</param>
/// <param name="Help">What it does.</param>
internal sealed record Option(string Name, string? Value, string Help);
