using System.Globalization;
using Conformance.Metrics;
using Conformance.Running;
using Conformance.Vectors;
using MaskSharp;
using TorchSharp;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace Conformance;

/// <summary>Metrics give the peers' values.</summary>
public sealed class MetricConformanceTests(ITestOutputHelper output, MetricReport report) : IClassFixture<MetricReport>
{
    private static readonly IMetricPeer[] _peers = [new MonaiMetrics(), new MetricsReloaded(), new SegmentationModelsMetrics(), new SurfaceDistancePackage(), new TorchMetrics()];

    private delegate SegmentationScores ScoreFunction(Tensor prediction, Tensor target, Tensor? mask);

    public static TheoryData<string, string> All
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var peer in _peers)
            {
                foreach (var metric in peer.Metrics)
                    all.Add(peer.Name, metric);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Metrics_give_the_peers_values(string peer, string metric)
    {
        var results = MetricConformer.Run(_peers.Single(candidate => candidate.Name == peer), metric);
        report.Add(peer, metric, results);
        Expect.NoDifference(output, $"{peer}.{metric}", results);
    }

    /// <summary>No vector file of a metric is left aside.</summary>
    [Fact]
    public void Every_metric_of_the_peers_is_mapped()
    {
        var mapped = _peers.SelectMany(peer => peer.Metrics.Select(metric => $"{peer.Name}.{metric}")).Append("classic.dice_coef_metric").ToHashSet();
        var files = VectorFolder.Peers is { } folder ? Directory.EnumerateFiles(folder, "*.json") : [];
        var missing = files.Where(file => IsMetric(file) && !mapped.Contains(Path.GetFileNameWithoutExtension(file)));
        Assert.Empty(missing.Select(Path.GetFileName));

        static bool IsMetric(string file)
        {
            using var document = System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(file));
            return document.RootElement.GetProperty("cases")[0].GetProperty("kind").GetString() == "metric";
        }
    }

    /// <summary>
    /// The classic metric is the Dice of all pixels together, of probabilities above 0.5. Here foreground is p ≥ threshold, so
    /// the threshold is the next number of single precision.
    /// </summary>
    [Fact]
    public void The_classic_dice_is_the_pooled_dice()
    {
        var threshold = ((double)MathF.BitIncrement(0.5f)).ToString("R", CultureInfo.InvariantCulture);
        var emitted = EmittedClasses.Compile([$"[SegmentationMetrics(Input = PredictionKind.Probabilities, Threshold = {threshold})]"])[0];
        var score = emitted.Method("Score").CreateDelegate<ScoreFunction>();
        var cases = VectorFolder.Find("classic.dice_coef_metric").SelectMany(path => VectorFile.Read(path).Cases).ToList();
        Assert.NotEmpty(cases);
        Assert.All(cases, vector =>
        {
            using var scope = NewDisposeScope();
            var input = Pooled(vector.Inputs["input"]);
            var target = Pooled(vector.Inputs["target"]);
            Assert.Equal(0.5, vector.Parameters.Number("threshold", double.NaN));
            foreach (var type in new[] { ScalarType.Float64, ScalarType.Float32 })
                Assert.Equal(vector.Output!.Data[0], score(input.to(type), target.to(ScalarType.Int64), null).Dice.Pooled, 1e-12);
        });
    }

    /// <summary>The peer pools channels like samples.</summary>
    private static Tensor Pooled(VectorTensor source) => tensor(source.Data, [source.Data.Length, 1], dtype: ScalarType.Float64);
}
