using TorchSharp;
using static TorchSharp.torch;

namespace MaskSharp.Tests.Fused;

/// <summary>Losses have no state: any number of threads may call them at once, on the same tensors too.</summary>
public class ConcurrencyTests
{
    private const int Callers = 8;
    private const int Calls = 40;

    [Fact]
    public void Many_threads_at_once_get_the_bits_of_one()
    {
        using var scope = NewDisposeScope();
        var logits = randn(2, 1, 96, 97);
        var classes = randn(2, 4, 40, 41);
        var masks = rand(2, 1, 96, 97).lt(0.2);
        var indices = randint(0, 4, [2, 40, 41], dtype: ScalarType.Int64);
        var expected = Bits(logits, masks, classes, indices);
        var differing = 0;

        var callers = Enumerable.Range(0, Callers).Select(_ => new Thread(() =>
        {
            for (var call = 0; call < Calls; call++)
            {
                if (!expected.SequenceEqual(Bits(logits, masks, classes, indices)))
                    Interlocked.Increment(ref differing);
            }
        })).ToList();
        callers.ForEach(caller => caller.Start());
        callers.ForEach(caller => caller.Join());

        Assert.Equal(0, differing);
    }

    /// <summary>Values and gradients of two losses.</summary>
    private static byte[] Bits(Tensor logits, Tensor masks, Tensor classes, Tensor indices)
    {
        using var scope = NewDisposeScope();
        var (binary, multiclass) = (logits.detach().clone().requires_grad_(true), classes.detach().clone().requires_grad_(true));
        var loss = BinaryLosses.Loss(binary, masks);
        var terms = MulticlassLosses.LossWithTerms(multiclass, indices);
        (loss + terms.Total).backward();
        return [.. loss.bytes.ToArray(), .. terms.Total.bytes.ToArray(), .. binary.grad!.bytes.ToArray(), .. multiclass.grad!.bytes.ToArray()];
    }
}
