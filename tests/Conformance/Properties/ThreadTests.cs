using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Conformance.Properties;

/// <summary>Value and gradient have the same bits for any number of threads.</summary>
public sealed class ThreadTests
{
    [Theory]
    [MemberData(nameof(LossGrid.Few), MemberType = typeof(LossGrid))]
    public void Any_number_of_threads_gives_the_same_bits(string attribute)
    {
        var before = get_num_threads();
        try
        {
            foreach (var type in new[] { ScalarType.Float32, ScalarType.Float64 })
            {
                using var scope = NewDisposeScope();
                var sample = new SampleMaker(LossGrid.All[attribute], seed: 4).Make(3, [173, 311]);
                var prediction = sample.Prediction.to(type);
                var expected = Bits(attribute, prediction, sample.Target, threads: 1);
                foreach (var threads in new[] { 2, 3, 5 })
                    Assert.True(expected.SequenceEqual(Bits(attribute, prediction, sample.Target, threads)), $"{attribute}, {type}: {threads} threads give other bits than one");
            }
        }
        finally
        {
            set_num_threads(before);
        }
    }

    private static byte[] Bits(string attribute, Tensor prediction, Tensor target, int threads)
    {
        set_num_threads(threads);
        using var scope = NewDisposeScope();
        var leaf = prediction.clone().requires_grad_(true);
        var value = EmittedGrid.Loss(attribute)(leaf, target, null);
        value.sum().backward();
        return [.. Bytes(value), .. Bytes(leaf.grad!)];
    }

    private static byte[] Bytes(Tensor tensor)
    {
        var source = tensor.detach().contiguous();
        return source.dtype == ScalarType.Float32
            ? MemoryMarshal.AsBytes<float>(source.data<float>().ToArray()).ToArray()
            : MemoryMarshal.AsBytes<double>(source.data<double>().ToArray()).ToArray();
    }
}
