using System.Globalization;
using Conformance.Running;
using Conformance.Vectors;
using MaskSharp;
using TorchSharp;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace Conformance;

/// <summary>Emitted metrics give the peers' values.</summary>
public sealed class MetricConformanceTests(ITestOutputHelper output)
{
    private delegate SegmentationScores ScoreFunction(Tensor prediction, Tensor target, Tensor? mask);

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
        output.WriteLine($"classic.dice_coef_metric: {cases.Count} cases");
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
