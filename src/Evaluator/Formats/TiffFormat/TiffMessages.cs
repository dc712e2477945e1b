using System.Globalization;
using BitMiracle.LibTiff.Classic;

namespace MaskSharp.Evaluator.Formats.TiffFormat;

/// <summary>Keeps what the TIFF library says about the file at hand, which it would write to the console.</summary>
internal sealed class TiffMessages : TiffErrorHandler
{
    [ThreadStatic]
    private static string? _last;

    /// <summary>The last error of this thread since <see cref="Clear"/>; null if there was none.</summary>
    public static string? Last => _last;

    /// <summary>Lets the library speak to this class; done once.</summary>
    public static void Install() => Tiff.SetErrorHandler(new TiffMessages());

    public static void Clear() => _last = null;

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
