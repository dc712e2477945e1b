using System.Text.Json;
using MaskSharp.Packaging.Tests;
using MaskSharp.Samples.Tests.Support;

namespace MaskSharp.Samples.Tests.Running;

/// <summary>A sample as it was built with the solution: its program, and the gate of its project, which is run without building again.</summary>
internal sealed class Sample(string name)
{
    private string Project => Path.Combine(Repository.Root, "samples", name);

    public string Program => Path.Combine(Project, "bin", Repository.Configuration, "net10.0", name + ".dll");

    /// <summary>Runs the program to its end and returns what it says; fails where the program does.</summary>
    public string Run(params string[] arguments)
    {
        var (exitCode, output) = TryRun(arguments);
        Assert.True(exitCode == 0, output);
        return output;
    }

    public (int ExitCode, string Output) TryRun(params string[] arguments) => DotNet.Run(Repository.Root, ["exec", Program, .. arguments]);

    /// <summary>Runs the sample's gate on the results of a run and returns the build's exit code, its output and the JSON report.</summary>
    /// <param name="gate">The gate's name.</param>
    /// <param name="reports">Folder for the reports.</param>
    /// <param name="properties">Properties as the command line takes them, such as SampleEvaluation=FOLDER.</param>
    public (int ExitCode, string Output, JsonElement Report) Judge(string gate, string reports, params string[] properties)
    {
        var (exitCode, output) = DotNet.Run(
            Repository.Root,
            [
                "msbuild", Project, "-t:SegmentationGates", "-nodeReuse:false", "-nologo", "-tl:off", "-v:m", $"-p:Configuration={Repository.Configuration}",
                $"-p:SegmentationReportDirectory={reports}/", .. properties.Select(property => "-p:" + property),
            ]);
        var file = Path.Combine(reports, gate, "report.json");
        Assert.True(File.Exists(file), output);
        using var report = JsonDocument.Parse(File.ReadAllText(file));
        return (exitCode, output, report.RootElement.Clone());
    }
}
