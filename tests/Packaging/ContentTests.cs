using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace MaskSharp.Packaging.Tests;

public sealed class ContentTests(Packed packed) : IClassFixture<Packed>
{
    [Fact]
    public void The_package_holds_exactly_these_files()
    {
        var rules = Directory.GetFiles(Path.Combine(Metadata.RepositoryRoot, "docs/rules"), "*.md").Select(page => $"docs/rules/{Path.GetFileName(page)}");
        string[] expected =
        [
            "LICENSE", "MaskSharp.nuspec", "README.md",
            "analyzers/dotnet/cs/MaskSharp.CodeFixes.dll", "analyzers/dotnet/cs/MaskSharp.Generators.dll",
            "build/MaskSharp.LibTorch.targets", "build/MaskSharp.Segmentation.targets", "build/MaskSharp.props", "build/MaskSharp.targets", "build/entry/dirs.proj",
            "buildMultiTargeting/MaskSharp.props", "buildMultiTargeting/MaskSharp.targets",
            "lib/net10.0/MaskSharp.dll", "lib/net10.0/MaskSharp.xml",
            "tasks/netstandard2.0/MaskSharp.MsBuildTasks.dll",
            "tools/net10.0/BitMiracle.LibTiff.NET.dll", "tools/net10.0/MaskSharp.Evaluator.deps.json", "tools/net10.0/MaskSharp.Evaluator.dll",
            "tools/net10.0/MaskSharp.Evaluator.runtimeconfig.json", "tools/net10.0/MaskSharp.dll", "tools/net10.0/StbImageSharp.dll", "tools/net10.0/report.schema.json",
            .. rules,
        ];
        // Where the native compiler can be had, they must be there.
        if (DotNet.Run(Metadata.RepositoryRoot, "restore", "build/crossgen/Crossgen.csproj", "-nodeReuse:false").ExitCode == 0)
            expected = [.. expected, $"{Packed.Precompiled}MaskSharp.CodeFixes.dll", $"{Packed.Precompiled}MaskSharp.Generators.dll"];
        Assert.Equal(expected.Order(StringComparer.Ordinal), Packed.Files(packed.Package));
    }

    /// <summary>A runtime refuses machine code for another platform, so that what every compiler gets must have none.</summary>
    [Fact]
    public void Only_the_precompiled_rules_have_machine_code()
    {
        foreach (var file in Packed.Files(packed.Package).Where(file => file.EndsWith("/MaskSharp.Generators.dll", StringComparison.Ordinal)))
        {
            using var image = new PEReader(Packed.Bytes(packed.Package, file));
            Assert.Equal(file.StartsWith("precompiled/", StringComparison.Ordinal), image.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0);
        }
    }

    [Fact]
    public void All_packages_are_small_and_without_libtorch()
    {
        foreach (var package in new[] { packed.Package, packed.Tool, packed.Templates })
        {
            Assert.InRange(new FileInfo(package).Length, 1, 5_000_000);
            foreach (var word in new[] { "torch_cpu", "LibTorchSharp", "TorchSharp.dll", "onnxruntime", "SkiaSharp", "runtimes/" })
                Assert.DoesNotContain(Packed.Files(package), file => file.Contains(word, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public void The_package_depends_on_torchsharp_alone()
    {
        var nuspec = XDocument.Parse(Packed.Text(packed.Package, "MaskSharp.nuspec"));
        var dependency = Assert.Single(nuspec.Descendants(), element => element.Name.LocalName == "dependency");
        Assert.Equal(("TorchSharp", Metadata.TorchSharpVersion), (dependency.Attribute("id")!.Value, dependency.Attribute("version")!.Value));
        Assert.Equal("MaskSharp", nuspec.Descendants().Single(element => element.Name.LocalName == "id").Value);
    }

    [Fact]
    public void The_tool_installs_and_runs()
    {
        var folder = Path.Combine(packed.Folder, "tool");
        var install = DotNet.Run(packed.Folder, "tool", "install", "MaskSharp.Tool", "--version", packed.Version, "--tool-path", folder, "--add-source", packed.Folder, "--ignore-failed-sources");
        Assert.True(install.ExitCode == 0, install.Output);
        var program = Directory.GetFiles(folder, "MaskSharp.Evaluator.dll", SearchOption.AllDirectories).Single();
        var help = DotNet.Run(packed.Folder, "exec", program, "--help");
        Assert.Equal(0, help.ExitCode);
        Assert.Contains("masksharp evaluate", help.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "masksharp.exe" : "masksharp")));
    }
}
