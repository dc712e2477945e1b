using TorchSharp;

namespace Runtime.Tests.LibTorch;

public class LibTorchTests
{
    [Fact]
    public void LibTorch_loads_on_this_machine()
    {
        using var tensor = torch.ones(2, 3);

        Assert.Equal(6f, tensor.sum().item<float>());
    }
}
