namespace MaskSharp.Tests.Instances;

public class InstanceScoresTests
{
    // True: three lesions of 2, 3 and 1 pixels. Predicted: one that holds 2 of the second, one far off, the first exactly.
    private static readonly byte[] _target = [1, 1, 0, 1, 1, 1, 0, 0, 0, 1];
    private static readonly byte[] _prediction = [1, 1, 0, 0, 1, 1, 0, 1, 0, 0];

    [Fact]
    public void Lesions_are_found_missed_and_invented()
    {
        var scores = InstanceScores.OfMasks(_prediction, _target, [10]);
        Assert.Equal((3, 3), (scores.Predicted, scores.Actual));
        Assert.Equal((2, 1, 1), (scores.TruePositives, scores.FalsePositives, scores.FalseNegatives));
        Assert.Equal((2 / 3.0, 2 / 3.0, 2 / 3.0), (scores.Precision, scores.Recall, scores.F1));
        Assert.Equal((1 + (2 / 3.0)) / 2, scores.SegmentationQuality, 15);
        Assert.Equal(scores.SegmentationQuality * scores.F1, scores.PanopticQuality, 15);
        Assert.Equal((1 + 0.8 + 0) / 3, scores.LesionDice, 15);
        Assert.Equal((InstanceMatch[])[new(1, 1, 2, 1, 1), new(2, 2, 2, 2 / 3.0, 0.8)], scores.Matches);
    }

    [Fact]
    public void A_threshold_asks_for_more_overlap()
    {
        Assert.Equal(1, InstanceScores.OfMasks(_prediction, _target, [10], threshold: 2 / 3.0).TruePositives);
        Assert.Equal(2, InstanceScores.OfMasks(_prediction, _target, [10], threshold: 0.66).TruePositives);
        Assert.Throws<ArgumentOutOfRangeException>(() => InstanceScores.OfMasks(_prediction, _target, [10], threshold: 1));
    }

    [Fact]
    public void One_prediction_over_two_lesions_finds_one()
    {
        var scores = InstanceScores.OfMasks([1, 1, 1, 1, 1], [1, 1, 0, 1, 1], [5]);
        Assert.Equal((1, 0, 1), (scores.TruePositives, scores.FalsePositives, scores.FalseNegatives));
        Assert.Equal(2 * 2 / 7.0, scores.LesionDice, 15);
    }

    [Fact]
    public void Numbered_objects_may_touch()
    {
        var scores = InstanceScores.OfLabels([7, 7, 7, 9, 9, 0], [1, 1, 1, 1, 2, 2]);
        Assert.Equal((InstanceMatch[])[new(7, 1, 3, 3 / 4.0, 6 / 7.0)], scores.Matches);
        Assert.Equal(0.75 / 2, scores.PanopticQuality);
        Assert.Throws<ArgumentException>(() => InstanceScores.OfLabels([1], [1, 2]));
    }

    [Fact]
    public void What_does_not_fit_is_named()
    {
        Assert.Equal("prediction", Assert.Throws<ArgumentException>(() => InstanceScores.OfMasks(new byte[3], new byte[4], [2, 2])).ParamName);
        Assert.Equal("target", Assert.Throws<ArgumentException>(() => InstanceScores.OfMasks(new byte[4], new byte[3], [2, 2])).ParamName);
        Assert.Contains("prediction has the number -1 at pixel 0", Assert.Throws<ArgumentException>(() => InstanceScores.OfLabels([-1], [-2])).Message, StringComparison.Ordinal);
        Assert.Contains("target has the number -2 at pixel 1", Assert.Throws<ArgumentException>(() => InstanceScores.OfLabels([1, 1], [1, -2])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => InstanceScores.OfLabels([1], [1], double.NaN));
    }

    /// <summary>Two predictions of equal IoU want one object: the lower number has it, whatever the order of the pixels.</summary>
    [Fact]
    public void Equal_matches_go_by_number()
    {
        Assert.Equal(3, Assert.Single(InstanceScores.OfLabels([8, 3], [1, 1], threshold: 0.4).Matches).Prediction);
        Assert.Equal(3, Assert.Single(InstanceScores.OfLabels([3, 8], [1, 1], threshold: 0.4).Matches).Prediction);
    }

    [Fact]
    public void Without_objects_nothing_is_missed_or_undefined()
    {
        var none = InstanceScores.OfMasks(new byte[4], new byte[4], [2, 2]);
        Assert.True(none.IsEmpty);
        Assert.Equal((double[])[1, 1, 1, 1], (double[])[none.Precision, none.Recall, none.F1, none.PanopticQuality]);
        Assert.Equal((double[])[double.NaN, double.NaN], (double[])[none.SegmentationQuality, none.LesionDice]);
        var invented = InstanceScores.OfMasks([1, 0], [0, 0], [2]);
        Assert.Equal((double[])[0, double.NaN, 0, 0, double.NaN], (double[])[invented.Precision, invented.Recall, invented.F1, invented.PanopticQuality, invented.LesionDice]);
        var missed = InstanceScores.OfMasks([0, 0], [1, 0], [2]);
        Assert.Equal((double[])[double.NaN, 0, 0, 0, 0], (double[])[missed.Precision, missed.Recall, missed.F1, missed.PanopticQuality, missed.LesionDice]);
    }
}
