using MaskSharp.MsBuildTasks.LibTorch;

namespace MsBuildTasks.Tests.LibTorch;

public class HostLibStdCppTests
{
    [Fact]
    public void The_library_this_process_uses_is_found_on_Linux()
    {
        var path = HostLibStdCpp.Find();

        if (!OperatingSystem.IsLinux())
        {
            Assert.Null(path);
            return;
        }

        Assert.True(File.Exists(path));
        Assert.True(HostLibStdCpp.Defines(path, "GLIBCXX_3.4"));
        Assert.False(HostLibStdCpp.Defines(path, "GLIBCXX_9.9.9"));
    }
}
