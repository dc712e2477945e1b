using MsBuildTasks.Tests.Support;

namespace MsBuildTasks.Tests.Builds;

/// <summary>However a project is built, each of its gates runs once.</summary>
public sealed class BuildModeTests : IDisposable
{
    private readonly TestProject _project = new("""
        <PropertyGroup>
          <TargetFramework>net10.0</TargetFramework>
        </PropertyGroup>
        <ItemGroup>
          <SegmentationGate Include="folders" Predictions="eval/predictions" GroundTruth="eval/masks" MinDice="0.85" />
          <SegmentationGate Include="own" MinDice="0.85" />
          <ProjectReference Include="../first/first.csproj;../second/second.csproj" />
        </ItemGroup>
        """);

    private readonly string _predictions;
    private readonly string _work;

    public BuildModeTests()
    {
        const string Library = "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>";
        _project.Write("first/first.csproj", Library);
        _project.Write("second/second.csproj", Library);
        _predictions = _project.Path("eval/predictions");
        _work = _project.Path("obj/masksharp/own.cases");
        FakeEvaluator.WriteScript(_predictions, "MaskSharp: gate passed");
        FakeEvaluator.WriteScript(_work, "MaskSharp: gate passed");
    }

    public void Dispose() => _project.Dispose();

    [Fact]
    public void Gates_run_once_in_a_graph_on_several_nodes_multithreaded_with_a_log_and_in_a_rebuild_but_not_in_a_clean()
    {
        string[][] modes = [["-m:4", $"-bl:{_project.Path("build.binlog")}"], ["-graph"], ["-mt", "-t:Rebuild"]];
        for (var i = 0; i < modes.Length; i++)
        {
            var build = _project.DotNet("build", modes[i]);
            Assert.True(build.Succeeded, build.Output);
            Assert.Equal((i + 1, i + 1), (FakeEvaluator.Runs(_predictions).Count, FakeEvaluator.Runs(_work).Count));
        }
        Assert.True(new FileInfo(_project.Path("build.binlog")).Length > 0);

        Assert.True(_project.DotNet("clean").Succeeded);
        Assert.Equal((3, 3), (FakeEvaluator.Runs(_predictions).Count, FakeEvaluator.Runs(_work).Count));

        // A gate that fails fails the build in a graph too, and the other still runs.
        FakeEvaluator.WriteScript(_predictions, "app.csproj(6) : error MASK2001: low", "exit 1");
        Assert.Equal(["MASK2001"], _project.DotNet("build", "-graph").Errors);
        Assert.Equal(4, FakeEvaluator.Runs(_work).Count);
    }
}
