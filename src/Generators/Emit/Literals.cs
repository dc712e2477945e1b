using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;

namespace MaskSharp.Generators.Emit;

/// <summary>Constants as C# text, the same under every culture.</summary>
internal static class Literals
{
    /// <summary>A double literal that gives back the same bits, such as <c>1.0</c> or <c>1E-05</c>.</summary>
    public static string Double(double value) => value switch
    {
        double.NaN => "double.NaN",
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        _ => WithFraction(value.ToString("R", CultureInfo.InvariantCulture)),
    };

    /// <summary>A number for people: no trailing <c>.0</c>.</summary>
    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    public static string Int(int value) => value.ToString(CultureInfo.InvariantCulture);

    public static string String(string value) => SymbolDisplay.FormatLiteral(value, quote: true);

    public static string Bool(bool value) => value ? "true" : "false";

    /// <summary>Eight hexadecimal digits that tell texts apart (FNV-1a), the same in every process.</summary>
    public static string Hash(string text)
    {
        var hash = 2166136261u;
        foreach (var character in text)
            hash = unchecked((hash ^ character) * 16777619u);
        return hash.ToString("x8", CultureInfo.InvariantCulture);
    }

    private static string WithFraction(string digits)
        => digits.IndexOfAny(['.', 'E']) < 0 ? digits + ".0" : digits;
}
