using System.Globalization;
using MaskSharp.Evaluator.Formats.JpegFormat;
using MaskSharp.Evaluator.Formats.NiftiFormat;
using MaskSharp.Evaluator.Formats.NpyFormat;
using MaskSharp.Evaluator.Formats.PngFormat;
using MaskSharp.Evaluator.Formats.TiffFormat;
using MaskSharp.Evaluator.Pairing;

namespace MaskSharp.Evaluator.Formats;

/// <summary>The formats masks are read from, and those that are known but refused.</summary>
internal static class MaskFormats
{
    /// <summary>Files beyond this size are refused unread: 1 GiB.</summary>
    public const long MaximumFileLength = 1L << 30;

    /// <summary>One reader a format, in the order in which messages name them: those that need a threshold stand last.</summary>
    public static readonly IReadOnlyList<IMaskReader> Readers = [new PngReader(), new TiffReader(), new NiftiReader(), new NpyReader(), new NpzReader(), new JpegReader()];

    /// <summary>Extensions of image files that a folder of masks may hold by mistake: listed so that they are refused by name instead of being passed over.</summary>
    public static readonly IReadOnlyList<string> Refused =
        [".gif", ".bmp", ".webp", ".jp2", ".dcm", ".mha", ".mhd", ".nrrd", ".hdr", ".img", ".img.gz", ".mat", ".pgm", ".pbm", ".ppm", ".svs", ".avif", ".heic"];

    private static readonly string[] _extensions = [.. Readers.SelectMany(reader => reader.Extensions), .. Refused];

    /// <summary>The formats that can be read, for messages.</summary>
    public static string Supported { get; } = string.Join(", ", Readers.Where(reader => !reader.NeedsThreshold).Select(reader => reader.Name))
        + string.Concat(Readers.Where(reader => reader.NeedsThreshold).Select(reader => $", and {reader.Name} with a threshold"));

    /// <summary>The extension by which a file counts as an image, such as ".png" or ".nii.gz"; null for a file that is none.</summary>
    public static string? ImageExtension(string fileName)
    {
        string? longest = null;
        foreach (var extension in _extensions)
        {
            if (fileName.EndsWith(extension, StringComparison.OrdinalIgnoreCase) && !(longest?.Length > extension.Length)) longest = extension;
        }
        return longest;
    }

    /// <summary>Reads a mask. The content decides which reader is used, so a JPEG that is named .png is still seen to be lossy.</summary>
    /// <exception cref="MaskFileException">The file can't be read, or can't be used as a mask.</exception>
    public static MaskImage Read(string path, bool acceptLossy) => Read(path, ReadBytes(path), acceptLossy);

    /// <summary>The same where the file's bytes are at hand.</summary>
    /// <exception cref="MaskFileException">The file can't be read, or can't be used as a mask.</exception>
    public static MaskImage Read(string path, byte[] content, bool acceptLossy)
    {
        var reader = Readers.FirstOrDefault(reader => reader.Recognises(content))
            ?? throw MaskFileException.Unreadable($"is not in a format that can be read here ({Supported}){NamedLike(path)}");
        try
        {
            return reader.Read(content, acceptLossy);
        }
        catch (OutOfMemoryException)
        {
            throw MaskFileException.Unreadable("needs more memory than there is");
        }
    }

    /// <summary>A file's bytes.</summary>
    /// <exception cref="MaskFileException">It can't be opened, is empty, or is too large.</exception>
    public static byte[] ReadBytes(string path)
    {
        try
        {
            var length = LinkedPath.Length(path);
            if (length > MaximumFileLength)
                throw MaskFileException.Unreadable(string.Create(CultureInfo.InvariantCulture, $"has {length} bytes; the limit is {MaximumFileLength}"));
            return length > 0 ? File.ReadAllBytes(path) : throw MaskFileException.Unreadable("is empty");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw MaskFileException.Unreadable(e is UnauthorizedAccessException ? "can't be opened: access is denied" : "can't be opened");
        }
    }

    private static string NamedLike(string path)
    {
        var named = Readers.FirstOrDefault(reader => reader.Extensions.Any(extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase)));
        return named is null ? "; convert it to PNG or TIFF without loss" : $", though its name says {named.Name}: it is damaged or misnamed";
    }
}
