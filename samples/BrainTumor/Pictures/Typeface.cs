using SkiaSharp;

namespace BrainTumor.Pictures;

/// <summary>A plain font that this machine has; without any, pictures have no text.</summary>
internal static class Typeface
{
    public static string Family { get; } =
        SKFontManager.Default.FontFamilies.Intersect(["DejaVu Sans", "Liberation Sans", "Noto Sans", "Arial", "Helvetica"]).FirstOrDefault()
        ?? SKTypeface.Default.FamilyName;
}
