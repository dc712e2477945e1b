namespace MaskSharp.Tests.Calibration;

public class ProbabilityMeterTests
{
    [Fact]
    public void Scores_are_their_formulas()
    {
        var (probabilities, target, valid) = Sample(new Random(41), 5000);
        var meter = new ProbabilityMeter();
        meter.Update(probabilities, target, valid);
        var counted = probabilities.Zip(target, (p, t) => (P: (double)p, T: t != 0 ? 1.0 : 0)).Where((_, i) => valid[i] != 0).ToList();
        Assert.Equal(counted.Count, meter.Pixels);
        Assert.Equal(counted.Average(pixel => (pixel.P - pixel.T) * (pixel.P - pixel.T)), meter.Brier, 1e-12);
        foreach (var bins in (int[])[1, 10, 15, 16])
        {
            var error = counted.GroupBy(pixel => Math.Min((int)(pixel.P * bins), bins - 1))
                .Sum(bin => (double)bin.Count() / counted.Count * Math.Abs(bin.Average(pixel => pixel.P) - bin.Average(pixel => pixel.T)));
            Assert.Equal(error, meter.ExpectedCalibrationError(bins), 1e-12);
        }

        var (area, found, recall) = (0.0, 0.0, 0.0);
        foreach (var threshold in counted.Select(pixel => pixel.P).Distinct().OrderDescending())
        {
            found = counted.Where(pixel => pixel.P >= threshold).Sum(pixel => pixel.T);
            var now = found / counted.Sum(pixel => pixel.T);
            area += (now - recall) * found / counted.Count(pixel => pixel.P >= threshold);
            recall = now;
        }

        Assert.Equal(area, meter.AveragePrecision, 1e-12);
    }

    [Fact]
    public void Merging_gives_the_same_bits_in_any_order()
    {
        var random = new Random(42);
        var parts = Enumerable.Range(0, 5).Select(_ => Sample(random, 500)).ToList();
        double[] Figures(IEnumerable<int> order)
        {
            var all = new ProbabilityMeter();
            foreach (var part in order)
            {
                var meter = new ProbabilityMeter();
                meter.Update(parts[part].Probabilities, parts[part].Target, parts[part].Valid);
                all.Merge(meter);
            }

            return [all.Brier, all.AveragePrecision, all.ExpectedCalibrationError()];
        }

        Assert.Equal(Figures([0, 1, 2, 3, 4]), Figures([3, 1, 4, 0, 2]));
    }

    [Fact]
    public void Nothing_measured_is_no_score_and_faults_are_named()
    {
        var meter = new ProbabilityMeter();
        Assert.Equal((double[])[double.NaN, double.NaN, double.NaN], (double[])[meter.Brier, meter.AveragePrecision, meter.ExpectedCalibrationError()]);
        Assert.Contains("1.5 at pixel 1", Assert.Throws<ArgumentException>(() => meter.Update([0.5f, 1.5f], [0, 1])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => meter.Update([0.5f, float.NaN], [0, 1]));
        Assert.Throws<ArgumentException>(() => meter.Update([0.5f], [0, 1]));
        Assert.Throws<ArgumentException>(() => meter.Update([0.5f], [0], [1, 1]));
        Assert.Equal(0, meter.Pixels);
        meter.Update([0.5f, float.NaN], [0, 1], [1, 0]);
        Assert.Equal(1, meter.Pixels);
        Assert.Throws<ArgumentOutOfRangeException>(() => meter.ExpectedCalibrationError(7));
    }

    /// <summary>Probabilities of 8 bits, as maps in files are.</summary>
    private static (float[] Probabilities, byte[] Target, byte[] Valid) Sample(Random random, int pixels)
    {
        float[] probabilities = [.. Enumerable.Range(0, pixels).Select(_ => random.Next(256) / 255f)];
        return (probabilities, [.. probabilities.Select(p => random.NextDouble() < p * p ? (byte)1 : (byte)0)], [.. Enumerable.Range(0, pixels).Select(_ => (byte)random.Next(4))]);
    }
}
