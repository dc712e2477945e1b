using SkiaSharp;

namespace SkinLesion;

/// <summary>Draws pictures of skin with one lesion each, some hair across it, and their exact masks.</summary>
internal static class SyntheticSkin
{
    private const int Width = 160;
    private const int Height = 120;
    private const int Corners = 24;

    /// <summary>Writes X.jpg and X_segmentation.png; the same seed gives the same pictures.</summary>
    public static void Make(string folder, int count, int seed)
    {
        Directory.CreateDirectory(folder);
        for (var i = 1; i <= count; i++)
        {
            // Any random numbers do for pictures.
#pragma warning disable CA5394
            var random = new Random(seed * 1000 + i);
            using var outline = Outline(random);
            var path = Path.Combine(folder, FormattableString.Invariant($"MADE_{i:0000}"));
            Save(path + ".jpg", SKEncodedImageFormat.Jpeg, canvas => Skin(canvas, outline, random));
            Save(path + "_segmentation.png", SKEncodedImageFormat.Png, canvas => Fill(canvas, outline, SKColors.White, antialias: false, blur: 0));
        }
    }

    private static SKPath Outline(Random random)
    {
        var (x, y, radius) = (random.Next(55, 105), random.Next(45, 75), random.Next(14, 36));
        var (lobes, turn, depth) = (random.Next(2, 6), random.NextDouble() * 6, random.NextDouble() * 0.25);
        var path = new SKPath();
        path.AddPoly([.. Enumerable.Range(0, Corners).Select(Corner)], close: true);
        return path;

        SKPoint Corner(int i)
        {
            var angle = 2 * Math.PI * i / Corners;
            var reach = radius * (1 + depth * Math.Cos(lobes * angle + turn));
            return new SKPoint((float)(x + 1.2 * reach * Math.Cos(angle)), (float)(y + reach * Math.Sin(angle)));
        }
    }

    private static void Skin(SKCanvas canvas, SKPath outline, Random random)
    {
        var tone = random.Next(150, 230);
        canvas.Clear(Shade(tone));
        Fill(canvas, outline, Shade(tone - random.Next(40, 90)), antialias: true, blur: 2.5f);
        for (var hair = random.Next(0, 8); hair > 0; hair--)
        {
            using var paint = new SKPaint { Color = Shade(40), IsAntialias = true, StrokeWidth = 1.2f };
            canvas.DrawLine(random.Next(Width), random.Next(Height), random.Next(Width), random.Next(Height), paint);
        }

        for (var grain = 0; grain < Width * Height / 8; grain++)
        {
            using var paint = new SKPaint { Color = Shade(random.Next(60, 250)).WithAlpha(40) };
            canvas.DrawPoint(random.Next(Width), random.Next(Height), paint);
        }
    }
#pragma warning restore CA5394

    private static SKColor Shade(int tone) => new((byte)tone, (byte)(tone * 0.75), (byte)(tone * 0.65));

    private static void Fill(SKCanvas canvas, SKPath outline, SKColor colour, bool antialias, float blur)
    {
        using var paint = new SKPaint { Color = colour, IsAntialias = antialias, MaskFilter = blur > 0 ? SKMaskFilter.CreateBlur(SKBlurStyle.Normal, blur) : null };
        canvas.DrawPath(outline, paint);
    }

    private static void Save(string file, SKEncodedImageFormat format, Action<SKCanvas> draw)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        bitmap.Erase(SKColors.Black);
        using (var canvas = new SKCanvas(bitmap))
            draw(canvas);
        using var stream = File.Create(file);
        bitmap.Encode(stream, format, 90);
    }
}
