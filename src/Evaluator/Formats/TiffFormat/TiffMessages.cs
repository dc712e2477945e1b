using System.Globalization;
using BitMiracle.LibTiff.Classic;

namespace MaskSharp.Evaluator.Formats.TiffFormat;

/// <summary>Keeps what the TIFF library says about the file at hand, which it would write to the console.</summary>
internal sealed class TiffMessages : TiffErrorHandler
{
    [ThreadStatic]
    private static string? _last;

    static TiffMessages() => Tiff.SetErrorHandler(new TiffMessages());

    /// <summary>Forgets what was said of an earlier file.</summary>
    public static void Clear() => _last = null;

    /// <summary>The error of a file that the library can't read, with the first thing it said since <see cref="Clear"/>.</summary>
    public static MaskFileException Damaged() =>
        MaskFileException.Unreadable(_last is { } message ? $"is a damaged TIFF file: {message}" : "is a damaged TIFF file");

    public override void ErrorHandler(Tiff tif, string method, string format, params object[] args) => Keep(format, args);

    public override void ErrorHandlerExt(Tiff tif, object clientData, string method, string format, params object[] args) => Keep(format, args);

    public override void WarningHandler(Tiff tif, string method, string format, params object[] args)
    {
    }

    public override void WarningHandlerExt(Tiff tif, object clientData, string method, string format, params object[] args)
    {
    }

    private static void Keep(string format, object[] args)
    {
        try
        {
            _last ??= string.Format(CultureInfo.InvariantCulture, format, args);
        }
        catch (FormatException)
        {
            _last = format;
        }
    }
}
