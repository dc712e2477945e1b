namespace MaskSharp.Tests.BruteForce;

/// <summary>Calibration and the area under the precision-recall curve against their definitions, pixel by pixel and threshold by threshold.</summary>
public class ProbabilityScoresTests
{
    [Fact]
    public void Scores_of_probabilities_are_their_definitions()
    {
        var random = new Random(2003);
        for (var first = 0; first < PlainCase.All.Count;)
        {
            // A few masks, or one alone, to a meter.
            var (meter, counted) = (new ProbabilityMeter(), new List<(double P, bool IsTrue)>());
            var masks = PlainCase.All[first];
            for (var end = Math.Min(first + random.Next(1, 17), PlainCase.All.Count); first < end; first++)
                counted.AddRange(Add(PlainCase.All[first], random, meter));
            Assert.Equal((counted.Count, counted.Count(pixel => pixel.IsTrue)), (meter.Pixels, meter.Positives));
            masks.AssertClose(counted.Select(pixel => Math.Pow(pixel.P - (pixel.IsTrue ? 1 : 0), 2)).DefaultIfEmpty(double.NaN).Average(), meter.Brier, "Brier score");
            masks.AssertClose(AveragePrecision(counted), meter.AveragePrecision, "average precision");
            foreach (var bins in (int[])[1, 10, 15])
                masks.AssertClose(CalibrationError(counted, bins), meter.ExpectedCalibrationError(bins), $"calibration error of {bins} bins");
        }
    }

    private static IEnumerable<(double P, bool IsTrue)> Add(PlainCase masks, Random random, ProbabilityMeter meter)
    {
        // Of 8 bits, near to the predicted mask, or far from it; some pixels do not count.
        var spread = random.Next(1, 256);
        float[] probabilities = [.. masks.Prediction.Select(pixel => Math.Clamp((pixel != 0 ? 255 : 0) + random.Next(-spread, spread + 1), 0, 255) / 255f)];
        byte[] valid = masks.Number % 4 == 0 ? [] : [.. probabilities.Select(_ => (byte)random.Next(3))];
        meter.Update(probabilities, masks.Target, valid);
        return Enumerable.Range(0, probabilities.Length).Where(i => valid.Length == 0 || valid[i] != 0).Select(i => ((double)probabilities[i], masks.Target[i] != 0));
    }

    private static double AveragePrecision(List<(double P, bool IsTrue)> pixels)
    {
        var all = pixels.Count(pixel => pixel.IsTrue);
        if (all == 0)
            return double.NaN;
        var (area, recall) = (0.0, 0.0);
        foreach (var threshold in pixels.Select(pixel => pixel.P).Distinct().OrderDescending())
        {
            var predicted = pixels.Where(pixel => pixel.P >= threshold).ToList();
            var found = predicted.Count(pixel => pixel.IsTrue);
            area += (((double)found / all) - recall) * found / predicted.Count;
            recall = (double)found / all;
        }

        return area;
    }

    private static double CalibrationError(List<(double P, bool IsTrue)> pixels, int bins)
    {
        if (pixels.Count == 0)
            return double.NaN;
        var error = 0.0;
        for (var bin = 0; bin < bins; bin++)
        {
            var inside = pixels.Where(pixel => pixel.P * bins >= bin && (pixel.P * bins < bin + 1 || bin == bins - 1)).ToList();
            if (inside.Count > 0)
                error += (double)inside.Count / pixels.Count * Math.Abs(inside.Average(pixel => pixel.P) - inside.Average(pixel => pixel.IsTrue ? 1 : 0));
        }

        return error;
    }
}
