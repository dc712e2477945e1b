using TorchSharp;
using static TorchSharp.torch;

namespace MaskSharp.Tests.Fused;

/// <summary>Value and gradient of emitted losses against plain torch code in float64.</summary>
public class LossValueTests
{
    private delegate Tensor Emitted(Tensor prediction, Tensor target, Tensor? mask);

    private static readonly Dictionary<string, (Emitted Loss, EagerLoss Eager)> _losses = new()
    {
        ["binary"] = (BinaryLosses.Loss, new(SegmentationMode.Binary, 1) { Bce = 1, Dice = 1 }),
        ["binary weighted"] = (BinaryLosses.Weighted, new(SegmentationMode.Binary, 1)
        {
            Bce = 0.5,
            Dice = 2,
            Jaccard = 1,
            PosWeight = 3,
            Squared = true,
            PerSample = true,
            IgnoreIndex = 255,
        }),
        ["binary probabilities"] = (BinaryLosses.OfProbabilities, new(SegmentationMode.Binary, 1) { Bce = 1, Dice = 1, IsProbabilities = true }),
        ["tversky"] = (BinaryLosses.Tversky, new(SegmentationMode.Binary, 1) { Tversky = 1, Alpha = 0.3, Beta = 0.7 }),
        ["focal tversky"] = (BinaryLosses.FocalTversky, new(SegmentationMode.Binary, 1)
        {
            Dice = 0.5,
            Tversky = 1,
            Alpha = 0.7,
            Beta = 0.3,
            Gamma = 0.75,
            Squared = true,
            PerSample = true,
        }),
        ["logarithmic"] = (BinaryLosses.Logarithmic, new(SegmentationMode.Binary, 1)
        {
            Bce = 1,
            Dice = 1,
            Jaccard = 1,
            Log = true,
            LogFloor = 0.02,
            SmoothNumerator = 0,
            SmoothDenominator = 0,
            Epsilon = 1e-7,
            LabelSmoothing = 0.1,
        }),
        ["negative"] = (BinaryLosses.Negative, new(SegmentationMode.Binary, 1) { Dice = 1, Negative = true, SmoothNumerator = 0.5, SmoothDenominator = 2 }),
        ["smoothed probabilities"] = (BinaryLosses.SmoothedProbabilities, new(SegmentationMode.Binary, 1)
        {
            Bce = 1,
            IsProbabilities = true,
            LabelSmoothing = 0.2,
            PosWeight = 2,
            IgnoreIndex = 255,
        }),
        ["soft multilabel"] = (MultilabelLosses.Soft, new(SegmentationMode.Multilabel, 3)
        {
            Bce = 1,
            Tversky = 1,
            Dice = 1,
            Jaccard = 1,
            Alpha = 0.2,
            Beta = 0.8,
            Gamma = 2,
            GammaOnMean = true,
            Soft = true,
            PosWeights = [1, 2, 5],
            OverlapClassWeights = [1, 0, 3],
        }),
        ["zeroing"] = (MultilabelLosses.Zeroing, new(SegmentationMode.Multilabel, 3) { Dice = 1, Absent = AbsentClass.Zero, PerSample = true }),
        ["smoothed multiclass"] = (MulticlassLosses.Smoothed, new(SegmentationMode.Multiclass, 4)
        {
            CrossEntropy = 1,
            Tversky = 1,
            Alpha = 0.3,
            Beta = 0.7,
            Gamma = 1.5,
            LabelSmoothing = 0.1,
            ClassWeights = [0.1, 1, 2, 0.5],
            OverlapClasses = [0, 2],
        }),
        ["skipping"] = (MulticlassLosses.Skipping, new(SegmentationMode.Multiclass, 4)
        {
            CrossEntropy = 1,
            Dice = 1,
            Absent = AbsentClass.Skip,
            PerSample = true,
            LabelSmoothing = 0.3,
        }),
        ["multilabel"] = (MultilabelLosses.Loss, new(SegmentationMode.Multilabel, 3) { Bce = 1, Dice = 1 }),
        ["multilabel ignoring"] = (MultilabelLosses.Ignoring, new(SegmentationMode.Multilabel, 3)
        {
            Bce = 1,
            Dice = 1,
            IgnoreIndex = 1,
            PerSample = true,
            IncludeBackground = false,
        }),
        ["multiclass"] = (MulticlassLosses.Loss, new(SegmentationMode.Multiclass, 4) { CrossEntropy = 1, Dice = 1 }),
        ["multiclass weighted"] = (MulticlassLosses.Weighted, new(SegmentationMode.Multiclass, 4)
        {
            CrossEntropy = 1,
            Jaccard = 0.5,
            ClassWeights = [0.1, 1, 2, 0.5],
            IgnoreIndex = 255,
            PerSample = true,
            IncludeBackground = false,
        }),
        ["multiclass probabilities"] = (MulticlassLosses.OfProbabilities, new(SegmentationMode.Multiclass, 4)
        {
            CrossEntropy = 1,
            Dice = 1,
            IsProbabilities = true,
        }),
        ["many classes"] = (ManyClassLosses.Loss, new(SegmentationMode.Multiclass, 20) { CrossEntropy = 1, Dice = 1 }),
    };

    // The fused kernel reads the first two where they are; gaps in memory take the tensor path.
    private static readonly IReadOnlyDictionary<string, Func<Tensor, Tensor>> _layouts = new Dictionary<string, Func<Tensor, Tensor>>
    {
        ["planes"] = x => x,
        ["channels last"] = x => x.transpose(1, 2).contiguous().transpose(1, 2),
        ["every other element"] = x => stack([x, x], -1).select(-1, 0),
    };

    public static TheoryData<string, int, bool, string, bool> Cases()
    {
        var cases = new TheoryData<string, int, bool, string, bool>();
        foreach (var name in _losses.Keys)
        {
            foreach (var pixels in new[] { 1, 15, 16, 17, 300, 2100 })
            {
                foreach (var masked in new[] { false, true })
                {
                    foreach (var layout in _layouts.Keys)
                    {
                        // An ignore index is compared with class indices; values for each class are refused with it.
                        if (_losses[name].Eager is not { Mode: SegmentationMode.Multiclass, IgnoreIndex: not null })
                            cases.Add(name, pixels, masked, layout, false);
                        if (_losses[name].Eager.Mode != SegmentationMode.Binary)
                            cases.Add(name, pixels, masked, layout, true);
                    }
                }
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Value_and_gradient_equal_plain_torch_code(string name, int pixels, bool masked, string layout, bool indices)
    {
        var (loss, eager) = _losses[name];
        using var scope = NewDisposeScope();
        manual_seed(pixels + (masked ? 1000 : 0));
        var target = Target(eager, pixels, indices);
        var mask = masked ? rand(3, 1, pixels).gt(0.3) : null;
        var logits = randn(3, eager.Classes, pixels, float64) * 3;
        var prediction = eager.IsProbabilities ? (logits / 3).sigmoid() : logits;

        var (expected, expectedGradient) = Differentiate(prediction, x => eager.Evaluate(x, target, mask));
        var (value, gradient) = Differentiate(prediction, x => loss(_layouts[layout](x), indices ? target.reshape(3, pixels) : target, mask));

        Assert.Equal(expected.ToDouble(), value.ToDouble(), 1e-10 * Math.Max(1, Math.Abs(expected.ToDouble())));
        Assert.True(gradient.allclose(expectedGradient, 1e-9, 1e-12), $"largest difference {(gradient - expectedGradient).abs().max().ToDouble()}");
    }

    [Fact]
    public void An_ignore_index_with_a_value_for_each_class_is_refused()
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<ArgumentException>(() => MulticlassLosses.Weighted(randn(2, 4, 8), randn(2, 4, 8).softmax(1)));
        Assert.Equal("target", error.ParamName);
        Assert.Contains("pass the ignored pixels as a mask", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ScalarType.Float32, 1e-5)]
    [InlineData(ScalarType.Float16, 2e-3)]
    [InlineData(ScalarType.BFloat16, 2e-2)]
    public void Lower_precision_stays_close_to_float64(ScalarType dtype, double tolerance)
    {
        foreach (var (name, (loss, eager)) in _losses)
        {
            using var scope = NewDisposeScope();
            manual_seed(7);
            var indices = eager.Mode == SegmentationMode.Multiclass;
            var target = Target(eager, 1000, indices);
            var logits = randn(3, eager.Classes, 1000, float64) * 3;
            var prediction = (eager.IsProbabilities ? (logits / 3).sigmoid().clamp(0.05, 0.95) : logits).to(dtype);

            var (expected, expectedGradient) = Differentiate(prediction.to(float64), x => eager.Evaluate(x, target));
            var (value, gradient) = Differentiate(prediction, x => loss(x, target, null));

            Assert.Equal(dtype, gradient.dtype);
            Assert.Equal(ScalarType.Float32, value.dtype);
            Assert.True(Math.Abs(expected.ToDouble() - value.to(float64).ToDouble()) < 1e-5 * Math.Max(1, expected.ToDouble()), $"{name}: {expected.ToDouble()} {value.ToDouble()}");
            Assert.True(gradient.to(float64).allclose(expectedGradient, tolerance, tolerance * 1e-3), $"{name}: {(gradient.to(float64) - expectedGradient).abs().max().ToDouble()}");
        }
    }

    private static Tensor Target(EagerLoss eager, int pixels, bool indices)
    {
        if (indices)
        {
            var values = randint(0, eager.Classes, [3, pixels], int64);
            return eager.IgnoreIndex is { } index ? where(rand(3, pixels).gt(0.8), full_like(values, index), values) : values;
        }

        if (eager.Mode == SegmentationMode.Multiclass)
            return randn(3, eager.Classes, pixels, float64).softmax(1);
        var soft = rand(3, eager.Classes, pixels, float64);
        if (eager.Classes > 1)
            soft.select(0, 0).select(0, 1).zero_();
        return eager.IgnoreIndex is { } ignored ? where(rand(3, eager.Classes, pixels).gt(0.8), full_like(soft, ignored), soft) : soft;
    }

    private static (Tensor Value, Tensor Gradient) Differentiate(Tensor prediction, Func<Tensor, Tensor> loss)
    {
        var leaf = prediction.detach().clone().requires_grad_();
        var value = loss(leaf);
        value.backward();
        return (value.detach(), leaf.grad!);
    }
}
