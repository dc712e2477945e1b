using System.Runtime.InteropServices;
using MaskSharp.Fused;
using MaskSharp.Tests.Fused;
using TorchSharp;
using static TorchSharp.torch;

namespace MaskSharp.Tests.Child;

/// <summary>Changes a prediction between the loss and backward, as a metric with sigmoid_() does. torch's own losses then fail with an error that can be caught.</summary>
internal static class InPlace
{
    /// <summary>Prints what came of each loss.</summary>
    /// <returns>0 where every backward pass ended in an exception.</returns>
    public static int Run()
    {
        var failures = 0;
        (string Name, Func<Tensor, Tensor> Loss, int Channels)[] losses =
        [
            ("fused", z => BinaryLosses.Loss(z, zeros(2, 1, 4, 6)), 1),
            ("of probabilities", z => BinaryLosses.OfProbabilities(z, zeros(2, 1, 4, 6)), 1),
            ("strided", z => BinaryLosses.Loss(stack([z, z], -1).select(-1, 0), zeros(2, 1, 4, 6)), 1),
            ("unreduced", z => UnreducedLosses.Pixels(z, zeros(2, 1, 4, 6)).sum(), 1),
            ("classes", z => MulticlassLosses.Loss(z, zeros(2, 4, 6, dtype: ScalarType.Int64)), 4),
            ("beside the kernel", z => FieldLosses.Mixed(z, zeros(2, 1, 4, 6)), 1),
            ("centrelines", z => FieldLosses.CentrelineOfLogits(z, zeros(2, 1, 4, 6)), 1),
            ("hardest", z => FieldLosses.HardestOfProbabilities(z, zeros(2, 4, 6, dtype: ScalarType.Int64)), 2),
        ];
        foreach (var ((name, loss, channels), hasNodes) in losses.SelectMany(loss => new[] { (loss, true), (loss, false) }))
        {
            GradientNode.IsAvailable = hasNodes;
            using var scope = NewDisposeScope();
            var prediction = rand(2, channels, 4, 6).requires_grad_() * 1;
            var value = loss(prediction);
            prediction.sigmoid_();
            try
            {
                value.backward();
                Console.WriteLine($"{name}: a gradient");
                failures += name == "strided" ? 0 : 1; // The copy that was made of it has not changed.
            }
            catch (ExternalException)
            {
                Console.WriteLine($"{name}: an exception");
            }
        }

        Console.WriteLine($"survived {losses.Length} losses");
        return failures == 0 ? 0 : 1;
    }
}
