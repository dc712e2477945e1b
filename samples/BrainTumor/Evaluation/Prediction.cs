using BrainTumor.Model;
using BrainTumor.Slices;
using MaskSharp;
using TorchSharp;
using static TorchSharp.torch;

namespace BrainTumor.Evaluation;

/// <summary>What the model makes of one slice, on the slice's own grid.</summary>
/// <param name="Slice">The slice.</param>
/// <param name="Probability">How likely each pixel is tumour, 0 to 255.</param>
/// <param name="Scores">How well that agrees with the mask.</param>
internal sealed record Prediction(Slice Slice, byte[] Probability, SegmentationScores Scores)
{
    private const int Batch = 8;

    /// <summary>Predicts all slices, and adds each one's pixel counts to the meter.</summary>
    public static IReadOnlyList<Prediction> Of(UNet model, IEnumerable<Slice> slices, int size, SegmentationMeter meter)
    {
        model.eval();
        using var noGradient = no_grad();
        return [.. slices.Chunk(Batch).SelectMany(chunk => Of(model, chunk, size, meter))];
    }

    /// <summary>What a mask without any tumour would score on the same slices.</summary>
    public static SegmentationScores EmptyMask(IEnumerable<Slice> slices)
    {
        var meter = UNet.CreateMeter();
        foreach (var slice in slices)
        {
            using var scope = NewDisposeScope();
            var mask = SliceTensors.Mask(slice);
            meter.Update(UNet.CountPixels(full_like(mask, double.NegativeInfinity), mask));
        }

        return meter.Compute();
    }

    private static List<Prediction> Of(UNet model, Slice[] slices, int size, SegmentationMeter meter)
    {
        using var scope = NewDisposeScope();
        var logits = model.call(cat([.. slices.Select(s => SliceTensors.Image(s, size))]));
        return [.. slices.Select((slice, i) => Of(slice, OnOwnGrid(logits.slice(0, i, i + 1, 1), slice), meter))];
    }

    private static Prediction Of(Slice slice, Tensor logits, SegmentationMeter meter)
    {
        var mask = SliceTensors.Mask(slice);
        var scores = UNet.Score(logits, mask);
        meter.Update(scores.Counts);
        // Rounded so that a byte of 128 or more is exactly a probability of one half or more.
        var bytes = (logits.sigmoid() * byte.MaxValue + 0.5).floor().to(uint8).contiguous();
        return new Prediction(slice, bytes.data<byte>().ToArray(), scores);
    }

    private static Tensor OnOwnGrid(Tensor logits, Slice slice) => nn.functional.interpolate(
        logits, [slice.Image.Height, slice.Image.Width], mode: InterpolationMode.Bilinear, align_corners: false);
}
