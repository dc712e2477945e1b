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
        AssertCalibration(counted, meter);

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

    /// <summary>Not only of 8 bits, and on the bounds of bins too.</summary>
    [Fact]
    public void Calibration_errors_of_any_probabilities_are_exact()
    {
        var random = new Random(43);
        float[] probabilities = [0, 1, .. Enumerable.Range(0, 21).Select(i => i / 20f), .. Enumerable.Range(0, 3000).Select(_ => random.NextSingle())];
        byte[] target = [.. probabilities.Select(p => random.NextDouble() < p ? (byte)1 : (byte)0)];
        var meter = new ProbabilityMeter();
        meter.Update(probabilities, target);
        AssertCalibration([.. probabilities.Zip(target, (p, t) => ((double)p, (double)t))], meter);
    }

    [Fact]
    public void Merging_gives_the_same_bits_in_any_order()
    {
        var random = new Random(42);
        var parts = Enumerable.Range(0, 5).Select(_ => Sample(random, 500)).ToList();
        var whole = new ProbabilityMeter();
        foreach (var (probabilities, target, valid) in parts)
            whole.Update(probabilities, target, valid);
        Assert.InRange(whole.Brier, 0.01, 1);
        foreach (var order in (int[][])[[0, 1, 2, 3, 4], [3, 1, 4, 0, 2]])
        {
            var all = new ProbabilityMeter();
            foreach (var part in order)
            {
                var meter = new ProbabilityMeter();
                meter.Update(parts[part].Probabilities, parts[part].Target, parts[part].Valid);
                all.Merge(meter);
            }

            Assert.Equal(Figures(whole), Figures(all));
        }

        static double[] Figures(ProbabilityMeter meter) => [meter.Pixels, meter.Positives, meter.Brier, meter.AveragePrecision, meter.ExpectedCalibrationError()];
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

    private static void AssertCalibration(List<(double P, double T)> counted, ProbabilityMeter meter)
    {
        foreach (var bins in (int[])[1, 10, 15, 16, 20])
        {
            var error = counted.GroupBy(pixel => Math.Min((int)(pixel.P * bins), bins - 1))
                .Sum(bin => (double)bin.Count() / counted.Count * Math.Abs(bin.Average(pixel => pixel.P) - bin.Average(pixel => pixel.T)));
            Assert.Equal(error, meter.ExpectedCalibrationError(bins), 1e-12);
        }
    }

    /// <summary>Probabilities of 8 bits, as maps in files are.</summary>
    private static (float[] Probabilities, byte[] Target, byte[] Valid) Sample(Random random, int pixels)
    {
        float[] probabilities = [.. Enumerable.Range(0, pixels).Select(_ => random.Next(256) / 255f)];
        return (probabilities, [.. probabilities.Select(p => random.NextDouble() < p * p ? (byte)1 : (byte)0)], [.. Enumerable.Range(0, pixels).Select(_ => (byte)random.Next(4))]);
    }
}
