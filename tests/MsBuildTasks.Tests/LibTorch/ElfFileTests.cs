using MaskSharp.MsBuildTasks.LibTorch;

namespace MsBuildTasks.Tests.LibTorch;

public class ElfFileTests
{
    [Fact]
    public void Needed_versions_are_listed_with_their_imports()
    {
        var file = ElfFile.Parse(ElfBuilder.Create()
            .Import("a", "libone.so", "ONE_1")
            .Import("b", "libtwo.so", "TWO_1")
            .Import("c", "libone.so", "ONE_2")
            .Import("d", "libone.so", "ONE_1")
            .Build());

        var imports = file.NeededVersions().Select(version => $"{version.Library} {version.Name}: {string.Join(", ", file.ImportsOf(version))}");

        Assert.Equal(["libone.so ONE_1: a, d", "libone.so ONE_2: c", "libtwo.so TWO_1: b"], imports);
    }

    [Fact]
    public void Defined_versions_are_listed()
    {
        var file = ElfFile.Parse(ElfBuilder.Create().Define("GLIBCXX_3.4").Define("GLIBCXX_3.4.32").Build());

        Assert.Equal(["GLIBCXX_3.4", "GLIBCXX_3.4.32"], file.DefinedVersions());
        Assert.Empty(file.NeededVersions());
    }

    [Fact]
    public void A_file_that_is_no_elf_is_refused()
    {
        var error = Assert.Throws<InvalidDataException>(() => ElfFile.Parse(new byte[4096]));

        Assert.Contains("not a 64-bit little-endian ELF file", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_cut_short_anywhere_is_refused()
    {
        var whole = LibTorchSharpFixTests.LibTorchSharpLike().Build();

        // The last eight bytes are the value of the entry that ends the dynamic section, which has no meaning.
        for (var length = 0; length < whole.Length - 8; length++)
            Assert.Throws<InvalidDataException>(() => LibTorchSharpFix.Apply(ElfFile.Parse(whole[..length])));
    }

    [Fact]
    public void A_damaged_file_is_read_or_refused_but_never_crashes()
    {
        var whole = LibTorchSharpFixTests.LibTorchSharpLike().Define("V_1").Build();

        for (var at = 0; at < whole.Length; at++)
        {
            var damaged = whole.ToArray();
            damaged[at] ^= 0xff;
            var error = Record.Exception(() =>
            {
                var file = ElfFile.Parse(damaged);
                file.DefinedVersions();
                LibTorchSharpFix.Apply(file);
            });
            Assert.True(error is null or InvalidDataException, $"byte {at}: {error}");
        }
    }
}
