using MaskSharp.Evaluator.CaseSources;
using MaskSharp.Evaluator.Findings;
using MaskSharp.Evaluator.Hosting;
using MaskSharp.Evaluator.Models;
using MaskSharp.Evaluator.Models.Pictures;

namespace MaskSharp.Evaluator.Commands;

/// <summary><c>masksharp run</c>: a model over a folder of images, to a folder of predictions.</summary>
internal static class RunCommand
{
    /// <exception cref="UsageException">A setting can't be used.</exception>
    /// <exception cref="OperationCanceledException">The user ended the run.</exception>
    public static int Run(IReadOnlyList<string> args, Output output)
    {
        var arguments = Arguments.Parse(args, PredictOptions.All);
        if (arguments.Rest.Count > 0) throw new UsageException($"'{arguments.Rest[0]}' belongs to no option; see masksharp run --help");
        var options = PredictOptions.Read(arguments, Path.GetFullPath(arguments.Required("--out")), arguments.Has("--labels"));
        ModelLoader.CheckKind(options.Model);
        if (!File.Exists(options.Model)) throw new UsageException($"the model {options.Model} does not exist");
        if (!Directory.Exists(options.Images)) return Failed([Finding.Error(Codes.NoCases, $"the images' folder {options.Images} does not exist")], output);
        var images = PictureFolder.List(options.Images);
        if (images.Count == 0) return Failed([Finding.Error(Codes.NoCases, $"the images' folder {options.Images} holds no images")], output);

        using var interrupt = new Interrupt();
        using var work = new WorkFolder(null);
        work.Clear();
        var run = new SourceRun(output.Line, Progress.ForTerminal(forMsBuild: false).Report, interrupt.Token);
        var findings = PredictProcess.Run(options, arguments.Without(new HashSet<string>()), ProgramHost.Of(arguments), work.Path, run);
        if (findings.Count > 0) return Failed(findings, output);
        var part = options.Shard is { } shard ? $", one part of {shard.Count}" : "";
        output.Closing($"{options.PartOf(images).Count} predictions of {Path.GetFileName(options.Model)} were written to {options.Output}{part}");
        return ExitCode.Passed;
    }

    private static int Failed(IReadOnlyList<Finding> findings, Output output)
    {
        foreach (var finding in findings) output.Tell(finding);
        output.Closing("the model could not be run on all images");
        return ExitCode.BadInput;
    }
}
