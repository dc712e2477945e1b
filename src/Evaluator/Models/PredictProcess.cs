using MaskSharp.Evaluator.CaseSources;
using MaskSharp.Evaluator.Findings;
using MaskSharp.Evaluator.Hosting;

namespace MaskSharp.Evaluator.Models;

/// <summary>Runs a model in a process of its own: a damaged model file can end its process, and what runs models is the user's.</summary>
internal static class PredictProcess
{
    /// <summary>Makes the predictions.</summary>
    /// <param name="options">The model, the images, and how one is run on the others.</param>
    /// <param name="arguments">The same as arguments.</param>
    /// <param name="host">The program among whose dependencies it runs.</param>
    /// <param name="work">A folder for files of the run.</param>
    /// <param name="run">The run.</param>
    /// <returns>What went wrong.</returns>
    public static IReadOnlyList<Finding> Run(PredictOptions options, IReadOnlyList<string> arguments, ProgramHost host, string work, SourceRun run)
    {
        var answer = host.Run([HostedEntry.Model, .. arguments], work, run.Line, run.Progress, run.Cancellation);
        if (answer.IsComplete || answer.Findings.Count > 0) return answer.Findings;
        return [Finding.Error(Codes.EvaluatorFailed, $"the process that runs the model {Path.GetFileName(options.Model)} {answer.Fate}", options.Model)];
    }
}
