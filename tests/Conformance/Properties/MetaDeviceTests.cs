using TorchSharp;
using static TorchSharp.torch;

namespace Conformance.Properties;

/// <summary>
/// Forward and backward run on the meta device, whose tensors have no data: whatever looked at a value there would throw, so
/// on a GPU nothing waits for the device.
/// </summary>
public sealed class MetaDeviceTests
{
    [Theory]
    [MemberData(nameof(LossGrid.Names), MemberType = typeof(LossGrid))]
    public void Forward_and_backward_never_look_at_data(string attribute)
    {
        foreach (var masked in new[] { false, true })
        {
            foreach (var dense in new[] { true, false })
            {
                using var scope = NewDisposeScope();
                var sample = new SampleMaker(LossGrid.All[attribute], seed: 8).Make(2, [3, 4], masked, dense);
                var leaf = sample.Prediction.to(META).requires_grad_(true);
                if (LossGrid.MeasuresDistances(LossGrid.All[attribute]))
                {
                    var refusal = Assert.ThrowsAny<ArgumentException>(() => EmittedGrid.Loss(attribute)(leaf, sample.Target.to(META), sample.Mask?.to(META)));
                    Assert.Contains("meta device", refusal.Message, StringComparison.Ordinal);
                    continue;
                }

                var loss = EmittedGrid.Loss(attribute)(leaf, sample.Target.to(META), sample.Mask?.to(META));
                var onCpu = EmittedGrid.Loss(attribute)(sample.Prediction, sample.Target, sample.Mask);

                Assert.Equal(DeviceType.META, loss.device_type);
                Assert.Equal(onCpu.shape, loss.shape);
                loss.sum().backward();
                Assert.Equal(leaf.shape, leaf.grad!.shape);
                Assert.Equal(DeviceType.META, leaf.grad!.device_type);
            }
        }
    }
}
