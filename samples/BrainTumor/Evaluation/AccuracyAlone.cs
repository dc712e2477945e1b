using BrainTumor.Model;
using BrainTumor.Slices;
using TorchSharp;
using static TorchSharp.torch;

namespace BrainTumor.Evaluation;

/// <summary>
/// How not to do it: the evaluation of countless tutorials. The build warns of it (MASK1001) with the number it measured on the
/// training masks, since a model that finds nothing scores as well. It stands here to show that warning, and nothing calls it: an
/// evaluation that also reports Dice is not warned of. The sample itself judges by <see cref="Prediction"/>.
/// </summary>
internal static class AccuracyAlone
{
    /// <summary>The share of pixels that the model gets right, 0 to 1.</summary>
    public static double Evaluate(UNet model, SliceTensors validation, int batchSize)
    {
        model.eval();
        using var noGradient = no_grad();
        var (correct, total) = (0L, 0L);
        foreach (var (images, masks) in validation.Batches(batchSize, shuffle: false))
        {
            using var scope = NewDisposeScope();
            using (images)
            using (masks)
            {
                var predicted = model.call(images).sigmoid().ge(0.5);
                correct += predicted.eq(masks.ge(0.5)).sum().ToInt64();
                total += masks.numel();
            }
        }

        return (double)correct / total;
    }
}
