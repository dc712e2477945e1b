using MaskSharp.Evaluator.Findings;

namespace MaskSharp.Evaluator.Commands;

/// <summary>Finds the command, and turns what it throws into codes.</summary>
internal static class Router
{
    private static readonly string[] _later = ["run"];

    /// <summary>Runs the program.</summary>
    /// <returns>See <see cref="ExitCode"/>.</returns>
    public static int Run(IReadOnlyList<string> args, Stream output, Stream error)
    {
        using var console = new Output(output, error);
        // Faults in the arguments themselves must reach the right reader too, so these two are looked for before the rest is read.
        console.ForMsBuild = args.Contains("--msbuild");
        console.Origin = args.SkipWhile(argument => argument != "--origin").Skip(1).FirstOrDefault();
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
        var command = args.Count == 0 ? "--help" : args[0];
        var rest = args.Skip(1).ToList();
        switch (command)
        {
            case "evaluate" when WantsHelp(rest):
                console.Text(Help.Of("evaluate --predictions DIR --ground-truth DIR [options]", "Scores predicted masks against the truth and holds them to bounds.", EvaluateOptions.All));
                return ExitCode.Passed;
            case "evaluate":
                return EvaluateCommand.Run(rest, console);
            case "inspect" when WantsHelp(rest):
                console.Text(Help.Of("inspect MASKS [options]", "Measures the class balance of masks, and what an empty mask scores.", InspectOptions.All));
                return ExitCode.Passed;
            case "inspect":
                return InspectCommand.Run(rest, console);
            case "merge" when WantsHelp(rest):
                console.Text(Help.Of("merge PART… [options]", "Makes one verdict of the JSON reports of all parts of a run (--shard).", MergeCommand.All));
                return ExitCode.Passed;
            case "merge":
                return MergeCommand.Run(rest, console);
            case "compare" when WantsHelp(rest):
                console.Text(Help.Of("compare A.json B.json [options]", "Says of two runs on the same cases which is better, and how sure that is.", CompareCommand.All));
                return ExitCode.Passed;
            case "compare":
                return CompareCommand.Run(rest, console);
            case "--help" or "-h" or "help":
                console.Text(Help.Program);
                return ExitCode.Passed;
            case "--version":
                console.Text(ProgramVersion.Text + "\n");
                return ExitCode.Passed;
            default:
                throw new UsageException(_later.Contains(command)
                    ? $"the command {command} does not exist in version {ProgramVersion.Text}; there are evaluate, inspect, merge and compare"
                    : $"there is no command {command}; there are evaluate, inspect, merge and compare");
        }
    }

    private static bool WantsHelp(List<string> args) => args.Contains("--help") || args.Contains("-h");
}
