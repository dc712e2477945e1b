namespace MaskSharp.Evaluator.Formats.PngFormat;

/// <summary>Colour types of a PNG file, with their numbers in it.</summary>
internal enum PngColor
{
    Grey = 0,
    Rgb = 2,
    Palette = 3,
    GreyAlpha = 4,
    Rgba = 6,
}
