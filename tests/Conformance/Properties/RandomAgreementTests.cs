using Conformance.Reference;
using static TorchSharp.torch;

namespace Conformance.Properties;

/// <summary>Any loss, shape, mask, target type and memory layout, drawn at random: both paths equal the plain reference.</summary>
public sealed class RandomAgreementTests
{
    private const int Draws = 400;
    private const double Rounding = 1e-11;

    private static readonly ScalarType[] _types = [ScalarType.Int64, ScalarType.Int32, ScalarType.Int16, ScalarType.Float32, ScalarType.Float64];

    private static readonly (string Name, Func<Tensor, Tensor> Lay)[] _layouts =
    [
        ("contiguous", tensor => tensor),
        ("channels last", tensor => tensor.dim() < 3 ? tensor : Layouts.ChannelsLast(tensor)),
        ("every other element", Evaluation.Strided),
        ("a part of a larger tensor", tensor => cat([tensor, tensor]).narrow(0, tensor.shape[0], tensor.shape[0])),
        ("reversed axes in memory", tensor => tensor.permute(Reversed(tensor)).contiguous().permute(Reversed(tensor))),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Whatever_is_drawn_agrees(int seed)
    {
        var random = new Random(seed);
        var losses = LossGrid.All.Values.ToArray();
        for (var draw = 0; draw < Draws / 4; draw++)
        {
            using var scope = NewDisposeScope();
            var options = losses[random.Next(losses.Length)];
            long[] space = [.. Enumerable.Range(0, random.Next(4)).Select(_ => (long)random.Next(1, 10))];
            var sample = new SampleMaker(options, random.Next()).Make(random.Next(1, 5), space, masked: random.Next(2) == 0, dense: random.Next(2) == 0);
            var type = _types[random.Next(_types.Length)];
            var (name, lay) = _layouts[random.Next(_layouts.Length)];
            var target = lay(sample.Target.to(type));

            var expected = Evaluation.Of(new EagerLoss(options).Loss, sample.Prediction, sample.Target, sample.Mask);
            var actual = Evaluation.Of(EmittedGrid.Loss(options.AttributeText), sample.Prediction, target, sample.Mask, lay);
            Close.Evaluations(
                expected,
                actual,
                Rounding,
                $"seed {seed}, draw {draw}: {options} at [{string.Join(", ", sample.Prediction.shape)}], {type} target [{string.Join(", ", target.shape)}]{(sample.Mask is null ? "" : ", masked")}, {name}");
        }
    }

    private static long[] Reversed(Tensor tensor) => [.. Enumerable.Range(0, (int)tensor.dim()).Select(axis => tensor.dim() - 1 - axis)];
}
