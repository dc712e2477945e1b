using System.Text.Json;

namespace MaskSharp.Tests.Metrics;

/// <summary>Meters that keep sums alone.</summary>
public class PooledMeterTests
{
    private static readonly ScoreOptions _options = new() { Empty = EmptyMask.Zero, Undefined = UndefinedScore.Skip, IncludeBackground = false };

    [Fact]
    public void Sums_give_the_bits_of_kept_cases()
    {
        var samples = Samples(400);
        var (kept, summed) = (Of(samples, keepsCases: true), Of(samples, keepsCases: false));
        Assert.Equal(kept.Samples, summed.Samples);
        Assert.Equal(Figures(kept), Figures(summed));
        Assert.Empty(summed.Compute().Dice.PerImage);
        Assert.Equal(0, summed.Compute().Dice.PerSample.Samples);
        Assert.Equal(400, summed.Compute().Dice.Samples);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_thousand_shards_give_the_same_bits_in_any_order(bool keepsCases)
    {
        var samples = Samples(1000);
        var whole = Figures(Of(samples, keepsCases));
        var random = new Random(9);
        for (var order = 0; order < 3; order++)
        {
            var shards = samples.Select(sample => Of([sample], keepsCases)).ToList();

            // Any two at a time, until one is left.
            while (shards.Count > 1)
            {
                var (a, b) = (random.Next(shards.Count), random.Next(shards.Count - 1));
                b += b >= a ? 1 : 0;
                shards[a].Merge(shards[b]);
                shards.RemoveAt(b);
            }

            Assert.Equal(whole, Figures(shards[0]));
        }
    }

    [Fact]
    public void Json_gives_back_every_bit()
    {
        var meter = Of(Samples(50), keepsCases: false);
        var json = meter.ToJson();
        var back = SegmentationMeter.FromJson(json);
        Assert.Equal(json, back.ToJson());
        Assert.False(back.KeepsCases);
        Assert.Equal(Figures(meter), Figures(back));
        back.Merge(meter);
        Assert.Equal(100, back.Samples);
        Assert.Throws<JsonException>(() => SegmentationMeter.FromJson(json.Replace("\"samples\":50", "\"samples\":-1", StringComparison.Ordinal)));
        Assert.Throws<JsonException>(() => SegmentationMeter.FromJson(json.Replace("\"Dice\":", "\"Dize\":", StringComparison.Ordinal)));
        Assert.Throws<JsonException>(() => SegmentationMeter.FromJson(json.Replace("\"images\":[\"", "\"images\":[\"-", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_size_does_not_grow_with_the_samples()
    {
        var few = Of(Samples(10), keepsCases: false).ToJson().Length;
        var many = Of(Samples(2000), keepsCases: false).ToJson().Length;
        Assert.InRange(many, few, 2 * few);
    }

    [Fact]
    public void A_million_cases_are_a_few_sums()
    {
        const int Workers = 20;
        const int Batches = 50;
        var batch = PixelCounts.Concat(Samples(1000));
        var few = Of([batch], keepsCases: false);
        var worker = Of(Enumerable.Repeat(batch, Batches), keepsCases: false);
        var meter = new SegmentationMeter(2, _options, keepsCases: false);
        for (var i = 0; i < Workers; i++)
            meter.Merge(worker);
        Assert.Equal(1_000_000, meter.Samples);
        Assert.InRange(meter.ToJson().Length, few.ToJson().Length, 2 * few.ToJson().Length);
        Assert.Equal(few.Compute().Dice.Pooled, meter.Compute().Dice.Pooled);
        Assert.Equal(few.Compute().Dice.Mean, meter.Compute().Dice.Mean, tolerance: 1e-15);
        Assert.Equal(few.Compute().Dice.Count * Workers * Batches, meter.Compute().Dice.Count);
    }

    [Fact]
    public void What_sums_cannot_tell_is_refused()
    {
        var meter = Of(Samples(3), keepsCases: false);
        Assert.Contains("keepsCases: true", Assert.Throws<InvalidOperationException>(() => meter.Compute().FBeta(2)).Message, StringComparison.Ordinal);
        Assert.Contains("NetBenefit needs", Assert.Throws<InvalidOperationException>(() => meter.Compute().NetBenefit()).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => meter.Compute().GeneralizedDice());
        Assert.Throws<ArgumentException>(() => meter.Merge(new SegmentationMeter(2, _options)));
    }

    [Fact]
    public void Later_updates_and_resets_leave_computed_scores_alone()
    {
        var meter = Of(Samples(3), keepsCases: false);
        var before = meter.Compute();
        var dice = before.Dice.Mean;
        meter.Update(new PixelCounts(new long[,] { { 0, 0 } }, new long[,] { { 1, 1 } }, new long[,] { { 1, 1 } }, new long[,] { { 1, 1 } }));
        Assert.NotEqual(dice, meter.Compute().Dice.Mean);
        Assert.Equal(3, before.Samples);
        Assert.Equal(before.IoU.Samples, before.Dice.Samples);
        meter.Reset();
        Assert.Equal(double.NaN, meter.Compute().Dice.Pooled);
        Assert.Equal(double.NaN, meter.Compute().Dice.Mean);
    }

    private static PixelCounts[] Samples(int count)
    {
        var random = new Random(count);
        return [.. Enumerable.Range(0, count).Select(_ => Sample(random))];
    }

    private static PixelCounts Sample(Random random)
    {
        var pixels = random.Next(1, 30);
        return PixelCounts.FromLabels<int>(RandomMasks.Labels(random, pixels, 2), RandomMasks.Labels(random, pixels, 2), 2);
    }

    private static SegmentationMeter Of(IEnumerable<PixelCounts> samples, bool keepsCases)
    {
        var meter = new SegmentationMeter(2, _options, keepsCases);
        foreach (var sample in samples)
            meter.Update(sample);
        return meter;
    }

    private static double[] Figures(SegmentationMeter meter)
        => [.. meter.Compute().All.SelectMany(result => (double[])[result.Mean, result.Pooled, result.Weighted, result.ImageWise, result.Count, result.Empty, result.Skipped, result.Undefined, .. result.PerClass, .. result.PooledPerClass])];
}
