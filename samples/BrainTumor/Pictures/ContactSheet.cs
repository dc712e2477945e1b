using BrainTumor.Evaluation;
using BrainTumor.Slices;
using SkiaSharp;

namespace BrainTumor.Pictures;

/// <summary>
/// Slices above, overlays below, one column a case, with each case's Dice and the key to the colours; a single case has its
/// overlay beside it.
/// </summary>
internal static class ContactSheet
{
    private const int Tile = 240;
    private const int Gap = 6;
    private const int Line = 24;

    private static readonly (SKColor Colour, string Text)[] _key =
    [
        (Overlay.Found, "found (TP)"), (Overlay.Invented, "false alarm (FP)"), (Overlay.Missed, "missed (FN)"), (SKColors.Gray, "rest (TN)"),
    ];

    public static void Write(string path, IReadOnlyList<Prediction> cases)
    {
        var (columns, rows) = cases.Count == 1 ? (2, 1) : (cases.Count, 2);
        var (width, height) = (columns * (Tile + Gap) + Gap, rows * (Tile + Gap) + 3 * Line + 2 * Gap);
        using var surface = SKSurface.Create(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var canvas = surface.Canvas;
        canvas.Clear(SKColors.Black);
        using var font = new SKFont(SKTypeface.FromFamilyName(Typeface.Family), 15);
        for (var c = 0; c < cases.Count; c++)
        {
            Overlay.DrawSlice(canvas, cases[c].Slice, Place(c, 0));
            Overlay.DrawPrediction(canvas, cases[c], cases.Count == 1 ? Place(1, 0) : Place(c, 1));
            var (left, top) = (Place(c, 0).Left + 2, rows * (Tile + Gap) + Line - 2);
            Write(canvas, cases[c].Slice.Id, left, top, font);
            Write(canvas, FormattableString.Invariant($"Dice {cases[c].Scores.Dice.Pooled:0.00}"), left, top + Line - 4, font);
        }

        DrawKey(canvas, Gap + 2, height - Gap - 4, font);
        using var image = surface.Snapshot();
        PictureFile.WritePng(path, image);
    }

    private static SKRect Place(int column, int row) => SKRect.Create(Gap + column * (Tile + Gap), Gap + row * (Tile + Gap), Tile, Tile);

    private static void DrawKey(SKCanvas canvas, float x, float y, SKFont font)
    {
        foreach (var (colour, text) in _key)
        {
            using var paint = new SKPaint { Color = colour };
            canvas.DrawRect(x, y - 12, 14, 14, paint);
            Write(canvas, text, x + 20, y, font);
            x += 20 + font.MeasureText(text) + 20;
        }
    }

    private static void Write(SKCanvas canvas, string text, float x, float y, SKFont font)
    {
        using var paint = new SKPaint { Color = SKColors.White, IsAntialias = true };
        canvas.DrawText(text, x, y, font, paint);
    }
}
