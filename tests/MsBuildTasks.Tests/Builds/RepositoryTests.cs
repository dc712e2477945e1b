using System.Diagnostics;
using System.Text.Json;
using MsBuildTasks.Tests.Support;

namespace MsBuildTasks.Tests.Builds;

public class RepositoryTests
{
    [Fact]
    public void Trap14_samples_run_the_solutions_own_task_in_a_task_host_and_build_task_and_evaluator_first()
    {
        var start = new ProcessStartInfo(TestMetadata.DotNetHost) { RedirectStandardOutput = true, WorkingDirectory = TestMetadata.RepositoryRoot };
        foreach (var argument in new[]
        {
            "msbuild", "samples/BrainTumor", "-nodeReuse:false", "-p:Configuration=Release",
            "-getProperty:MaskSharpTaskFactory,MaskSharpTasksAssembly,MaskSharpEvaluator,MaskSharpFixLibTorch", "-getItem:ProjectReference",
        })
        {
            start.ArgumentList.Add(argument);
        }

        TestProject.ForgetTheOuterBuild(start);
        using var process = Process.Start(start)!;
        using var evaluation = JsonDocument.Parse(process.StandardOutput.ReadToEnd());

        var properties = evaluation.RootElement.GetProperty("Properties");
        Assert.Equal("TaskHostFactory", properties.GetProperty("MaskSharpTaskFactory").GetString());
        Assert.EndsWith("src/MsBuildTasks/bin/Release/netstandard2.0/MaskSharp.MsBuildTasks.dll", properties.GetProperty("MaskSharpTasksAssembly").GetString(), StringComparison.Ordinal);
        Assert.EndsWith("src/Evaluator/bin/Release/net10.0/MaskSharp.Evaluator.dll", properties.GetProperty("MaskSharpEvaluator").GetString(), StringComparison.Ordinal);
        Assert.Equal("true", properties.GetProperty("MaskSharpFixLibTorch").GetString());

        var references = evaluation.RootElement.GetProperty("Items").GetProperty("ProjectReference").EnumerateArray().ToList();
        foreach (var name in new[] { "MaskSharp.MsBuildTasks", "MaskSharp.Evaluator" })
        {
            var reference = Assert.Single(references, reference => reference.GetProperty("Filename").GetString() == name);
            Assert.Equal("false", reference.GetProperty("ReferenceOutputAssembly").GetString());
            Assert.Equal("all", reference.GetProperty("PrivateAssets").GetString());
        }
    }
}
