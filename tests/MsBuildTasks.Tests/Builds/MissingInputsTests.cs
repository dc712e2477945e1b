using MsBuildTasks.Tests.Support;

namespace MsBuildTasks.Tests.Builds;

/// <summary>A gate on a method of the project whose inputs the program has yet to make, in real builds with the real evaluator.</summary>
public sealed class MissingInputsTests : IDisposable
{
    private const string Body = """
        <PropertyGroup>
          <TargetFramework>net10.0</TargetFramework>
          <OutputType>Exe</OutputType>
          <UseAppHost>false</UseAppHost>
        </PropertyGroup>
        <ItemGroup>
          <SegmentationGate Include="tumour" Inputs="weights.dat" MinDice="0.85" WhenMissing="$(Missing)" Condition="'$(Missing)' != ''" />
          <SegmentationGate Include="tumour" Inputs="weights.dat" MinDice="0.85" Condition="'$(Missing)' == ''" />
        </ItemGroup>
        """;

    private readonly TestProject _project = new(Body, TestMetadata.RealEvaluator);

    public MissingInputsTests() => _project.Write("app/Program.cs", "System.Console.WriteLine(\"trained\");");

    public void Dispose() => _project.Dispose();

    [Fact]
    public void The_run_that_makes_them_can_start_and_a_build_passes_only_where_the_gate_may_wait()
    {
        var run = _project.DotNet("run");
        Assert.True(run.Succeeded, run.Output);
        Assert.Equal(["MASK2101"], run.Warnings);
        Assert.EndsWith("trained", run.Output.TrimEnd(), StringComparison.Ordinal);

        var build = _project.DotNet("build", "-p:ContinuousIntegrationBuild=true");
        Assert.Equal(["MASK2101"], build.Errors);
        Assert.Contains($"the input {_project.Path("weights.dat")} does not exist; run the program that makes it, or set WhenMissing to Warning or Skip", build.Output, StringComparison.Ordinal);

        Assert.Equal(["MASK2101"], Waiting("Warning").Warnings);
        var waiting = Waiting("Skip");
        Assert.Empty(waiting.Warnings);
        Assert.Contains("gate 'tumour' waits for predictions", waiting.Output, StringComparison.Ordinal);
    }

    private BuildResult Waiting(string missing)
    {
        var build = _project.DotNet("build", $"-p:Missing={missing}", "-p:ContinuousIntegrationBuild=true");
        Assert.True(build.Succeeded, build.Output);
        return build;
    }
}
