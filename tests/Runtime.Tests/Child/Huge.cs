using System.Globalization;
using MaskSharp.Tests.Fused;
using static TorchSharp.torch;

namespace MaskSharp.Tests.Child;

/// <summary>A loss of more than 2³¹ elements, which 32-bit places could not reach; it takes 11 GB of memory, so no test runs it.</summary>
internal static class Huge
{
    private const long Rows = 1 << 15;
    private const long Columns = (1 << 16) + 1;

    /// <summary>BCE + Dice of a constant logit, true in the last row only: value and last gradient against their formulas.</summary>
    public static int Run()
    {
        using var scope = NewDisposeScope();
        var logits = full([1, 1, Rows, Columns], 2, dtype: ScalarType.BFloat16).requires_grad_(true);
        var target = zeros([1, 1, Rows, Columns], dtype: ScalarType.Byte);
        target.narrow(2, Rows - 1, 1).fill_(1);
        var loss = BinaryLosses.Loss(logits, target);
        loss.backward();

        var (pixels, foreground, p) = ((double)Rows * Columns, (double)Columns, 1 / (1 + Math.Exp(-2)));
        var (shared, mass) = ((2 * p * foreground) + 1, (p * pixels) + foreground + 1);
        var expected = (((pixels - foreground) * -Math.Log(1 - p)) - (foreground * Math.Log(p))) / pixels + 1 - (shared / mass);
        var slope = ((p - 1) / pixels) - (p * (1 - p) * ((2 * mass) - shared) / (mass * mass));
        using var last = logits.grad!.view(-1).narrow(0, (Rows * Columns) - 1, 1).to(ScalarType.Float64);
        var (value, gradient) = ((double)loss.item<float>(), last.item<double>());
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{pixels:N0} elements: loss {value:R}, expected {expected:R}; last gradient {gradient:R}, expected {slope:R}"));
        return Math.Abs(value - expected) <= 1e-6 * expected && Math.Abs(gradient - slope) <= 0.01 * Math.Abs(slope) ? 0 : 1;
    }
}
