namespace MaskSharp.MsBuildTasks.Evaluation;

/// <summary>What every run of the evaluator needs.</summary>
/// <param name="Host">The .NET host: a full path, or a name to be found in PATH.</param>
/// <param name="Evaluator">The full path of the evaluator's assembly.</param>
/// <param name="ProjectFolder">The full path of the project's folder; a build's current folder may be another one.</param>
/// <param name="RulePages">The full path of the folder with the rules' pages; may be empty or absent.</param>
internal sealed record EvaluatorSetup(string Host, string Evaluator, string ProjectFolder, string RulePages);
