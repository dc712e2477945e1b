using MaskSharp.Tests.Surfaces;

namespace MaskSharp.Tests.BruteForce;

/// <summary>Every score of surfaces, in both definitions and all measures, against lists of elements of which every pair is measured.</summary>
public class SurfaceScoresTests
{
    [Fact]
    public void Scores_of_boundary_voxels_are_those_of_brute_force()
    {
        foreach (var masks in PlainCase.All)
        {
            double Euclidean(int[] a, int[] b) => RandomImages.Distance(a, b, masks.Spacing);
            AssertScores(masks, new(), PlainSurface.Boundary(masks.Prediction, masks.Shape), PlainSurface.Boundary(masks.Target, masks.Shape), Euclidean, Quantile);
        }
    }

    [Theory]
    [InlineData(DistanceMeasure.Chessboard)]
    [InlineData(DistanceMeasure.Taxicab)]
    public void Other_measures_are_those_of_brute_force(DistanceMeasure measure)
    {
        foreach (var masks in PlainCase.All)
        {
            double Distance(int[] a, int[] b)
                => measure == DistanceMeasure.Taxicab ? RandomImages.Steps(a, b, masks.Spacing).Sum() : RandomImages.Steps(a, b, masks.Spacing).Max();

            AssertScores(masks, new() { Measure = measure }, PlainSurface.Boundary(masks.Prediction, masks.Shape), PlainSurface.Boundary(masks.Target, masks.Shape), Distance, Quantile);
        }
    }

    [Fact]
    public void Scores_of_surface_elements_are_those_of_brute_force()
    {
        foreach (var masks in PlainCase.All)
        {
            double[] spacing = masks.Spacing.Length == 0 ? [.. masks.Shape.Select(_ => 1.0)] : masks.Spacing;
            double Euclidean(int[] a, int[] b) => RandomImages.Distance(a, b, spacing);
            double Weight(bool[] corners) => PlainElementWeights.Of(corners, spacing);
            AssertScores(
                masks,
                new() { Definition = SurfaceDefinition.SurfaceElements },
                PlainSurface.Between(masks.Prediction, masks.Shape, Weight),
                PlainSurface.Between(masks.Target, masks.Shape, Weight),
                Euclidean,
                AreaQuantile);
        }
    }

    [Fact]
    public void Boundary_IoU_is_that_of_brute_force()
    {
        foreach (var masks in PlainCase.All)
        {
            var distance = ((masks.Number % 3) + 1) * 0.83;
            var empty = (EmptyMask)(masks.Number % 4);
            HashSet<int> Near(byte[] mask)
            {
                var boundary = PlainSurface.Boundary(mask, masks.Shape);
                return [.. Enumerable.Range(0, mask.Length).Where(pixel => mask[pixel] != 0 && boundary.Any(element => RandomImages.Distance(RandomImages.Index(pixel, masks.Shape), element.Place, masks.Spacing) < distance))];
            }

            var (near, nearTarget) = (Near(masks.Prediction), Near(masks.Target));
            var either = near.Union(nearTarget).Count();
            var expected = (nearTarget.Count, either, empty) switch
            {
                (0, _, EmptyMask.SkipNoTarget) or (_, 0, EmptyMask.Skip) => double.NaN,
                (_, 0, EmptyMask.One) => 1,
                (_, 0, EmptyMask.Zero) => 0,
                _ => (double)near.Intersect(nearTarget).Count() / either,
            };
            masks.AssertClose(expected, BoundaryOverlap.IoU(masks.Prediction, masks.Target, masks.Shape, distance, masks.Spacing, empty), "boundary IoU");
        }
    }

    private static void AssertScores(
        PlainCase masks, SurfaceOptions how, List<PlainSurface.Element> prediction, List<PlainSurface.Element> target, Func<int[], int[], double> distance, Func<(double Distance, double Weight)[], double, double> quantile)
    {
        var options = new SurfaceOptions { Definition = how.Definition, Measure = how.Measure, Empty = (EmptyMask)(masks.Number % 4), Threads = masks.Number % 3 };
        var scores = SurfaceDistances.Between(masks.Prediction, masks.Target, masks.Shape, masks.Spacing, options);
        var (there, back) = (PlainSurface.Distances(prediction, target, distance), PlainSurface.Distances(target, prediction, distance));
        AssertDirected(masks, scores.PredictionToTarget, there, quantile);
        AssertDirected(masks, scores.TargetToPrediction, back, quantile);
        Assert.Equal(there.Length == 0 && back.Length == 0, scores.IsEmpty);

        (double Distance, double Weight)[] all = [.. there, .. back];
        (double Distance, double Dice)? ruled = (there.Length, back.Length, options.Empty) switch
        {
            (_, 0, EmptyMask.SkipNoTarget) or (0, 0, EmptyMask.Skip) => (double.NaN, double.NaN),
            (0, 0, EmptyMask.One) => (0, 1),
            (0, _, _) or (_, 0, _) => (double.PositiveInfinity, 0),
            _ => null,
        };
        void Close(Func<double> expected, double actual, string what) => masks.AssertClose(ruled?.Distance ?? expected(), actual, what);
        Close(() => all.Max(element => element.Distance), scores.Hausdorff, "Hausdorff");
        Close(() => Math.Max(quantile(there, 0.95), quantile(back, 0.95)), scores.Hausdorff95, "Hausdorff95");
        foreach (var percent in new[] { 0, 12.5, 50, 100 })
        {
            Close(() => Math.Max(quantile(there, percent / 100), quantile(back, percent / 100)), scores.HausdorffPercentile(percent), $"Hausdorff {percent} %");
            Close(() => quantile(there, percent / 100), scores.DirectedHausdorff(percent), $"directed Hausdorff {percent} %");
        }

        Close(() => Mean(all), scores.AverageSymmetric, "average symmetric");
        Close(() => (Mean(there) + Mean(back)) / 2, scores.MeanAverage, "mean average");
        Close(() => Mean(there), scores.Average, "average");
        foreach (var tolerance in new[] { 0, 0.77, 1.5 })
            masks.AssertClose(ruled?.Dice ?? Within(all, tolerance), scores.NormalizedSurfaceDice(tolerance), $"surface Dice at {tolerance}");
    }

    private static void AssertDirected(PlainCase masks, DirectedSurfaceDistances scores, (double Distance, double Weight)[] elements, Func<(double Distance, double Weight)[], double, double> quantile)
    {
        Assert.Equal(elements.Length, scores.Count);
        foreach (var (expected, actual) in elements.Select(element => element.Distance).Order().Zip(scores.Distances.ToArray()))
            masks.AssertClose(expected, actual, "distance of an element");
        masks.AssertClose(elements.Sum(element => element.Weight), scores.Area, "area");
        masks.AssertClose(elements.Select(element => element.Distance).DefaultIfEmpty(double.NaN).Max(), scores.Maximum, "maximum");
        masks.AssertClose(Mean(elements), scores.Mean, "mean");
        masks.AssertClose(elements.Length == 0 ? double.NaN : quantile(elements, 0.9), scores.Percentile(90), "90 %");
        masks.AssertClose(elements.Length == 0 ? double.NaN : Within(elements, 0.77), scores.ShareWithin(0.77), "share within 0.77");
    }

    private static double Mean((double Distance, double Weight)[] elements)
        => elements.Sum(element => element.Distance * element.Weight) / elements.Sum(element => element.Weight);

    private static double Within((double Distance, double Weight)[] elements, double tolerance)
        => elements.Where(element => element.Distance <= tolerance).Sum(element => element.Weight) / elements.Sum(element => element.Weight);

    private static double Quantile((double Distance, double Weight)[] elements, double share)
    {
        double[] sorted = [.. elements.Select(element => element.Distance).Order()];
        var place = share * (sorted.Length - 1);
        var (low, rest) = ((int)place, place - (int)place);
        return rest == 0 ? sorted[low] : (sorted[low] * (1 - rest)) + (sorted[low + 1] * rest);
    }

    private static double AreaQuantile((double Distance, double Weight)[] elements, double share)
    {
        var total = elements.Sum(element => element.Weight);

        // Shares that rounding could move across a step are not asked for: a hair below the share counts as reached.
        var area = 0.0;
        foreach (var (distance, weight) in elements.OrderBy(element => element.Distance))
        {
            area += weight;
            if (area / total >= share - 1e-13)
                return distance;
        }

        return elements.Max(element => element.Distance);
    }
}
