using MaskSharp.Evaluator.Commands;
using MaskSharp.Evaluator.Hosting;
using MaskSharp.Evaluator.Models;

namespace MaskSharp.Evaluator.CaseSources;

/// <summary>Reads from the options where the cases come from.</summary>
internal static class CaseSource
{
    private static readonly string[] _ofModel = [.. PredictOptions.OfModel.Select(option => option.Name)];
    private static readonly string[] _ofRun = ["--package-folders", "--work"];

    /// <exception cref="UsageException">The options name no source, several, or something that the source does not have.</exception>
    public static ICaseSource Read(Arguments arguments, string gate)
    {
        var work = new WorkFolder(arguments.FullPath("--work"));
        if (arguments.Text("--assembly") is { } assembly)
        {
            Refuse(arguments, ["--predictions", "--ground-truth", .. _ofModel], "does not go together with --assembly, whose cases bring predictions and truth");
            return new AssemblySource(Path.GetFullPath(assembly), gate, work, arguments.FullPaths("--package-folders"), arguments.FullPaths("--inputs"));
        }
        Refuse(arguments, ["--inputs"], "belongs to --assembly");
        if (arguments.Has("--model"))
        {
            Refuse(arguments, ["--predictions"], "does not go together with --model, which makes the predictions");
            return OfModel(arguments, work);
        }
        Refuse(arguments, _ofModel, "belongs to --model");
        Refuse(arguments, _ofRun, "belongs to --model or --assembly");
        return new FolderSource(Path.GetFullPath(arguments.Required("--predictions")), Path.GetFullPath(arguments.Required("--ground-truth")), arguments.Spelling);
    }

    private static ModelSource OfModel(Arguments arguments, WorkFolder work)
    {
        var options = PredictOptions.Read(arguments, work["predictions"], (arguments.Integer("--classes", 1, LabelCounting.MaxClasses) ?? 1) >= 2);
        var given = arguments.Without(EvaluateOptions.All.Select(option => option.Name).Except(_ofModel).ToHashSet(StringComparer.Ordinal));
        string[] own = [.. Given("--labels", options.WritesLabels), .. Given("--msbuild", options.Spelling.ForMsBuild)];
        return new ModelSource(options, [.. given, .. own], ProgramHost.Of(arguments), Path.GetFullPath(arguments.Required("--ground-truth")), work);
    }

    private static string[] Given(string option, bool isGiven) => isGiven ? [option] : [];

    private static void Refuse(Arguments arguments, IEnumerable<string> options, string why)
    {
        foreach (var option in options.Where(arguments.Has)) throw new UsageException($"{option} {why}");
    }
}
