using Conformance.Running;
using TorchSharp;
using static TorchSharp.torch;

namespace Conformance.Properties;

/// <summary>Gradients, and gradients of gradients, equal central differences of the loss itself in double precision.</summary>
public sealed class DerivativeTests
{
    private const double Step = 1e-5;

    /// <summary>What central differences at this step hold: truncation by the step's square, rounding by 1e-16 over the step.</summary>
    private const double Tolerance = 1e-7;

    [Theory]
    [MemberData(nameof(LossGrid.Names), MemberType = typeof(LossGrid))]
    public void The_gradient_equals_central_differences_of_the_loss(string attribute)
    {
        var loss = EmittedGrid.Loss(attribute);
        foreach (var (path, layout) in Layouts.Both)
        {
            using var scope = NewDisposeScope();
            var sample = new SampleMaker(LossGrid.All[attribute], seed: 3).Make(2, [2, 2], masked: true);
            var actual = Evaluation.Of(loss, sample.Prediction, sample.Target, sample.Mask, layout);
            Close.Figures(CentralDifferences(loss, sample, layout), actual.Gradient, Tolerance, $"{attribute}, {path}");
        }
    }

    [Theory]
    [MemberData(nameof(LossGrid.Names), MemberType = typeof(LossGrid))]
    public void The_second_derivative_equals_central_differences_of_the_gradient(string attribute)
    {
        var loss = EmittedGrid.Loss(attribute);
        foreach (var (path, layout) in Layouts.Both)
        {
            using var scope = NewDisposeScope();
            var sample = new SampleMaker(LossGrid.All[attribute], seed: 5).Make(2, [3], masked: true);
            var direction = new SampleMaker(LossGrid.All[attribute], seed: 6).Prediction(sample.Prediction.shape);

            var leaf = sample.Prediction.clone().requires_grad_(true);
            var gradient = autograd.grad([loss(layout(leaf), sample.Target, sample.Mask).sum()], [leaf], retain_graph: true, create_graph: true)[0];
            var second = gradient.requires_grad
                ? autograd.grad([(gradient * direction).sum()], [leaf])[0]
                : zeros_like(gradient);

            var ahead = Evaluation.Of(loss, sample.Prediction + (Step * direction), sample.Target, sample.Mask).Gradient;
            var behind = Evaluation.Of(loss, sample.Prediction - (Step * direction), sample.Target, sample.Mask).Gradient;
            var expected = ahead.Zip(behind, (a, b) => (a - b) / (2 * Step)).ToArray();
            Close.Figures(expected, Evaluation.Doubles(second), 10 * Tolerance, $"{attribute}, {path}");
        }
    }

    private static double[] CentralDifferences(LossFunction loss, Sample sample, Func<Tensor, Tensor> layout)
    {
        var point = Evaluation.Doubles(sample.Prediction);
        var slopes = new double[point.Length];
        for (var i = 0; i < point.Length; i++)
            slopes[i] = (At(i, Step) - At(i, -Step)) / (2 * Step);
        return slopes;

        double At(int index, double step)
        {
            using var scope = NewDisposeScope();
            var moved = (double[])point.Clone();
            moved[index] += step;
            var prediction = layout(tensor(moved, sample.Prediction.shape, dtype: ScalarType.Float64));
            return loss(prediction, sample.Target, sample.Mask).sum().ToDouble();
        }
    }
}
