using MaskSharp.Fused;
using TorchSharp;
using static TorchSharp.torch;

namespace MaskSharp.Tests.Fused;

/// <summary>Nodes of our own in autograd's graph do what a function of TorchSharp does, and leave less behind.</summary>
public class GradientNodeTests
{
    private static readonly Dictionary<string, Func<Tensor, Tensor>> _losses = new()
    {
        ["total"] = z => BinaryLosses.Loss(z, Masks(), null),
        ["masked"] = z => BinaryLosses.Loss(z, Masks(), Counted()),
        ["terms"] = z => WeightedTerms(BinaryLosses.LossWithTerms(z, Masks())),
        ["classes"] = z => MulticlassLosses.Loss(z.expand(2, 4, 9, 11) * arange(1, 5).reshape(1, 4, 1, 1), zeros(2, 9, 11, dtype: ScalarType.Int64)),
    };

    public static TheoryData<string, ScalarType> Cases()
    {
        var cases = new TheoryData<string, ScalarType>();
        foreach (var name in _losses.Keys)
        {
            cases.Add(name, ScalarType.Float32);
            cases.Add(name, ScalarType.Float64);
        }

        return cases;
    }

    [Fact]
    public void The_referenced_TorchSharp_has_nodes() => Assert.NotNull(NodeLibrary.Known);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Values_gradients_and_second_derivatives_have_the_bits_of_a_function_of_TorchSharp(string name, ScalarType dtype)
    {
        using var scope = NewDisposeScope();
        var loss = _losses[name];

        Assert.Equal(ByTorchSharp(() => Derivatives(loss, dtype)), Derivatives(loss, dtype));
    }

    [Fact]
    public void A_graph_that_is_kept_gives_its_gradient_again()
    {
        using var scope = NewDisposeScope();
        var logits = Logits(ScalarType.Float32);
        var loss = BinaryLosses.Loss(logits, Masks());
        loss.backward([], retain_graph: true);
        var once = logits.grad!.clone();
        loss.backward();

        Assert.True(logits.grad!.equal(once * 2).all().item<bool>());
    }

    [Fact]
    public void A_result_without_a_gradient_of_its_own_gives_zeros()
    {
        using var scope = NewDisposeScope();
        var logits = Logits(ScalarType.Float32);
        WithoutGradient.apply(BinaryLosses.Loss(logits, Masks())).backward();

        Assert.Equal(0, logits.grad!.abs().sum().item<float>());
    }

    [Fact]
    public void Graphs_of_many_losses_live_side_by_side_and_end_on_any_thread()
    {
        using var scope = NewDisposeScope();
        var targets = Masks();
        for (var round = 0; round < 3; round++)
        {
            var kept = Enumerable.Range(0, 1000).Select(i =>
            {
                var logits = full([2, 1, 9, 11], i / 1000f).requires_grad_();
                return (Logits: logits, Loss: BinaryLosses.Loss(logits, targets), Expected: Gradient(i / 1000f, targets));
            }).ToList();
            GC.Collect();
            Parallel.ForEach(kept, step =>
            {
                using var own = NewDisposeScope();
                step.Loss.backward();
                Assert.Equal(step.Expected, step.Logits.grad!.sum().item<float>());
                step.Loss.Dispose();
            });
        }
    }

    [Fact]
    public void A_step_leaves_less_to_the_collector_than_a_function_of_TorchSharp()
    {
        using var scope = NewDisposeScope();
        var (logits, target) = (Logits(ScalarType.Float32), Masks());
        var theirs = ByTorchSharp(() => BytesOfStep(logits, target));
        var ours = BytesOfStep(logits, target);

        Assert.True(ours <= theirs - 1500, $"{ours} bytes a step, {theirs} by a function of TorchSharp");
    }

    private static T ByTorchSharp<T>(Func<T> call)
    {
        GradientNode.IsAvailable = false;
        try
        {
            return call();
        }
        finally
        {
            GradientNode.IsAvailable = true;
        }
    }

    private static string Derivatives(Func<Tensor, Tensor> loss, ScalarType dtype)
    {
        using var scope = NewDisposeScope();
        var logits = Logits(dtype);
        var value = loss(logits);
        var first = autograd.grad([value], [logits], retain_graph: true)[0];
        var differentiable = autograd.grad([value], [logits], retain_graph: true, create_graph: true)[0];
        var second = autograd.grad([(differentiable * logits).sum()], [logits])[0];
        return string.Join(' ', new[] { value, first, second }.Select(tensor => Convert.ToHexString(tensor.contiguous().bytes)));
    }

    private static long BytesOfStep(Tensor logits, Tensor target)
    {
        const int Steps = 200;
        var before = 0L;
        for (var step = -Steps; step < Steps; step++)
        {
            if (step == 0)
                before = GC.GetAllocatedBytesForCurrentThread();
            using var scope = NewDisposeScope();
            BinaryLosses.Loss(logits, target).backward();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / Steps;
    }

    private static float Gradient(float logit, Tensor targets)
    {
        using var scope = NewDisposeScope();
        var logits = full([2, 1, 9, 11], logit).requires_grad_();
        BinaryLosses.Loss(logits, targets).backward();
        return logits.grad!.sum().item<float>();
    }

    private static Tensor WeightedTerms(LossTerms terms) => terms.Total + (0.5 * terms.Bce) + (3 * terms.Dice);

    private static Tensor Logits(ScalarType dtype)
    {
        using var generator = new Generator(3);
        return randn([2, 1, 9, 11], dtype: dtype, generator: generator).requires_grad_();
    }

    private static Tensor Masks() => arange(198).reshape(2, 1, 9, 11).remainder(3).eq(0);

    private static Tensor Counted() => arange(198).reshape(2, 1, 9, 11).remainder(5).ne(0);

    /// <summary>Has no gradient to hand on.</summary>
    private sealed class WithoutGradient : autograd.SingleTensorFunction<WithoutGradient>
    {
        public override string Name => nameof(WithoutGradient);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars) => ((Tensor)vars[0]).clone();

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) => [null!];
    }
}
