using System.Collections;
using System.Diagnostics;
using System.Text;

namespace MsBuildTasks.Tests.Support;

/// <summary>A small project in a folder of its own, built by the SDK with this repository's props and targets as the package would bring them.</summary>
internal sealed class TestProject : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <param name="body">What stands in the project file.</param>
    /// <param name="evaluator">The evaluator's assembly; the tests' stand-in if not given.</param>
    public TestProject(string body, string? evaluator = null)
    {
        Write("Directory.Build.props", $"""
            <Project>
              <Import Project="{TestMetadata.TargetsFolder}/MaskSharp.props" />
            </Project>
            """);
        Write("Directory.Build.targets", $"""
            <Project>
              <PropertyGroup>
                <MaskSharpTasksAssembly>{TestMetadata.TasksAssembly}</MaskSharpTasksAssembly>
                <MaskSharpEvaluator>{evaluator ?? FakeEvaluator.Assembly}</MaskSharpEvaluator>
                <MaskSharpRulePages>{TestMetadata.RulePages}</MaskSharpRulePages>
              </PropertyGroup>
              <Import Project="{TestMetadata.TargetsFolder}/MaskSharp.targets" />
            </Project>
            """);
        Write(ProjectFile, $"""
            <Project Sdk="Microsoft.NET.Sdk">
            {body}
            </Project>
            """);
    }

    public const string ProjectFile = "app/app.csproj";

    public string Path(string relative) => System.IO.Path.Combine(_folder.Path, "app", relative);

    /// <summary>Writes a file beside the project's folder, or in it as <c>app/…</c>.</summary>
    public string Write(string path, string text) => _folder.Write(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Runs <c>dotnet VERB app/app.csproj</c> from a folder that is not the project's.</summary>
    public BuildResult DotNet(string verb, params string[] arguments) => DotNetOn(ProjectFile, verb, arguments);

    /// <summary>The same for another project in the folder.</summary>
    public BuildResult DotNetOn(string project, string verb, params string[] arguments)
    {
        var start = new ProcessStartInfo(TestMetadata.DotNetHost) { WorkingDirectory = _folder.Path, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(verb);
        if (verb == "run")
            start.ArgumentList.Add("--project");
        start.ArgumentList.Add(project);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        if (verb != "run")
        {
            foreach (var argument in new[] { "-nodeReuse:false", "-nologo", "-tl:off", "-v:m" })
                start.ArgumentList.Add(argument);
        }

        ForgetTheOuterBuild(start);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new BuildResult(process.ExitCode, output + error.Result);
    }

    /// <summary>What the build that started the tests says of itself must not reach the builds that the tests start (trap 15).</summary>
    public static void ForgetTheOuterBuild(ProcessStartInfo start)
    {
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            var name = (string)variable.Key;
            if (name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase) || name == "DOTNET_HOST_PATH")
                start.Environment.Remove(name);
        }

        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
    }

    public void Dispose() => _folder.Dispose();
}
