using MaskSharp.MsBuildTasks.LibTorch;

namespace MsBuildTasks.Tests.LibTorch;

public class LibTorchSharpFixTests
{
    private const string Initialiser = "_ZSt21ios_base_library_initv";
    private const string SteadyClock = "_ZNSt6chrono3_V212steady_clock3nowEv";

    [Fact]
    public void The_new_version_becomes_weak_and_its_import_asks_for_an_old_symbol()
    {
        var file = ElfFile.Parse(LibTorchSharpLike().Build());

        Assert.True(LibTorchSharpFix.Apply(file));

        var edited = ElfFile.Parse(file.Bytes);
        var versions = edited.NeededVersions();
        var newest = Assert.Single(versions, version => version.Name == "GLIBCXX_3.4.32");
        Assert.True(newest.IsWeak);
        Assert.Empty(edited.ImportsOf(newest));
        var old = Assert.Single(versions, version => version.Name == "GLIBCXX_3.4.19");
        Assert.False(old.IsWeak);
        Assert.Equal([SteadyClock, SteadyClock], edited.ImportsOf(old));
    }

    [Fact]
    public void Nothing_but_the_flag_the_name_and_the_version_of_the_import_changes()
    {
        var original = LibTorchSharpLike().Build();
        var file = ElfFile.Parse([.. original]);

        LibTorchSharpFix.Apply(file);

        Assert.Equal(original.Length, file.Bytes.Length);
        Assert.InRange(original.Zip(file.Bytes).Count(pair => pair.First != pair.Second), 3, 8);
    }

    [Fact]
    public void Applying_it_again_changes_nothing()
    {
        var file = ElfFile.Parse(LibTorchSharpLike().Build());
        LibTorchSharpFix.Apply(file);
        var once = file.Bytes.ToArray();

        Assert.False(LibTorchSharpFix.Apply(ElfFile.Parse(file.Bytes)));
        Assert.Equal(once, file.Bytes);
    }

    [Theory]
    [InlineData("libstdc++.so.6", "GLIBCXX_3.4.30")]
    [InlineData("libother.so.6", "GLIBCXX_3.4.32")]
    public void A_library_that_does_not_need_the_new_version_is_left_alone(string library, string version)
    {
        var original = ElfBuilder.Create().Import("f", library, version).Build();
        var file = ElfFile.Parse([.. original]);

        Assert.False(LibTorchSharpFix.Apply(file));
        Assert.Equal(original, file.Bytes);
    }

    [Fact]
    public void A_library_that_needs_more_of_the_new_version_is_refused_and_not_edited()
    {
        var original = LibTorchSharpLike().Import("_ZNew", "libstdc++.so.6", "GLIBCXX_3.4.32").Build();
        var file = ElfFile.Parse([.. original]);

        var error = Assert.Throws<InvalidDataException>(() => LibTorchSharpFix.Apply(file));

        Assert.Contains("'_ZNew'", error.Message, StringComparison.Ordinal);
        Assert.Equal(original, file.Bytes);
    }

    [Fact]
    public void A_library_without_the_substitute_is_refused_and_not_edited()
    {
        var original = ElfBuilder.Create().Import(Initialiser, "libstdc++.so.6", "GLIBCXX_3.4.32").Build();
        var file = ElfFile.Parse([.. original]);

        var error = Assert.Throws<InvalidDataException>(() => LibTorchSharpFix.Apply(file));

        Assert.Contains(SteadyClock, error.Message, StringComparison.Ordinal);
        Assert.Equal(original, file.Bytes);
    }

    [Fact]
    public void The_real_library_is_fixed_by_a_handful_of_bytes()
    {
        var original = File.ReadAllBytes(TorchSharpPackage.NativeLibrary);
        var file = ElfFile.Parse([.. original]);
        var newest = Assert.Single(file.NeededVersions(), version => version.Name == "GLIBCXX_3.4.32");
        Assert.Equal([Initialiser], file.ImportsOf(newest));

        Assert.True(LibTorchSharpFix.Apply(file));

        Assert.InRange(original.Zip(file.Bytes).Count(pair => pair.First != pair.Second), 3, 8);
        var edited = ElfFile.Parse(file.Bytes);
        Assert.True(Assert.Single(edited.NeededVersions(), version => version.Name == "GLIBCXX_3.4.32").IsWeak);
        Assert.Equal(2, edited.NeededVersions().SelectMany(edited.ImportsOf).Count(name => name == SteadyClock));
    }

    internal static ElfBuilder LibTorchSharpLike() => ElfBuilder.Create()
        .Import("memcpy", "libc.so.6", "GLIBC_2.14")
        .Import(Initialiser, "libstdc++.so.6", "GLIBCXX_3.4.32")
        .Import(SteadyClock, "libstdc++.so.6", "GLIBCXX_3.4.19");
}
