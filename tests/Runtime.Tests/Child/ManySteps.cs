using System.Globalization;
using MaskSharp.Tests.Fused;
using TorchSharp;
using static TorchSharp.torch;

namespace MaskSharp.Tests.Child;

/// <summary>Many training steps, each in a scope, and what memory they leave behind.</summary>
internal static class ManySteps
{
    /// <summary>Prints the resident memory after the first tenth of the steps, and after all, in bytes.</summary>
    public static int Run(int count)
    {
        set_num_threads(1);
        using var outer = NewDisposeScope();
        var target = rand(1, 1, 32, 32).lt(0.3);
        var indices = randint(0, 4, [1, 32, 32], dtype: ScalarType.Int64);
        var mask = rand(1, 1, 32, 32).lt(0.9);
        for (var step = 1; step <= count; step++)
        {
            using (NewDisposeScope())
            {
                var logits = randn(1, 1, 32, 32).requires_grad_(true);
                BinaryLosses.Loss(logits, target, mask).backward();
                if (step % 4 == 0)
                {
                    var classes = randn(1, 4, 32, 32).requires_grad_(true);
                    using var terms = MulticlassLosses.LossWithTerms(classes, indices);
                    terms.Total.backward();
                    LeveledLosses.Loss([logits, logits.slice(2, 0, 32, 2).slice(3, 0, 32, 2)], target).backward();
                }
            }

            if (step == count / 10 || step == count)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                Console.WriteLine(Environment.WorkingSet.ToString(CultureInfo.InvariantCulture));
            }
        }

        return 0;
    }
}
