namespace MaskSharp.Evaluator.CaseSources;

/// <summary>What a source of cases may use of the run it works for.</summary>
/// <param name="Line">Takes lines that the user's own code prints.</param>
/// <param name="Progress">Told how many predictions are made, and of how many.</param>
/// <param name="Cancellation">Ends the run.</param>
internal sealed record SourceRun(Action<string> Line, Action<int, int> Progress, CancellationToken Cancellation);
