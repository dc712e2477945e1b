using MsBuildTasks.Tests.Support;

namespace MsBuildTasks.Tests.Builds;

/// <summary>The targets in real builds, with the evaluator's stand-in.</summary>
public sealed class GateBuildTests : IDisposable
{
    private const string Body = """
        <PropertyGroup>
          <TargetFramework>net10.0</TargetFramework>
          <OutputType>Exe</OutputType>
          <UseAppHost>false</UseAppHost>
        </PropertyGroup>
        <ItemGroup>
          <SegmentationDataset Include="train" Masks="data/masks" />
          <SegmentationGate Include="tumour" Predictions="eval\predictions" GroundTruth="eval/masks" MinDice="0.85" />
          <ProjectReference Include="../first/first.csproj;../second/second.csproj" Condition="Exists('../first')" />
        </ItemGroup>
        """;

    private const string Low = "app.csproj(9) : error MASK2001: Dice 0.4213 {0} is low; report report.html";

    private readonly TestProject _project = new(Body);
    private readonly string _masks;
    private readonly string _predictions;

    public GateBuildTests()
    {
        _project.Write("app/Program.cs", "System.Console.WriteLine(\"trained\");");
        _masks = _project.Path("data/masks");
        _predictions = _project.Path("eval/predictions");
        FakeEvaluator.WriteScript(_masks, "measure", "MaskSharp: measured train");
        FakeEvaluator.WriteScript(_predictions, "MaskSharp: gate passed");
    }

    public void Dispose() => _project.Dispose();

    [Fact]
    public void A_build_measures_before_compilation_and_gates_after_it_and_design_time_does_neither()
    {
        var build = _project.DotNet("build");

        Assert.True(build.Succeeded, build.Output);
        Assert.Empty(build.Warnings);
        Assert.Contains("MaskSharp: gate passed", build.Output, StringComparison.Ordinal);
        AssertOrder(build.Output, "MaskSharp: measured train", "app.dll", "MaskSharp: gate passed");
        Assert.Contains($"--report-dir={_project.Path("bin/segmentation/tumour")}", Assert.Single(FakeEvaluator.Runs(_predictions)));

        // Trap 2: later than its hook, the compiler would not see the metadata.
        var options = File.ReadAllLines(_project.Path("obj/Debug/net10.0/app.GeneratedMSBuildEditorConfig.editorconfig"));
        var section = Array.FindIndex(options, line => line == $"[{_project.Path("obj/Debug/net10.0/masksharp/train.measured.json")}]");
        Assert.Equal("build_metadata.AdditionalFiles.MaskSharpRole = MeasuredDataset", options[section + 1]);

        // Trap 12: masks are no items of the project.
        var items = _project.DotNet("msbuild", "-t:MaskSharpAddMeasurements", "-p:DesignTimeBuild=true", "-p:BuildingProject=true", "-getItem:None,AdditionalFiles");
        Assert.DoesNotContain("fake.script", items.Output, StringComparison.Ordinal);
        Assert.Contains("train.measured.json", items.Output, StringComparison.Ordinal);

        // Nothing has run at design time, nor does anything when the build is not asked for (trap 11).
        var publish = _project.DotNet("publish", "--no-build", "-c", "Debug");
        Assert.True(publish.Succeeded, publish.Output);
        Assert.Single(FakeEvaluator.Runs(_predictions));
        Assert.Single(FakeEvaluator.Runs(_masks));
    }

    [Fact]
    public void Trap01_trap10_a_failing_gate_fails_the_build_but_dotnet_run_goes_on_with_a_warning()
    {
        FakeEvaluator.WriteScript(_predictions, Low, "MaskSharp: gate failed", "exit 1");

        // With projects to build beside it, MSBuild builds the project in another process than the one that dotnet run is.
        const string Library = "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>";
        _project.Write("first/first.csproj", Library);
        _project.Write("second/second.csproj", Library);

        var build = _project.DotNet("build");
        Assert.False(build.Succeeded);
        Assert.Equal(["MASK2001"], build.Errors);
        Assert.Contains("error MASK2001: Dice 0.4213 {0} is low; report report.html", build.Output, StringComparison.Ordinal);

        var run = _project.DotNet("run");
        Assert.True(run.Succeeded, run.Output);
        Assert.Equal(["MASK2001"], run.Warnings);
        Assert.EndsWith("trained", run.Output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_data_set_that_cannot_be_measured_fails_the_build_before_compilation()
    {
        FakeEvaluator.WriteScript(_masks, "data/masks : error MASK2101: no masks", "exit 2");

        var build = _project.DotNet("build");

        Assert.Equal(["MASK2101"], build.Errors);
        Assert.False(File.Exists(_project.Path("obj/Debug/net10.0/app.dll")));
        Assert.Empty(FakeEvaluator.Runs(_predictions));
    }

    private static void AssertOrder(string text, params string[] parts)
    {
        var at = parts.Select(part => text.IndexOf(part, StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(-1, at);
        Assert.Equal(at.Order(), at);
    }
}
