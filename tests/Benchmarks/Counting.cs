using Benchmarks.Measuring;
using Benchmarks.Reports;
using Benchmarks.Rows;
using MaskSharp;
using static TorchSharp.torch;

namespace Benchmarks;

/// <summary>The command <c>counting</c>: emitted counts against eager ones, and surface distances, on one thread.</summary>
internal static class Counting
{
    private const int Balls = 128;

    public static void Run(Options options)
    {
        var budget = TimeSpan.FromSeconds(options.Seconds);
        set_num_threads(1);
        long[][] binary = options.Large ? [[8, 1, 512, 512], [64, 1, 1024, 1024]] : [[8, 1, 512, 512]];
        List<Row> rows = [.. binary.Select(shape => Binary(shape, budget)), Multiclass([2, 4, 96, 96, 96], budget), Surfaces(budget), Classes(budget)];
        Console.WriteLine($"Measured on {Machine.Here}.\n");
        Console.WriteLine(RatioTable.Times(rows));
    }

    private static Row Binary(long[] shape, TimeSpan budget)
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        var (logits, target) = (randn(shape), (rand(shape) < 0.2).to(float32));
        return Time("counts, binary", shape, budget,
        [
            new(Jobs.Own, () => ForegroundMetrics.CountPixels(logits, target)),
            new("eager, three sums", Eager(() => Totals(logits.gt(0).to(float32), target))),
            new("memory pass", Steps.Pass(logits, target, backward: false)),
        ]);
    }

    private static Row Multiclass(long[] shape, TimeSpan budget)
    {
        using var scope = NewDisposeScope();
        manual_seed(4);
        var (logits, target) = (randn(shape), randint(0, shape[1], [shape[0], .. shape[2..]], dtype: int64));
        return Time("counts, argmax", shape, budget,
        [
            new(Jobs.Own, () => FourClassMetrics.CountPixels(logits, target)),
            new("eager, argmax and three sums a class", Eager(() =>
            {
                var labels = logits.argmax(1);
                for (var c = 0; c < shape[1]; c++)
                    Totals(labels.eq(c).to(float32), target.eq(c).to(float32));
            })),
            new("memory pass", Steps.Pass(logits, logits, backward: false)),
        ]);
    }

    /// <summary>HD95, ASSD and surface Dice of two balls of radius 40 and 38, beside a pass over as many floats as there are pixels.</summary>
    private static Row Surfaces(TimeSpan budget)
    {
        using var scope = NewDisposeScope();
        var (prediction, target) = (Ball(64, 64, 64, 40), Ball(60, 66, 68, 38));
        var volume = zeros(Balls, Balls, Balls);
        void Score(SurfaceDefinition definition)
        {
            var surfaces = SurfaceDistances.Between(prediction, target, [Balls, Balls, Balls], default, new() { Definition = definition, Threads = 1 });
            _ = (surfaces.Hausdorff95, surfaces.AverageSymmetric, surfaces.NormalizedSurfaceDice(1));
        }

        return Time("HD95 + ASSD + surface Dice of two balls", [Balls, Balls, Balls], budget,
        [
            new(Jobs.Own, () => Score(SurfaceDefinition.BoundaryVoxels)),
            new("by surface elements", () => Score(SurfaceDefinition.SurfaceElements)),
            new("memory pass", Steps.Pass(volume, volume, backward: false)),
        ]);
    }

    /// <summary>HD95 and ASSD of eight classes, seven of them balls: all at once, on one thread and on all, beside one class after the other.</summary>
    private static Row Classes(TimeSpan budget)
    {
        const int Size = 96;
        const int Labels = 8;
        int[] shape = [Size, Size, Size];
        var (prediction, target, random) = (new byte[Size * Size * Size], new byte[Size * Size * Size], new Random(5));
        for (byte label = 1; label < Labels; label++)
        {
            var (z, y, x, radius) = (random.Next(Size), random.Next(Size), random.Next(Size), random.Next(8, 30));
            Paint(target, Size, label, (z, y, x), radius);
            Paint(prediction, Size, label, (z + 1, y, x - 1), radius);
        }

        void Score(int threads)
        {
            var surfaces = SurfaceScores.OfLabels<byte>(prediction, target, shape, Labels, measuredBy: new() { Threads = threads });
            _ = (surfaces.Hausdorff95.Mean, surfaces.AverageSymmetric.Mean);
        }

        void ScoreEach()
        {
            for (var label = 0; label < Labels; label++)
            {
                byte[] Mask(byte[] labels) => Array.ConvertAll(labels, pixel => pixel == label ? (byte)1 : (byte)0);
                var surfaces = SurfaceDistances.Between(Mask(prediction), Mask(target), shape, default, new() { Threads = 1 });
                _ = (surfaces.Hausdorff95, surfaces.AverageSymmetric);
            }
        }

        return Time("HD95 + ASSD of eight classes", [Size, Size, Size], budget, [new(Jobs.Own, () => Score(1)), new("on all processors", () => Score(0)), new("one class after the other", ScoreEach)]);
    }

    private static Row Time(string job, long[] shape, TimeSpan budget, List<Contender> contenders)
        => new(job, string.Join("×", shape), "count", 1, Column.From(contenders, Interleaved.Measure(contenders, budget)));

    /// <summary>All that the four counts follow from, read back as a user would.</summary>
    private static void Totals(Tensor predicted, Tensor actual)
        => _ = ((predicted * actual).sum().item<float>(), predicted.sum().item<float>(), actual.sum().item<float>());

    private static Action Eager(Action step) => () =>
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        step();
    };

    private static byte[] Ball(int z, int y, int x, int radius)
    {
        var mask = new byte[Balls * Balls * Balls];
        Paint(mask, Balls, 1, (z, y, x), radius);
        return mask;
    }

    private static void Paint(byte[] labels, int size, byte label, (int Z, int Y, int X) centre, int radius)
    {
        for (var pixel = 0; pixel < labels.Length; pixel++)
        {
            var (dz, dy, dx) = ((pixel / size / size) - centre.Z, (pixel / size % size) - centre.Y, (pixel % size) - centre.X);
            if ((dz * dz) + (dy * dy) + (dx * dx) <= radius * radius)
                labels[pixel] = label;
        }
    }
}
