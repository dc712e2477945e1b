using System.IO.Compression;

namespace MaskSharp.Evaluator.Formats.NpyFormat;

/// <summary>A zip file of one NumPy array (numpy.savez, numpy.savez_compressed). Nothing is ever unpacked to disk.</summary>
internal sealed class NpzReader : IMaskReader
{
    public string Name => "NPZ";

    public IReadOnlyList<string> Extensions { get; } = [".npz"];

    public bool Recognises(ReadOnlySpan<byte> content) => content.StartsWith("PK\u0003\u0004"u8) || content.StartsWith("PK\u0005\u0006"u8);

    public MaskImage Read(byte[] content, bool acceptLossy)
    {
        try
        {
            using var file = new MemoryStream(content, writable: false);
            using var zip = new ZipArchive(file, ZipArchiveMode.Read);
            var entry = TheArray(zip);
            using var stream = new CheckedEntryStream(entry.Open(), entry.Crc32);
            return NpyReader.Read(stream, entry.CompressedLength * Deflate.MostRatio);
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException or EndOfStreamException or ArgumentException)
        {
            // The library meets damaged files, and packing that it does not know, with exceptions of these types.
            throw Damaged("its zip structure can't be read");
        }
    }

    private static ZipArchiveEntry TheArray(ZipArchive zip)
    {
        foreach (var entry in zip.Entries)
        {
            if (entry.FullName.AsSpan().ContainsAny('/', '\\', ':') || entry.FullName.Contains("..", StringComparison.Ordinal))
                throw Damaged($"its entry '{entry.FullName}' has a path, which NumPy never writes");
            if (entry.IsEncrypted) throw Damaged("it is encrypted");
        }
        var arrays = zip.Entries.Where(entry => entry.FullName.EndsWith(".npy", StringComparison.OrdinalIgnoreCase)).ToList();
        return arrays.Count switch
        {
            1 => arrays[0],
            0 => throw MaskFileException.Unreadable("is a zip file without a NumPy array (.npy) in it"),
            _ => throw MaskFileException.Unreadable($"is an NPZ file of {arrays.Count} arrays ({string.Join(", ", arrays.Take(5).Select(entry => entry.FullName[..^4]))}); save the mask alone"),
        };
    }

    private static MaskFileException Damaged(string how) => MaskFileException.Unreadable($"is a damaged NPZ file: {how}");
}
