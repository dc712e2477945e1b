using System.IO.Compression;

namespace MsBuildTasks.Tests.LibTorch;

public class PackageCacheTests
{
    /// <summary>Outputs are hard links to the package cache, so a fix written through one would change the cache for every project of the user.</summary>
    [Fact]
    public void The_package_cache_holds_the_library_as_it_was_packed()
    {
        var package = Assert.Single(Directory.GetFiles(TorchSharpPackage.Folder, "*.nupkg"));
        using var archive = ZipFile.OpenRead(package);
        using var packed = new MemoryStream();
        using (var entry = archive.GetEntry(TorchSharpPackage.NativeLibraryEntry)!.Open())
            entry.CopyTo(packed);

        Assert.Equal(packed.ToArray(), File.ReadAllBytes(TorchSharpPackage.NativeLibrary));
    }
}
