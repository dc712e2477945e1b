using MaskSharp.Evaluator.Hosting;
using MaskSharp.Evaluator.Tests.Support;

namespace MaskSharp.Evaluator.Tests.CaseSources;

public class ProgramAssembliesTests
{
    [Fact]
    public void The_programs_own_copy_comes_before_the_evaluators_and_nothing_is_made_up()
    {
        using var folder = new TempFolder();
        var own = folder.Write("StbImageSharp.dll", []);
        folder.Write("TorchSharp.dll", []);
        var ofProgram = string.Join(Path.PathSeparator, "/app/TorchSharp.dll", "/app/TorchSharp.Extra.dll");
        Assert.Equal("/app/TorchSharp.dll", ProgramAssemblies.Find("TorchSharp", ofProgram, folder.Root));
        Assert.Equal(own, ProgramAssemblies.Find("StbImageSharp", ofProgram, folder.Root));
        Assert.Null(ProgramAssemblies.Find("Microsoft.ML.OnnxRuntime", ofProgram, folder.Root));
    }
}
