using System.Collections.Immutable;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace MaskSharp.Packaging.Tests;

/// <summary>The packages, packed once from what was built, under a version of their own.</summary>
public sealed class Packed : IDisposable
{
    public Packed()
    {
        Directory.CreateDirectory(Folder);
        foreach (var project in new[] { "src/Package/MaskSharp.Package.csproj", "src/Evaluator/MaskSharp.Evaluator.csproj", "src/Templates/MaskSharp.Templates.csproj" })
        {
            var pack = DotNet.Run(
                Metadata.RepositoryRoot, "pack", project, "--no-build", "-c", Metadata.Configuration, "-o", Folder, $"-p:PackageVersion={Version}", "-nodeReuse:false", "-nologo", "-tl:off", "-v:m");
            Assert.True(pack.ExitCode == 0, pack.Output);
        }
    }

    /// <summary>The folder that is a package source.</summary>
    public string Folder { get; } = Path.Combine(Path.GetTempPath(), "masksharp-packaging", Guid.NewGuid().ToString("N"));

    /// <summary>A version that no cache has seen.</summary>
    public string Version { get; } = $"0.1.0-test.{DateTime.UtcNow.Ticks}";

    public string Package => Path.Combine(Folder, $"MaskSharp.{Version}.nupkg");

    public string Tool => Path.Combine(Folder, $"MaskSharp.Tool.{Version}.nupkg");

    public string Templates => Path.Combine(Folder, $"MaskSharp.Templates.{Version}.nupkg");

    /// <summary>The files of a package, without those that NuGet adds to every one.</summary>
    public static IReadOnlyList<string> Files(string package)
    {
        using var zip = ZipFile.OpenRead(package);
        return [.. zip.Entries.Select(entry => entry.FullName)
            .Where(name => !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal) && name != "[Content_Types].xml")
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>Where a package keeps what is compiled for this platform.</summary>
    public static string Precompiled => $"precompiled/{Metadata.Platform}/";

    public static ImmutableArray<byte> Bytes(string package, string file)
    {
        using var zip = ZipFile.OpenRead(package);
        using var bytes = new MemoryStream();
        using var entry = zip.GetEntry(file)!.Open();
        entry.CopyTo(bytes);
        return ImmutableCollectionsMarshal.AsImmutableArray(bytes.ToArray());
    }

    public static string Text(string package, string file)
    {
        using var zip = ZipFile.OpenRead(package);
        using var reader = new StreamReader(zip.GetEntry(file)!.Open());
        return reader.ReadToEnd();
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
