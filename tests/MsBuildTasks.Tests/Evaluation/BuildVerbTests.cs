using MaskSharp.MsBuildTasks.Evaluation;

namespace MsBuildTasks.Tests.Evaluation;

public class BuildVerbTests
{
    [Theory]
    [InlineData("/usr/share/dotnet/sdk/10.0.401/dotnet.dll run -c Release --project samples/BrainTumor", true)]
    [InlineData("/usr/share/dotnet/sdk/10.0.401/dotnet.dll -d run", true)]
    [InlineData(@"""C:\Program Files\dotnet\sdk\10.0.401\dotnet.dll"" run", true)]
    [InlineData("/usr/share/dotnet/sdk/10.0.401/dotnet.dll build run", false)]
    [InlineData("/usr/share/dotnet/sdk/10.0.401/dotnet.dll build -p:X=run", false)]
    [InlineData("/usr/share/dotnet/sdk/10.0.401/MSBuild.dll /nodemode:1 /nodeReuse:true run", false)]
    [InlineData("/opt/run/sdk/dotnet.dll test", false)]
    [InlineData("", false)]
    public void Only_dotnet_run_is_dotnet_run(string commandLine, bool expected) =>
        Assert.Equal(expected, BuildVerb.IsDotNetRun(commandLine));
}
