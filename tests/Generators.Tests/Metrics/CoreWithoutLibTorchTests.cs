using System.Diagnostics;

namespace MaskSharp.Generators.Tests.Metrics;

/// <summary>This project's output has no libtorch, so whatever touches torch fails in it: counts and scores must not.</summary>
public class CoreWithoutLibTorchTests
{
    [Fact]
    public void Counts_scores_and_surfaces_work_where_libtorch_is_absent()
    {
        var counts = PixelCounts.Concat(
            PixelCounts.FromMasks([1, 1, 0, 0], [1, 0, 1, 0]),
            PixelCounts.FromLabels<byte>([1, 1, 0, 0], [1, 1, 0, 255], 1, ignore: 255));
        var scores = new SegmentationScores(counts);
        Assert.Equal(0.75, scores.Dice.Mean);
        Assert.Equal(6.0 / 8, scores.GeneralizedDice().Pooled);
        Assert.Equal(1, SurfaceDistances.Between([1, 1, 0, 0], [0, 1, 1, 0], [1, 4]).Hausdorff);

        Assert.Empty(Directory.EnumerateFiles(AppContext.BaseDirectory, "*torch_cpu*", SearchOption.AllDirectories));
        using var process = Process.GetCurrentProcess();
        Assert.DoesNotContain(process.Modules.Cast<ProcessModule>(), module => module.ModuleName.Contains("torch_cpu", StringComparison.OrdinalIgnoreCase) || module.ModuleName.Contains("LibTorchSharp", StringComparison.OrdinalIgnoreCase));
    }
}
