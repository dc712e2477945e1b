namespace MaskSharp.Tests.BruteForce;

/// <summary>Centre lines and their overlap against the published algorithm on sets of pixels.</summary>
public class CentrelineScoresTests
{
    [Fact]
    public void Centre_lines_and_their_overlap_are_those_of_sets_of_pixels()
    {
        foreach (var masks in PlainCase.All)
        {
            var (predicted, actual) = (PlainThinning.Of(masks.Prediction, masks.Shape), PlainThinning.Of(masks.Target, masks.Shape));
            Assert.Equal(predicted, Skeleton.Of(masks.Prediction, masks.Shape));
            Assert.Equal(actual, Skeleton.Of(masks.Target, masks.Shape));

            var empty = (EmptyMask)(masks.Number % 4);
            var (precision, recall) = (Share(predicted, masks.Target), Share(actual, masks.Prediction));
            var expected = (precision, recall, empty) switch
            {
                (_, null, EmptyMask.SkipNoTarget) or (null, null, EmptyMask.Skip) => double.NaN,
                (null, null, EmptyMask.One) => 1,
                (null, _, _) or (_, null, _) or (0, 0, _) => 0,
                _ => 2 / ((1 / precision.Value) + (1 / recall.Value)),
            };
            masks.AssertClose(expected, CentrelineDice.Of(masks.Prediction, masks.Target, masks.Shape, empty), "centre line Dice");
        }
    }

    /// <summary>The part of a line inside a mask; null without a line.</summary>
    private static double? Share(byte[] line, byte[] mask)
        => line.All(pixel => pixel == 0) ? null : line.Zip(mask).Where(pair => pair.First != 0).Average(pair => pair.Second != 0 ? 1.0 : 0);
}
