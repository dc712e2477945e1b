using BrainTumor.Evaluation;
using BrainTumor.Slices;
using SkiaSharp;

namespace BrainTumor.Pictures;

/// <summary>
/// The classic colours over a slice: green where tumour was found (TP), blue where it was seen without being there (FP), yellow
/// where it was missed (FN); the rest (TN) stays gray.
/// </summary>
internal static class Overlay
{
    public static readonly SKColor Found = new(0x2E, 0xCC, 0x40);
    public static readonly SKColor Invented = new(0x1E, 0x6F, 0xFF);
    public static readonly SKColor Missed = new(0xFF, 0xDC, 0x00);

    private const byte Opacity = 130;

    /// <summary>Draws the slice into a square of the canvas.</summary>
    public static void DrawSlice(SKCanvas canvas, Slice slice, SKRect place)
    {
        var gray = slice.Image.ToGray();
        Draw(canvas, slice, i => new SKColor(gray[i], gray[i], gray[i]), place, new SKSamplingOptions(SKCubicResampler.CatmullRom));
    }

    /// <summary>Draws the slice with the colours over it.</summary>
    public static void DrawPrediction(SKCanvas canvas, Prediction prediction, SKRect place)
    {
        DrawSlice(canvas, prediction.Slice, place);
        var (truth, probability) = (prediction.Slice.Mask, prediction.Probability);
        Draw(canvas, prediction.Slice, Colour, place, new SKSamplingOptions(SKFilterMode.Nearest));

        SKColor Colour(int i) => (truth[i] != 0, probability[i] > byte.MaxValue / 2) switch
        {
            (true, true) => Found.WithAlpha(Opacity),
            (false, true) => Invented.WithAlpha(Opacity),
            (true, false) => Missed.WithAlpha(Opacity),
            _ => SKColors.Transparent,
        };
    }

    private static void Draw(SKCanvas canvas, Slice slice, Func<int, SKColor> colour, SKRect place, SKSamplingOptions sampling)
    {
        var (width, height) = (slice.Image.Width, slice.Image.Height);
        using var bitmap = new SKBitmap(width, height) { Pixels = [.. Enumerable.Range(0, width * height).Select(colour)] };
        using var image = SKImage.FromBitmap(bitmap);
        canvas.DrawImage(image, Fit(width, height, place), sampling);
    }

    private static SKRect Fit(int width, int height, SKRect place) => place.AspectFit(new SKSize(width, height));
}
