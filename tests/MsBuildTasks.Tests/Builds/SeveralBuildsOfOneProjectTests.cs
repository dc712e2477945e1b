using MsBuildTasks.Tests.Support;

namespace MsBuildTasks.Tests.Builds;

public class SeveralBuildsOfOneProjectTests
{
    [Fact]
    public void Trap07_trap09_gates_run_once_for_all_target_frameworks_and_not_for_a_project_that_refers_to_it()
    {
        using var project = new TestProject("""
            <PropertyGroup>
              <TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks>
            </PropertyGroup>
            <ItemGroup>
              <SegmentationGate Include="tumour" Predictions="eval/predictions" GroundTruth="eval/masks" MinDice="0.85" />
            </ItemGroup>
            """);
        project.Write("user/user.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
              <ItemGroup>
                <ProjectReference Include="../app/app.csproj" />
              </ItemGroup>
            </Project>
            """);
        var predictions = project.Path("eval/predictions");
        FakeEvaluator.WriteScript(predictions, "MaskSharp: gate passed");

        var build = project.DotNet("build");
        Assert.True(build.Succeeded, build.Output);
        Assert.True(File.Exists(project.Path("bin/Debug/net10.0/app.dll")) && File.Exists(project.Path("bin/Debug/netstandard2.0/app.dll")));
        Assert.Single(FakeEvaluator.Runs(predictions));

        // The reference builds one framework of the project, and with it, once, the gate.
        var user = project.DotNetOn("user/user.csproj", "build");
        Assert.True(user.Succeeded, user.Output);
        Assert.Equal(2, FakeEvaluator.Runs(predictions).Count);
        Assert.False(Directory.Exists(Path.Combine(Path.GetDirectoryName(project.Path("."))!, "../user/obj/masksharp")));
    }

    [Fact]
    public void A_rebuild_in_a_graph_keeps_what_its_gate_has_written()
    {
        using var project = new TestProject("""
            <PropertyGroup>
              <TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks>
            </PropertyGroup>
            <ItemGroup>
              <SegmentationGate Include="tumour" Predictions="eval/predictions" GroundTruth="eval/masks" MinDice="0.85" />
            </ItemGroup>
            """);
        FakeEvaluator.WriteScript(project.Path("eval/predictions"), "stamp", "MaskSharp: gate passed");
        var stamp = project.Path("obj/masksharp/tumour.gate.stamp");

        var rebuild = project.DotNet("build", "-graph", "-t:Rebuild");
        Assert.True(rebuild.Succeeded, rebuild.Output);
        Assert.True(File.Exists(stamp), rebuild.Output);

        Assert.True(project.DotNet("clean").Succeeded);
        Assert.False(File.Exists(stamp));
    }

    [Fact]
    public void A_gate_of_the_assembly_runs_once_with_the_assembly_of_one_framework()
    {
        using var project = new TestProject("""
            <PropertyGroup>
              <TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks>
            </PropertyGroup>
            <ItemGroup>
              <SegmentationGate Include="own" MinDice="0.85" />
            </ItemGroup>
            """);
        var work = project.Path("obj/masksharp/own.cases");
        FakeEvaluator.WriteScript(work, "MaskSharp: gate passed");

        var build = project.DotNet("build");
        Assert.True(build.Succeeded, build.Output);
        Assert.Contains($"--assembly={project.Path("bin/Debug/net10.0/app.dll")}", Assert.Single(FakeEvaluator.Runs(work)));

        var alone = project.DotNet("msbuild", "-t:SegmentationGates", "-p:SegmentationGateFramework=netstandard2.0");
        Assert.True(alone.Succeeded, alone.Output);
        Assert.Contains($"--assembly={project.Path("bin/Debug/netstandard2.0/app.dll")}", FakeEvaluator.Runs(work)[1]);

        Assert.Equal(["MASK2106"], project.DotNet("msbuild", "-t:SegmentationGates", "-p:SegmentationGateFramework=net9.0").Errors);
        Assert.Equal(2, FakeEvaluator.Runs(work).Count);

        // A gate that fails fails the build.
        FakeEvaluator.WriteScript(work, "app.dll : error MASK2201: boom", "exit 2");
        Assert.Equal(["MASK2201"], project.DotNet("build").Errors);
    }
}
