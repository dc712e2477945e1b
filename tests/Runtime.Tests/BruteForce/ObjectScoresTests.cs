using MaskSharp.Tests.Surfaces;

namespace MaskSharp.Tests.BruteForce;

/// <summary>Objects, what matches them, and their scores, against sets of pixels that grow until nothing touches them.</summary>
public class ObjectScoresTests
{
    [Fact]
    public void Scores_of_objects_are_those_of_sets_of_pixels()
    {
        foreach (var masks in PlainCase.All)
        {
            var connectivity = (Connectivity)(masks.Number / 2 % 2);
            var threshold = new[] { 0, 0.25, 0.5, 0.8 }[masks.Number % 4];
            var (predicted, actual) = (Objects(masks.Prediction, masks.Shape, connectivity), Objects(masks.Target, masks.Shape, connectivity));
            var scores = InstanceScores.OfMasks(masks.Prediction, masks.Target, masks.Shape, threshold, connectivity);
            AssertScores(masks, scores, predicted, actual, threshold);
        }
    }

    [Fact]
    public void Scores_of_numbered_objects_are_those_of_sets_of_pixels()
    {
        var random = new Random(2002);
        foreach (var masks in PlainCase.All)
        {
            // Objects that touch, of any numbers, some left out.
            int[] Number(byte[] mask) => [.. mask.Select((pixel, i) => pixel == 0 ? 0 : ((i / 3) + random.Next(8) / 7) % 5 * 3)];
            var (prediction, target) = (Number(masks.Prediction), Number(masks.Target));
            List<int[]> Sets(int[] numbers) => [.. numbers.Distinct().Where(number => number != 0).Order().Select(number => Enumerable.Range(0, numbers.Length).Where(i => numbers[i] == number).ToArray())];
            AssertScores(masks, InstanceScores.OfLabels(prediction, target, 0.5), Sets(prediction), Sets(target), 0.5);
        }
    }

    private static void AssertScores(PlainCase masks, InstanceScores scores, List<int[]> predicted, List<int[]> actual, double threshold)
    {
        // The best pair of objects that are free and overlap enough, again and again.
        var free = (from t in actual from p in predicted where p.Intersect(t).Any() select (P: p, T: t, IoU: (double)p.Intersect(t).Count() / p.Union(t).Count())).Where(pair => pair.IoU > threshold).ToList();
        var matched = new List<double>();
        while (free.Count > 0)
        {
            var best = free.MaxBy(pair => pair.IoU);
            matched.Add(best.IoU);
            free.RemoveAll(pair => pair.P == best.P || pair.T == best.T);
        }

        var (found, none) = (matched.Count, predicted.Count == 0 && actual.Count == 0);
        Assert.Equal(
            (predicted.Count, actual.Count, found, predicted.Count - found, actual.Count - found, none),
            (scores.Predicted, scores.Actual, scores.TruePositives, scores.FalsePositives, scores.FalseNegatives, scores.IsEmpty));
        double Share(double part, double all) => none ? 1 : part / all;
        masks.AssertClose(Share(found, predicted.Count), scores.Precision, "precision of objects");
        masks.AssertClose(Share(found, actual.Count), scores.Recall, "recall of objects");
        masks.AssertClose(Share(found, (predicted.Count + actual.Count) / 2.0), scores.F1, "F1 of objects");
        masks.AssertClose(matched.DefaultIfEmpty(double.NaN).Average(), scores.SegmentationQuality, "segmentation quality");
        masks.AssertClose(none ? 1 : found == 0 ? 0 : matched.Average() * found / (found + ((predicted.Count - found) / 2.0) + ((actual.Count - found) / 2.0)), scores.PanopticQuality, "panoptic quality");
        masks.AssertClose(actual.Select(t => LesionDice(t, predicted)).DefaultIfEmpty(double.NaN).Average(), scores.LesionDice, "lesion Dice");
        Assert.Equal(matched, scores.Matches.Select(match => match.IoU));
    }

    private static double LesionDice(int[] lesion, List<int[]> predicted)
    {
        int[] touching = [.. predicted.Where(p => p.Intersect(lesion).Any()).SelectMany(p => p)];
        return 2.0 * touching.Intersect(lesion).Count() / (touching.Length + lesion.Length);
    }

    /// <summary>From each pixel that is in no object yet, whatever touches, until nothing does.</summary>
    private static List<int[]> Objects(byte[] mask, int[] shape, Connectivity connectivity)
    {
        var places = Enumerable.Range(0, mask.Length).Select(pixel => RandomImages.Index(pixel, shape)).ToArray();
        bool Touch(int a, int b)
        {
            var (sum, most) = (0, 0);
            for (var axis = 0; axis < shape.Length; axis++)
            {
                var step = Math.Abs(places[a][axis] - places[b][axis]);
                (sum, most) = (sum + step, Math.Max(most, step));
            }

            return connectivity == Connectivity.Faces ? sum == 1 : most == 1;
        }

        var rest = Enumerable.Range(0, mask.Length).Where(pixel => mask[pixel] != 0).ToHashSet();
        var objects = new List<int[]>();
        while (rest.Count > 0)
        {
            List<int> grown = [rest.Min()];
            rest.Remove(grown[0]);
            for (var next = 0; next < grown.Count; next++)
            {
                int[] touching = [.. rest.Where(pixel => Touch(grown[next], pixel))];
                grown.AddRange(touching);
                rest.ExceptWith(touching);
            }

            objects.Add([.. grown]);
        }

        return objects;
    }
}
