using MaskSharp.Evaluator.Evaluation;
using MaskSharp.Evaluator.Formats;

namespace MaskSharp.Evaluator.Overlays;

/// <summary>A case's prediction over its ground truth, in colours that say where it is right and wrong.</summary>
internal static class CaseOverlay
{
    // Larger pictures are shown at a fraction of their size: an overlay is to be looked at, not measured.
    private const int MaximumSide = 320;

    /// <summary>Draws a case; of a volume the plane with the most wrong voxels.</summary>
    /// <returns>The picture; null where the case can no longer be read as it was.</returns>
    public static OverlayPicture? Draw(CaseReading reading, EvaluationSettings settings)
    {
        try
        {
            using var masks = CaseMasks.Read(reading.Pair, settings);
            return Draw(masks, reading.AsMap, settings);
        }
        catch (CaseException)
        {
            // The files have changed since they were scored, and the scores stand without their picture.
            return null;
        }
    }

    private static OverlayPicture Draw(CaseMasks masks, bool asMap, EvaluationSettings settings)
    {
        var shape = masks.Truth.Shape;
        var colors = new byte[shape.Count];
        Fill(masks, asMap, settings, colors);
        var plane = WorstPlane(colors, shape);
        var step = (Math.Max(shape.Width, shape.Height) + MaximumSide - 1) / MaximumSide;
        var (width, height) = ((shape.Width + step - 1) / step, (shape.Height + step - 1) / step);
        var pixels = new byte[width * height];
        var from = colors.AsSpan(plane * shape.Width * shape.Height, shape.Width * shape.Height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++) pixels[y * width + x] = Strongest(from, shape, x * step, y * step, step);
        }
        return new OverlayPicture(width, height, IndexedPng.Encode(width, pixels), shape.Depth > 1 ? plane : null);
    }

    private static void Fill(CaseMasks masks, bool asMap, EvaluationSettings settings, Span<byte> colors)
    {
        var count = colors.Length;
        using var predictedBuffer = new PixelBuffer<int>(count);
        using var actualBuffer = new PixelBuffer<int>(count);
        var predicted = predictedBuffer.Span;
        var actual = actualBuffer.Span;
        Labels(masks.Prediction, asMap, settings, predicted);
        Labels(masks.Truth, masks.Truth.IsLossy, settings, actual);
        using var validBuffer = new PixelBuffer<byte>(count);
        var valid = validBuffer.Span;
        if (settings.Ignore is { } ignore && !masks.Truth.IsLossy) MaskReading.Valid(masks.Truth, ignore, valid);
        else valid.Fill(1);

        for (var i = 0; i < count; i++)
        {
            colors[i] = (byte)((valid[i], actual[i], predicted[i]) switch
            {
                (0, _, _) => OverlayColor.Ignored,
                (_, 0, 0) => OverlayColor.Rest,
                (_, 0, _) => OverlayColor.Invented,
                (_, _, 0) => OverlayColor.Missed,
                var (_, a, p) => a == p ? OverlayColor.Found : OverlayColor.Confused,
            });
        }
    }

    // Classes as they are scored: 0 for what is not looked at, one number for what counts as one.
    private static void Labels(MaskImage mask, bool asMap, EvaluationSettings settings, Span<int> labels)
    {
        if (!settings.HasLabels)
        {
            using var flags = new PixelBuffer<byte>(labels.Length);
            if (asMap) MaskReading.AtLeast(mask, settings.EffectiveThreshold, flags.Span);
            else MaskReading.Nonzero(mask, flags.Span);
            var background = settings.Class.Index == 0 ? 1 : 0;
            for (var i = 0; i < labels.Length; i++) labels[i] = flags.Span[i] ^ background;
            return;
        }
        for (var i = 0; i < labels.Length; i++)
        {
            var label = mask.IsReal ? (int)Math.Round(mask.Real[i]) : mask.Whole[i];
            labels[i] = settings.Class.IsAny ? Math.Min(1, label) : settings.Class.Index is { } index ? (label == index ? 1 : 0) : label;
        }
    }

    private static int WorstPlane(ReadOnlySpan<byte> colors, MaskShape shape)
    {
        var (worst, most) = (shape.Depth / 2, 0);
        var size = shape.Width * shape.Height;
        for (var plane = 0; plane < shape.Depth; plane++)
        {
            var wrong = 0;
            foreach (var color in colors.Slice(plane * size, size)) wrong += (OverlayColor)color is OverlayColor.Invented or OverlayColor.Missed or OverlayColor.Confused ? 1 : 0;
            if (wrong > most) (worst, most) = (plane, wrong);
        }
        return worst;
    }

    // Of the pixels that become one, an error is shown before a hit, and a hit before nothing: small faults stay visible.
    private static byte Strongest(ReadOnlySpan<byte> colors, MaskShape shape, int x, int y, int step)
    {
        static int Rank(byte color) => (OverlayColor)color switch { OverlayColor.Rest => 0, OverlayColor.Ignored => 1, OverlayColor.Found => 2, _ => 3 };

        var strongest = (byte)OverlayColor.Rest;
        for (var row = y; row < Math.Min(y + step, shape.Height); row++)
        {
            for (var column = x; column < Math.Min(x + step, shape.Width); column++)
            {
                var color = colors[row * shape.Width + column];
                if (Rank(color) > Rank(strongest)) strongest = color;
            }
        }
        return strongest;
    }
}
