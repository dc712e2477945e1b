using System.Text.Json;

namespace MaskSharp.Tests.Metrics;

public class SegmentationMeterTests
{
    private static readonly ScoreOptions _options = new() { Empty = EmptyMask.Skip, Undefined = UndefinedScore.Zero, IncludeBackground = false, ClassNames = ["back \"ground\"", "cell"] };

    [Fact]
    public void Batches_score_as_one()
    {
        var samples = Samples(10);
        var whole = new SegmentationScores(PixelCounts.Concat(samples), _options);
        var meter = new SegmentationMeter(2, _options);
        meter.Update(PixelCounts.Concat(samples[..3]));
        meter.Update(PixelCounts.Concat(samples[3..]));
        Assert.Equal(10, meter.Samples);
        Assert.Equal(whole.Counts, meter.Compute().Counts);
        Assert.Equal(whole.Dice.Mean, meter.Compute().Dice.Mean);
        Assert.Equal(whole.Dice.PerSample.AsSpan().ToArray(), meter.Compute().Dice.PerSample.AsSpan().ToArray());
    }

    [Fact]
    public void Merging_gives_the_same_bits_in_any_order_and_grouping()
    {
        var samples = Samples(300);
        SegmentationMeter[] Shards() => [Of(samples[..7]), Of(samples[7..100]), Of(samples[100..])];
        var figures = new List<double[]>();
        foreach (int[] order in (int[][])[[0, 1, 2], [2, 1, 0], [1, 2, 0]])
        {
            var shards = Shards();
            shards[order[0]].Merge(shards[order[1]]);
            shards[order[0]].Merge(shards[order[2]]);
            figures.Add(Figures(shards[order[0]]));

            shards = Shards();
            shards[order[1]].Merge(shards[order[2]]);
            shards[order[0]].Merge(shards[order[1]]);
            figures.Add(Figures(shards[order[0]]));
        }

        Assert.All(figures, figure => Assert.Equal(Figures(Of(samples)), figure));
    }

    [Fact]
    public void Merging_leaves_the_other_meter_as_it_is_and_doubles_itself()
    {
        var samples = Samples(5);
        var (a, b) = (Of(samples[..2]), Of(samples[2..]));
        a.Merge(b);
        Assert.Equal((5, 3), (a.Samples, b.Samples));
        a.Merge(a);
        Assert.Equal(10, a.Samples);
    }

    [Fact]
    public void Json_gives_back_every_count_and_rule()
    {
        var huge = new PixelCounts(new long[,] { { (1L << 60) + 1, 1 } }, new long[,] { { 1, 2 } }, new long[,] { { 2, 3 } }, new long[,] { { 3, 4 } });
        var meter = Of([.. Samples(4), huge]);
        var json = meter.ToJson();
        var back = SegmentationMeter.FromJson(json);
        Assert.Equal(json, back.ToJson());
        Assert.Equal(meter.Compute().Counts, back.Compute().Counts);
        Assert.Equal(Figures(meter), Figures(back));
        Assert.Equal(_options.ClassNames, back.Options.ClassNames);
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<SegmentationMeter>(json)));
        Assert.Equal(1, JsonDocument.Parse(json).RootElement.GetProperty("schema").GetInt32());

        // A meter from another process merges like one of this.
        back.Merge(meter);
        Assert.Equal(10, back.Samples);

        var empty = SegmentationMeter.FromJson(new SegmentationMeter(3).ToJson());
        Assert.Equal((0, 3), (empty.Samples, empty.Classes));
    }

    [Theory]
    [InlineData("null", "The JSON is null")]
    [InlineData("[]", "A meter is a JSON object")]
    [InlineData("{}", "The meter has no schema")]
    [InlineData("""{"schema":3}""", "The meter has schema 3; this version reads schema 1 and 2")]
    [InlineData("""{"schema":1,"classes":0}""", "classes is no whole number")]
    [InlineData("""{"schema":1,"classes":1,"empty":"two"}""", "empty is none of One, Zero, Skip, SkipNoTarget")]
    [InlineData("""{"schema":1,"classes":1,"empty":"One","undefined":"NaN","includeBackground":true,"tp":[[1]],"fp":[[1]],"fn":[[1,2]],"tn":[[1]]}""", "fn has a sample that is no list of 1 classes")]
    [InlineData("""{"schema":1,"classes":1,"empty":"One","undefined":"NaN","includeBackground":true,"tp":[[1]],"fp":[[1]],"fn":[[1]],"tn":[]}""", "tp, fp, fn and tn have different numbers of samples")]
    [InlineData("""{"schema":1,"classes":1,"empty":"One","undefined":"NaN","includeBackground":true,"tp":[[1]],"fp":[[-1]],"fn":[[1]],"tn":[[1]]}""", "The meter does not hold together: The counts of sample 0, class 0")]
    [InlineData("""{"schema":1,"classes":1,"empty":"One","undefined":"NaN","includeBackground":true,"tp":[[1.5]],"fp":[[1]],"fn":[[1]],"tn":[[1]]}""", "tp holds 1.5, which is no whole number")]
    public void Json_that_is_no_meter_is_refused_with_its_fault(string json, string message)
        => Assert.StartsWith(message, Assert.Throws<JsonException>(() => SegmentationMeter.FromJson(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void Reset_forgets_and_nothing_is_no_score()
    {
        var meter = Of(Samples(3));
        meter.Reset();
        Assert.Equal(0, meter.Samples);
        Assert.Equal(double.NaN, meter.Compute().Dice.Pooled);
        Assert.Equal(double.NaN, meter.Compute().Dice.Mean);
    }

    [Fact]
    public void Other_classes_or_rules_are_refused()
    {
        var meter = new SegmentationMeter(2, _options);
        Assert.Throws<ArgumentException>(() => meter.Update(new(1, 2, 3, 4)));
        Assert.Throws<ArgumentException>(() => meter.Merge(new(3)));
        Assert.Contains("Empty is Skip and One", Assert.Throws<ArgumentException>(() => meter.Merge(new(2))).Message, StringComparison.Ordinal);
        var names = Assert.Throws<ArgumentException>(() => meter.Merge(new(2, new() { Empty = EmptyMask.Skip, Undefined = UndefinedScore.Zero, IncludeBackground = false })));
        Assert.Contains("ClassNames are back \"ground\", cell and not given", names.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new SegmentationMeter(3, _options));
    }

    private static PixelCounts[] Samples(int count)
    {
        var random = new Random(count);
        return [.. Enumerable.Range(0, count).Select(_ => PixelCounts.FromLabels<int>(RandomMasks.Labels(random, 50, 2), RandomMasks.Labels(random, 50, 2), 2))];
    }

    private static SegmentationMeter Of(IEnumerable<PixelCounts> samples)
    {
        var meter = new SegmentationMeter(2, _options);
        foreach (var sample in samples)
            meter.Update(sample);
        return meter;
    }

    private static double[] Figures(SegmentationMeter meter)
    {
        var scores = meter.Compute();
        MetricResult[] results = [scores.Dice, scores.IoU, scores.Mcc, scores.Kappa, scores.FBeta(0.5), scores.GeneralizedDice()];
        return [.. results.SelectMany(result => (double[])[result.Mean, result.Pooled, result.Weighted, .. result.PerClass, .. result.PooledPerClass])];
    }
}
