using MaskSharp.MsBuildTasks.LibTorch;
using MsBuildTasks.Tests.LibTorch;
using MsBuildTasks.Tests.Support;

namespace MsBuildTasks.Tests.Builds;

public class LibTorchBuildTests
{
    /// <summary>The library comes as the SDK brings it from a package, and the output is made of hard links, as in this repository.</summary>
    private const string Body = """
        <PropertyGroup>
          <TargetFramework>net10.0</TargetFramework>
          <CopyLocalLockFileAssemblies>true</CopyLocalLockFileAssemblies>
          <MaskSharpFixLibTorch>always</MaskSharpFixLibTorch>
          <CreateHardLinksForCopyLocalIfPossible>true</CreateHardLinksForCopyLocalIfPossible>
        </PropertyGroup>
        <Target Name="PackageAsset" AfterTargets="ResolvePackageAssets">
          <ItemGroup>
            <RuntimeTargetsCopyLocalItems Include="../cache/libLibTorchSharp.so" DestinationSubPath="runtimes/linux-x64/native/libLibTorchSharp.so" />
            <RuntimeTargetsCopyLocalItems Include="../cache/libother.so" DestinationSubPath="runtimes/linux-x64/native/libother.so" />
            <RuntimeTargetsCopyLocalItems CopyLocal="true" AssetType="native" PathInPackage="%(RuntimeTargetsCopyLocalItems.DestinationSubPath)" DestinationSubDirectory="runtimes/linux-x64/native/" />
          </ItemGroup>
        </Target>
        """;

    private const string Native = "runtimes/linux-x64/native/";

    [Fact]
    public void Output_and_publish_get_the_fixed_library_and_the_cache_stays_as_it_is()
    {
        using var project = new TestProject(Body);
        var bytes = LibTorchSharpFixTests.LibTorchSharpLike().Build();
        var original = project.Path("../cache/libLibTorchSharp.so");
        Directory.CreateDirectory(Path.GetDirectoryName(original)!);
        File.WriteAllBytes(original, bytes);
        File.WriteAllBytes(project.Path("../cache/libother.so"), bytes);
        var output = project.Path("bin/Debug/net10.0/" + Native + "libLibTorchSharp.so");
        var stale = project.Path("bin/Debug/net10.0/cpu/libLibTorchSharp.so");
        Directory.CreateDirectory(Path.GetDirectoryName(stale)!);
        File.WriteAllBytes(stale, bytes);

        var build = project.DotNet("build");

        Assert.True(build.Succeeded, build.Output);
        Assert.True(IsFixed(output));
        Assert.False(Directory.Exists(Path.GetDirectoryName(stale)));
        Assert.Equal(bytes, File.ReadAllBytes(original));
        Assert.Equal(bytes, File.ReadAllBytes(project.Path("bin/Debug/net10.0/" + Native + "libother.so")));

        // A second build does nothing; a copy that was lost is made again.
        var copied = File.GetLastWriteTimeUtc(output);
        Assert.True(project.DotNet("build", "--no-restore").Succeeded);
        Assert.Equal(copied, File.GetLastWriteTimeUtc(output));
        File.Delete(output);
        var publish = project.DotNet("publish", "--no-restore", "-c", "Debug");
        Assert.True(publish.Succeeded, publish.Output);
        Assert.True(IsFixed(output));
        Assert.True(IsFixed(project.Path("bin/Debug/net10.0/publish/" + Native + "libLibTorchSharp.so")));

        // Switched off, the original comes back.
        Assert.True(project.DotNet("build", "--no-restore", "-p:MaskSharpFixLibTorch=false").Succeeded);
        Assert.False(IsFixed(output));
        Assert.Equal(bytes, File.ReadAllBytes(original));
    }

    private static bool IsFixed(string path)
    {
        var newest = ElfFile.Parse(File.ReadAllBytes(path)).NeededVersions().Single(version => version.Name == LibTorchSharpFix.Version);
        return newest.IsWeak;
    }
}
