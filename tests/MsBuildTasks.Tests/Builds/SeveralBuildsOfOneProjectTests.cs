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
}
