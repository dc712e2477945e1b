using Conformance.Options;
using Conformance.Running;
using Conformance.Vectors;
using TorchSharp;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace Conformance;

/// <summary>The overloads of <c>DeepSupervision</c> give the values and gradients of MONAI's and nnU-Net's wrappers.</summary>
public sealed class DeepSupervisionTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("MONAI.DeepSupervisionLoss")]
    [InlineData("nnUNet.DeepSupervisionWrapper")]
    public void A_peers_wrapper_and_the_overload_agree(string name)
    {
        var cases = VectorFolder.Find(name).SelectMany(path => VectorFile.Read(path).Cases).Where(vector => vector.Error is null).ToList();
        output.WriteLine($"{name}: {cases.Count} cases");
        foreach (var vector in cases)
        {
            var emitted = EmittedClasses.Compile([Options(vector).AttributeText])[0];
            Assert.Empty(emitted.Refusals);
            foreach (var type in new[] { ScalarType.Float64, ScalarType.Float32 })
                Compare(vector, emitted, type);
        }
    }

    private static void Compare(VectorCase vector, EmittedClass emitted, ScalarType type)
    {
        using var scope = NewDisposeScope();
        var predictions = vector.Lists["input"].Select(level => Of(level, type).requires_grad_(true)).ToList();
        var loss = vector.Lists.TryGetValue("target", out var targets)
            ? emitted.Delegate<LevelTargetLoss>("Loss")(predictions, [.. targets.Select(target => Of(target, ScalarType.Int64))], null)
            : emitted.Delegate<LevelLoss>("Loss")(predictions, Of(vector.Inputs["target"], ScalarType.Int64), null);
        loss.backward();

        var (relative, absolute) = type == ScalarType.Float64 ? (1e-9, 1e-9) : (1e-4, 1e-6);
        Assert.True(Difference.Between([loss.to(ScalarType.Float64).ToDouble()], vector.Output!.Data, relative, absolute).Excess <= 1, $"{vector.Id} {type} value");
        foreach (var (prediction, expected) in predictions.Zip(vector.Gradients!))
        {
            // A level of weight 0 is not looked at, and has no gradient at all.
            var gradient = prediction.grad is { } own ? own.to(ScalarType.Float64).contiguous().data<double>().ToArray() : new double[expected.Data.Length];
            Assert.True(Difference.Between(gradient, expected.Data, relative, absolute).Excess <= 1, $"{vector.Id} {type} gradient");
        }
    }

    private static LossOptions Options(VectorCase vector)
    {
        var given = vector.Parameters;
        var levels = vector.Lists["input"].Count;
        var weights = given.Numbers("weights") ?? given.Numbers("weight_factors") ?? [.. Enumerable.Range(0, levels).Select(level => given.Text("weight_mode") switch
        {
            "same" => 1,
            "two" => level == 0 ? 1 : 0.5,
            _ => Math.Pow(0.5, level),
        })];
        return new()
        {
            { "Preset", vector.Id.StartsWith("MONAI", StringComparison.Ordinal) ? "LossPreset.Monai" : "LossPreset.NnUNet" },
            { "Mode", "SegmentationMode.Multiclass" },
            { "Classes", (int)vector.Lists["input"][0].Shape[1] },
            { "DeepSupervision", weights },
        };
    }

    private static Tensor Of(VectorTensor source, ScalarType type) => tensor(source.Data, source.Shape, dtype: ScalarType.Float64).to(type);
}
