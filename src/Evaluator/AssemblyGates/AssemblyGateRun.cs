using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using MaskSharp.Evaluator.Commands;
using MaskSharp.Evaluator.Evaluation;
using MaskSharp.Evaluator.Findings;
using MaskSharp.Evaluator.Hosting;
using MaskSharp.Evaluator.Pairing;
using MaskSharp.Evaluator.Reports;

namespace MaskSharp.Evaluator.AssemblyGates;

/// <summary>In the child process: runs a gate's method, and writes each case as two files.</summary>
internal static class AssemblyGateRun
{
    // Tensors that the method leaves to the collector hold memory that it knows nothing of.
    private const int CasesBetweenCollections = 16;

    private static readonly Option[] _options = [new("--assembly", "FILE", ""), new("--gate", "NAME", ""), new("--predictions", "DIR", ""), new("--ground-truth", "DIR", "")];

    /// <summary>The arguments that run it.</summary>
    public static IReadOnlyList<string> Arguments(string assembly, string gate, string predictions, string groundTruth) =>
        [HostedEntry.AssemblyGate, "--assembly=" + assembly, "--gate=" + gate, "--predictions=" + predictions, "--ground-truth=" + groundTruth];

    /// <exception cref="UsageException">There is no such method, or it has another form.</exception>
    /// <exception cref="CaseException">A case can't be counted.</exception>
    /// <exception cref="OutputException">A case can't be written.</exception>
    public static void Run(IReadOnlyList<string> args, HostVoice voice)
    {
        var arguments = Commands.Arguments.Parse([.. args.Skip(1)], _options);
        var (path, gate) = (arguments.Required("--assembly"), arguments.Required("--gate"));
        var method = GateMethod.Find(Load(path), gate);
        using var cases = new CaseSequence(method);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        while (cases.Next() is { } item)
        {
            if (!ids.Add(item.Id))
                throw new CaseException(Finding.Error(Codes.UnmatchedCase, $"gate '{gate}': its method {GateMethod.NameOf(method)} yields two cases of the name '{item.Id}'"));
            var name = ids.Count.ToString("D6", CultureInfo.InvariantCulture) + ".nii.gz";
            var pair = new CasePair(item.Id, Path.Combine(arguments.Required("--predictions"), name), Path.Combine(arguments.Required("--ground-truth"), name));
            Write(item, pair);
            voice.Case(pair);
            if (ids.Count % CasesBetweenCollections == 0) GC.Collect();
        }
        if (cases.Fault is { } e) voice.Tell(Finding.Error(Codes.EvaluatorFailed, $"gate '{gate}': its method {GateMethod.NameOf(method)} {Thrown.Text(e)}{After(ids.Count)}", path));
    }

    private static void Write(SegmentationCase item, CasePair pair)
    {
        try
        {
            CaseTensors.Write(item, pair.Prediction, pair.GroundTruth);
        }
        catch (Exception e) when (WriteFault.Is(e))
        {
            throw new OutputException($"case '{item.Id}' can't be written to {Path.GetDirectoryName(pair.Prediction)}: {WriteFault.Why(pair.Prediction, e)}");
        }
    }

    private static string After(int cases) => cases == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", after {cases} cases");

    private static Assembly Load(string path)
    {
        try
        {
            return AssemblyLoadContext.Default.LoadFromAssemblyPath(path);
        }
        catch (Exception e) when (e is BadImageFormatException or FileLoadException)
        {
            throw new UsageException($"{path} can't be loaded: {e.Message}");
        }
    }
}
