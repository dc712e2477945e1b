using MaskSharp.Fused;
using TorchSharp;
using static TorchSharp.torch;

namespace MaskSharp.Tests.Fused;

/// <summary>Gradients lie in memory of earlier ones, and never in memory that someone still uses.</summary>
public unsafe class GradientBufferTests
{
    private static readonly long[] _shape = [2, 1, 256, 256];

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.BFloat16)]
    public void The_memory_of_a_disposed_gradient_is_taken_again(ScalarType dtype)
    {
        using var scope = NewDisposeScope();
        var prediction = zeros([3, 1, 512, 300], dtype: dtype);
        var first = GradientBuffer.Of(prediction).Tensor;
        var memory = (nint)TensorMemory.Of(first);
        Assert.Equal(0, memory % 64);
        Assert.Equal((dtype, "3,1,512,300"), (first.dtype, string.Join(',', first.shape)));
        first.Dispose();

        // Other tests take and return memory at the same time: one of some rounds finds its own again.
        var isTakenAgain = false;
        for (var round = 0; round < 100 && !isTakenAgain; round++)
        {
            var next = GradientBuffer.Of(prediction);
            isTakenAgain = (nint)TensorMemory.Of(next.Tensor) == memory && !next.IsFresh;
            memory = (nint)TensorMemory.Of(next.Tensor);
            next.Tensor.Dispose();
        }

        Assert.True(isTakenAgain);
    }

    [Fact]
    public void A_view_of_a_gradient_keeps_its_memory()
    {
        using var scope = NewDisposeScope();
        var prediction = zeros(_shape);
        var gradient = GradientBuffer.Of(prediction).Tensor;
        var row = gradient[0, 0, 0];
        row.fill_(7);
        gradient.Dispose();
        for (var i = 0; i < 20; i++)
            GradientBuffer.Of(prediction).Tensor.fill_(i);

        Assert.True(row.eq(7).all().item<bool>());
    }

    [Fact]
    public void Channels_last_predictions_get_channels_last_gradients()
    {
        using var scope = NewDisposeScope();
        var prediction = zeros(2, 256, 128, 3).permute(0, 3, 1, 2);
        var gradient = GradientBuffer.Of(prediction).Tensor;

        Assert.Equal(prediction.stride(), gradient.stride());
    }

    [Fact]
    public void A_gradient_can_be_kept_changed_and_summed_over_steps()
    {
        using var scope = NewDisposeScope();
        var logits = randn(_shape).requires_grad_(true);
        var target = rand(_shape).lt(0.2);
        BinaryLosses.Loss(logits, target).backward();
        var kept = logits.grad!;
        var copy = kept.clone();
        for (var step = 0; step < 3; step++)
        {
            var other = randn(_shape).requires_grad_(true);
            BinaryLosses.Loss(other, target).backward();
        }

        Assert.True(kept.equal(copy).all().item<bool>());
        BinaryLosses.Loss(logits, target).backward();
        Assert.True(allclose(logits.grad!, copy * 2, rtol: 1e-6, atol: 0));
        logits.grad!.zero_();
        Assert.Equal(0, logits.grad!.abs().max().item<float>());
    }

    [Fact]
    public void Many_threads_at_once_never_share_a_gradient()
    {
        var differing = 0;
        var callers = Enumerable.Range(0, 8).Select(number => new Thread(() =>
        {
            using var scope = NewDisposeScope();
            var prediction = zeros(_shape);
            for (var call = 0; call < 50; call++)
            {
                using var round = NewDisposeScope();
                var gradient = GradientBuffer.Of(prediction).Tensor.fill_(number);
                Thread.Yield();
                if (!gradient.eq(number).all().item<bool>())
                    Interlocked.Increment(ref differing);
            }
        })).ToList();
        callers.ForEach(caller => caller.Start());
        callers.ForEach(caller => caller.Join());

        Assert.Equal(0, differing);
    }
}
