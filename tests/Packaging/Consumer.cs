using System.Buffers.Binary;
using System.IO.Compression;

namespace MaskSharp.Packaging.Tests;

/// <summary>Fresh projects in a folder of their own, which know the package from a local folder only.</summary>
internal sealed class Consumer : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "masksharp-consumers", Guid.NewGuid().ToString("N"));

    public Consumer(Packed packed)
    {
        var cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } given
            ? given
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        // Packages of others come from the cache of this machine; ours must not be left in it.
        Write("Directory.Build.props", $"""
            <Project>
              <PropertyGroup>
                <RestoreSources>{packed.Folder}</RestoreSources>
                <RestorePackagesPath>{_folder}/packages</RestorePackagesPath>
                <RestoreFallbackFolders>{cache}</RestoreFallbackFolders>
                <MaskSharpVersion>{packed.Version}</MaskSharpVersion>
                <NoWarn>$(NoWarn);NU1603;NU1701;NU1801</NoWarn>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <LangVersion>latest</LangVersion>
              </PropertyGroup>
            </Project>
            """);
    }

    /// <summary>The folder of all its projects.</summary>
    public string Folder => _folder;

    public string this[string relative] => Path.Combine(_folder, relative);

    public void Write(string relative, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[relative])!);
        File.WriteAllText(this[relative], text);
    }

    /// <summary>Writes an 8 × 8 mask.</summary>
    /// <param name="relative">Where.</param>
    /// <param name="foreground">How many pixels, from the first on, are 255.</param>
    public void Mask(string relative, int foreground)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[relative])!);
        using var file = File.Create(this[relative]);
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        Chunk(file, "IHDR"u8, [0, 0, 0, 8, 0, 0, 0, 8, 8, 0, 0, 0, 0]);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (var i = 0; i < 64; i++)
            {
                if (i % 8 == 0) zlib.WriteByte(0);
                zlib.WriteByte(i < foreground ? byte.MaxValue : byte.MinValue);
            }
        }
        Chunk(file, "IDAT"u8, packed.ToArray());
        Chunk(file, "IEND"u8, []);
    }

    public (int ExitCode, string Output) Build(string project, params string[] arguments) =>
        DotNet.Run(_folder, ["build", project, "-nodeReuse:false", "-nologo", "-tl:off", "-v:m", .. arguments]);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Chunk(Stream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        byte[] content = [.. type, .. data];
        var crc = uint.MaxValue;
        foreach (var value in content)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
        }
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~crc);
        file.Write(number);
    }
}
