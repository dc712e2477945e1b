using MaskSharp.Evaluator.Findings;
using MaskSharp.Evaluator.Models;

namespace MaskSharp.Evaluator.Commands;

/// <summary>Finds the command, and turns what it throws into codes.</summary>
internal static class Router
{
    // Options are asked for by the command that runs: each gate and build starts the program anew.
    private static readonly Command[] _commands =
    [
        new("evaluate", "--predictions DIR --ground-truth DIR [options]", "Scores predicted masks against the truth and holds them to bounds.", () => EvaluateOptions.All, EvaluateCommand.Run),
        new("inspect", "MASKS [options]", "Measures the class balance of masks, and what an empty mask scores.", () => InspectOptions.All, InspectCommand.Run),
        new("run", "--model FILE --images DIR --out DIR [options]", "Runs a model over images and writes its predictions.", () => PredictOptions.All, RunCommand.Run),
        new("merge", "PART... [options]", "Makes one verdict of the JSON reports of all parts of a run (--shard).", () => MergeCommand.All, MergeCommand.Run),
        new("compare", "A.json B.json [options]", "Says of two runs on the same cases which is better, and how sure that is.", () => CompareCommand.All, CompareCommand.Run),
    ];

    /// <summary>Runs the program.</summary>
    /// <returns>See <see cref="ExitCode"/>.</returns>
    public static int Run(IReadOnlyList<string> args, Stream output, Stream error)
    {
        using var console = new Output(output, error);
        // Faults in the arguments themselves must reach the right reader too, so these two are looked for before the rest is read.
        console.ForMsBuild = args.Contains("--msbuild");
        console.Origin = args.SkipWhile(argument => argument != "--origin").Skip(1).FirstOrDefault();
        var exitCode = Run(args, console);
        return console.Flush() || exitCode != ExitCode.Passed ? exitCode : ExitCode.BadInput;
    }

    private static int Run(IReadOnlyList<string> args, Output console)
    {
        try
        {
            return Dispatch(args, console);
        }
        catch (UsageException e)
        {
            console.Tell(Finding.Error(Codes.BadSetting, e.Message));
            console.Closing("nothing was done");
            return ExitCode.BadInput;
        }
        catch (OutputException e)
        {
            console.Tell(Finding.Error(Codes.NotWritten, e.Message));
            console.Closing("the run could not be brought to its end");
            return ExitCode.BadInput;
        }
        catch (OperationCanceledException)
        {
            console.Closing("the run was cancelled; nothing was judged");
            return ExitCode.Cancelled;
        }
        catch (Exception e)
        {
            console.Tell(Finding.Error(Codes.EvaluatorFailed, $"the evaluator failed, which is a fault of its own, not of your data: {e}"));
            console.Closing("the evaluator failed");
            return ExitCode.InternalFault;
        }
    }

    private static int Dispatch(IReadOnlyList<string> args, Output console)
    {
        var name = args.Count == 0 ? "--help" : args[0];
        var rest = args.Skip(1).ToList();
        if (Array.Find(_commands, command => command.Name == name) is { } known)
        {
            if (!rest.Contains("--help") && !rest.Contains("-h")) return known.Run(rest, console);
            console.Text(Help.Of(known));
            return ExitCode.Passed;
        }
        console.Text(name switch
        {
            "--help" or "-h" or "help" => Help.Of(_commands),
            "--version" => ProgramVersion.Text + "\n",
            _ => throw new UsageException($"there is no command {name} in version {ProgramVersion.Text}; there are {string.Join(", ", _commands.Select(command => command.Name))}"),
        });
        return ExitCode.Passed;
    }
}
