using MsBuildTasks.Tests.Support;

namespace MsBuildTasks.Tests.Builds;

/// <summary>The gates' target alone, which needs neither restore nor compilation.</summary>
public sealed class GateTargetTests : IDisposable
{
    private const string Body = """
        <PropertyGroup>
          <TargetFramework>net10.0</TargetFramework>
          <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
        </PropertyGroup>
        <ItemGroup>
          <SegmentationGate Include="tumour" Predictions="eval/predictions" GroundTruth="eval/masks" MinDice="0.85" Class="$(GateClass)" Condition="'$(GateClass)' != ''" />
          <SegmentationGate Include="tumour" Predictions="eval/predictions" GroundTruth="eval/masks" MinDice="0.85" Condition="'$(GateClass)' == ''" />
        </ItemGroup>
        """;

    private readonly TestProject _project = new(Body);
    private readonly string _predictions;

    public GateTargetTests()
    {
        _predictions = _project.Path("eval/predictions");
        FakeEvaluator.WriteScript(_predictions, "MaskSharp: gate passed");
    }

    public void Dispose() => _project.Dispose();

    [Fact]
    public void Trap04_trap14_texts_are_the_same_from_a_task_host()
    {
        FakeEvaluator.WriteScript(_predictions, "app.csproj(7) : error MASK2001: Dice 0.4213 {0:0.0} is low", "exit 1");

        var build = Gates("-p:MaskSharpTaskFactory=TaskHostFactory");

        Assert.Contains("error MASK2001: Dice 0.4213 {0:0.0} is low", build.Output, StringComparison.Ordinal);
        Assert.Contains($"{_project.Path("app.csproj")}", FakeEvaluator.Runs(_predictions)[0][^2], StringComparison.Ordinal);
    }

    [Fact]
    public void Trap05_a_gates_warning_obeys_NoWarn_and_WarningsAsErrors_but_not_TreatWarningsAsErrors()
    {
        FakeEvaluator.WriteScript(_predictions, "app.csproj(7) : warning MASK2001: low", "exit 0");

        var warned = Gates();
        Assert.True(warned.Succeeded, warned.Output);
        Assert.Equal(["MASK2001"], warned.Warnings);
        Assert.Empty(Gates("-p:NoWarn=MASK2001").Warnings);
        Assert.Equal(["MASK2001"], Gates("-p:WarningsAsErrors=MASK2001").Errors);
    }

    [Fact]
    public void What_says_that_a_gate_passed_is_cleaned_with_the_build()
    {
        string[] left = ["obj/masksharp/tumour.gate.stamp", "obj/masksharp/tumour.gate.pass", "bin/segmentation/tumour/report.json", "bin/segmentation/tumour/report.junit.xml"];
        string[] others = ["bin/segmentation/tumour/notes.txt", "obj/masksharp/other.gate.stamp", "reports/tumour/report.json"];
        foreach (var path in left.Concat(others)) _project.Write("app/" + path, "");

        var own = _project.DotNet("msbuild", "-t:Clean", $"-p:SegmentationReportDirectory={_project.Path("reports")}/");
        Assert.True(own.Succeeded, own.Output);
        Assert.False(File.Exists(_project.Path(left[0])));
        Assert.All([.. left[2..], .. others], path => Assert.True(File.Exists(_project.Path(path)), path));

        var cleaned = _project.DotNet("msbuild", "-t:Clean");
        Assert.True(cleaned.Succeeded, cleaned.Output);
        Assert.All(left, path => Assert.False(File.Exists(_project.Path(path)), path));
        Assert.All(others, path => Assert.True(File.Exists(_project.Path(path)), path));
    }

    [Fact]
    public void An_update_of_baselines_is_refused_where_the_build_says_that_it_is_one_of_ci()
    {
        _project.Write("app/app.csproj", File.ReadAllText(_project.Path("app.csproj")).Replace("MinDice=\"0.85\"", "MinDice=\"0.85\" Baseline=\"b.json\"", StringComparison.Ordinal));

        var build = Gates("-p:SegmentationUpdateBaseline=true", "-p:ContinuousIntegrationBuild=true");

        Assert.Equal(["MASK2106"], build.Errors);
        Assert.Contains("ContinuousIntegrationBuild is true", build.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Trap06_in_a_multithreaded_build_paths_are_the_projects()
    {
        var build = Gates("-mt");

        Assert.True(build.Succeeded, build.Output);
        Assert.Contains($"--predictions={_predictions}", Assert.Single(FakeEvaluator.Runs(_predictions)));
    }

    [Fact]
    public void Trap13_without_DOTNET_HOST_PATH_the_host_is_the_SDKs_own()
    {
        var build = Gates("-p:DOTNET_HOST_PATH=");

        Assert.True(build.Succeeded, build.Output);
        Assert.Single(FakeEvaluator.Runs(_predictions));
        var runtimeConfiguration = Path.ChangeExtension(TestMetadata.RealEvaluator, ".runtimeconfig.json");
        Assert.Contains("\"rollForward\": \"Major\"", File.ReadAllText(runtimeConfiguration), StringComparison.Ordinal);
    }

    [Fact]
    public void Bounds_and_folders_can_be_given_on_the_command_line()
    {
        Assert.True(Gates("-p:SegmentationGateMinDice=0.99", "-p:SegmentationGateMinIoU=0.9", "-p:SegmentationReportDirectory=../reports", "-p:GateClass=1").Succeeded);

        var arguments = Assert.Single(FakeEvaluator.Runs(_predictions));
        Assert.Superset(
            new HashSet<string> { "--min-dice=0.99", "--min-iou=0.9", "--class=1", $"--report-dir={Path.GetFullPath(_project.Path("../reports/tumour"))}" },
            new HashSet<string>(arguments));
    }

    /// <summary>MSBuild leaves out an item whose pattern no file fits, and with it the gate.</summary>
    [Theory]
    [InlineData("<SegmentationGate Include=\"liver?\" Predictions=\"p\" GroundTruth=\"g\" />", "is named 'liver?';")]
    [InlineData("<SegmentationGate\n  Predictions=\"p\"\n  Include='liver; *' />", "is named '*';")]
    [InlineData("<SegmentationDataset Include=\"train*\" Masks=\"m\" /><SegmentationGate Include=\"a?;b\" />", "is named 'train*' 'a?';")]
    public void A_name_that_MSBuild_takes_for_a_pattern_fails_the_build(string item, string expected)
    {
        AddItem(item);

        var build = Gates();

        Assert.Equal(["MASK2106"], build.Errors.Distinct());
        Assert.Contains(expected, build.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<!-- <SegmentationGate Include=\"liver?\" /> -->")]
    [InlineData("<SegmentationGate Include=\"@(None->WithMetadataValue('Kind', 'a?'))\" />")]
    [InlineData("<None Include=\"*.txt\" />")]
    public void Patterns_elsewhere_are_no_fault(string item)
    {
        AddItem(item);

        var build = Gates();

        Assert.True(build.Succeeded, build.Output);
    }

    [Fact]
    public void A_data_set_whose_name_is_a_pattern_fails_the_build_before_compilation()
    {
        AddItem("<SegmentationDataset Include=\"train*\" Masks=\"m\" />");

        var build = _project.DotNet("build");

        Assert.Equal(["MASK2106"], build.Errors);
        Assert.False(File.Exists(_project.Path("obj/Debug/net10.0/app.dll")));
    }

    [Fact]
    public void Gates_that_are_off_say_so()
    {
        var build = Gates("-p:SegmentationGatesEnabled=false");

        Assert.True(build.Succeeded);
        Assert.Contains("the segmentation gates of app are off", build.Output, StringComparison.Ordinal);
        Assert.Empty(FakeEvaluator.Runs(_predictions));
        Assert.Equal(["MASK2106"], Gates("-p:SegmentationGatesEnabled=later").Errors);
    }

    private void AddItem(string item) => _project.Write(
        TestProject.ProjectFile, File.ReadAllText(_project.Path("app.csproj")).Replace("</Project>", $"<ItemGroup>{item}</ItemGroup></Project>", StringComparison.Ordinal));

    private BuildResult Gates(params string[] arguments) => _project.DotNet("msbuild", ["-t:SegmentationGates", .. arguments]);
}
