using MaskSharp.MsBuildTasks.LibTorch;
using Microsoft.Build.Utilities;
using MsBuildTasks.Tests.Support;

namespace MsBuildTasks.Tests.LibTorch;

public sealed class FixLibTorchSharpTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordingBuildEngine _engine = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_fixed_copy_is_made_and_the_original_stays_as_it_was()
    {
        var bytes = LibTorchSharpFixTests.LibTorchSharpLike().Build();
        var original = _folder.Write("cache/libLibTorchSharp.so", bytes);
        var copy = Path.Combine(_folder.Path, "obj/libLibTorchSharp.so");

        Assert.True(Run(original, copy));

        Assert.Equal(bytes, File.ReadAllBytes(original));
        Assert.False(LibTorchSharpFix.Apply(ElfFile.Parse(File.ReadAllBytes(copy))));
        Assert.Equal(["libLibTorchSharp.so"], Directory.GetFiles(Path.GetDirectoryName(copy)!).Select(Path.GetFileName));
    }

    /// <summary>The output may be a hard link to the earlier copy, and a running program may have it mapped.</summary>
    [Fact]
    public void An_earlier_copy_is_replaced_by_a_new_file_not_written_into()
    {
        var original = _folder.Write("cache/libLibTorchSharp.so", LibTorchSharpFixTests.LibTorchSharpLike().Build());
        var copy = _folder.Write("obj/libLibTorchSharp.so", [1, 2, 3]);
        using var earlier = new FileStream(copy, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

        Assert.True(Run(original, copy));

        Assert.Equal(3, earlier.Length);
        Assert.NotEqual(3, new FileInfo(copy).Length);
    }

    [Fact]
    public void A_library_that_needs_no_fix_gets_no_copy()
    {
        var original = _folder.Write("cache/libLibTorchSharp.so", ElfBuilder.Create().Import("f", "libc.so.6", "GLIBC_2.14").Build());
        var copy = Path.Combine(_folder.Path, "obj/libLibTorchSharp.so");

        Assert.True(Run(original, copy));
        Assert.False(File.Exists(copy));
    }

    [Fact]
    public void A_library_that_cannot_be_fixed_fails_the_build_with_its_path_and_the_way_out()
    {
        var original = _folder.Write("cache/libLibTorchSharp.so", [1, 2, 3]);

        Assert.False(Run(original, Path.Combine(_folder.Path, "obj/libLibTorchSharp.so")));

        var error = Assert.Single(_engine.Errors);
        Assert.Equal("MASK2202", error.Code);
        Assert.Equal(original, error.File);
        Assert.Contains("MaskSharpFixLibTorch=false", error.Message, StringComparison.Ordinal);
    }

    private bool Run(string original, string copy)
    {
        var item = new TaskItem(original);
        item.SetMetadata(FixLibTorchSharp.FixedPath, copy);
        return new FixLibTorchSharp { BuildEngine = _engine, Files = [item], Always = true }.Execute();
    }
}
