using System.Runtime.Loader;
using MaskSharp.Evaluator.AssemblyGates;
using MaskSharp.Evaluator.Commands;
using MaskSharp.Evaluator.Evaluation;
using MaskSharp.Evaluator.Findings;
using MaskSharp.Evaluator.Models;

namespace MaskSharp.Evaluator.Hosting;

/// <summary>Where a child process begins: it runs among the dependencies of the user's program, and answers by messages.</summary>
internal static class HostedEntry
{
    public const string AssemblyGate = "host-assembly-gate";
    public const string Model = "host-model";

    /// <summary>Whether the arguments are those of a child.</summary>
    public static bool Takes(IReadOnlyList<string> args) => args is [AssemblyGate or Model, ..];

    /// <summary>Does what the arguments say; what goes wrong in it is told, and no exit code.</summary>
    public static int Run(IReadOnlyList<string> args, Stream output)
    {
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            ProgramAssemblies.Find(name.Name!, (string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "", Path.GetDirectoryName(typeof(HostedEntry).Assembly.Location)!) is { } path ? context.LoadFromAssemblyPath(path) : null;
        ParentWatch.Start();
        var voice = new HostVoice(output);
        try
        {
            if (args[0] == Model) PredictRun.Run(args, voice);
            else AssemblyGateRun.Run(args, voice);
        }
        catch (UsageException e)
        {
            voice.Tell(Finding.Error(Codes.BadSetting, e.Message));
        }
        catch (OutputException e)
        {
            voice.Tell(Finding.Error(Codes.NotWritten, e.Message));
        }
        catch (CaseException e)
        {
            voice.Tell(e.Finding);
        }
        voice.End();
        return ExitCode.Passed;
    }
}
