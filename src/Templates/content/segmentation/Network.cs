using MaskSharp;
using TorchSharp;
using static TorchSharp.torch;

namespace SegmentationProject;

/// <summary>A small network: images [N, 1, H, W], sides divisible by <see cref="SideFactor"/>, to logits [N, 1, H, W].</summary>
/// <remarks>
/// The first attribute generates <c>Network.Loss</c>, the second <c>Network.Score</c> and <c>Network.CreateMeter</c>.
/// </remarks>
[SegmentationLoss(Bce = 1, Dice = 1)]
[SegmentationMetrics]
internal sealed partial class Network : nn.Module<Tensor, Tensor>
{
    public const int SideFactor = 4;

    private const int Width = 16;

    private readonly nn.Module<Tensor, Tensor> _down = Block(1, Width, stride: 2);
    private readonly nn.Module<Tensor, Tensor> _bottom = nn.Sequential(Block(Width, 2 * Width, stride: 2), Block(2 * Width, Width));
    private readonly nn.Module<Tensor, Tensor> _up = Block(2 * Width, Width);

    // The same as a 1×1 convolution.
    private readonly nn.Module<Tensor, Tensor> _head = nn.Linear(Width, 1);

    public Network()
        : base(nameof(Network)) => RegisterComponents();

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var level = _down.call(input);
        var joined = cat([Double(_bottom.call(level)), level], 1);
        var logits = _head.call(_up.call(joined).permute(0, 2, 3, 1)).permute(0, 3, 1, 2);
        return Double(logits).MoveToOuterDisposeScope();
    }

    private static Tensor Double(Tensor x) => nn.functional.interpolate(x, scale_factor: [2, 2], mode: InterpolationMode.Bilinear, align_corners: false);

    private static nn.Module<Tensor, Tensor> Block(int channelsIn, int channelsOut, int stride = 1) => nn.Sequential(
        nn.Conv2d(channelsIn, channelsOut, 3, stride: stride, padding: 1, bias: false), nn.BatchNorm2d(channelsOut), nn.ReLU());
}
