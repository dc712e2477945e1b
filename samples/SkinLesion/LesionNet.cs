using MaskSharp;
using TorchSharp;
using static TorchSharp.torch;

namespace SkinLesion;

/// <summary>A small encoder and decoder with one skip connection: [N, 3, H, W], sides divisible by 4, to logits [N, 1, H, W].</summary>
/// <remarks>Its loss looks at the soft Jaccard index, since ISIC's challenges are scored by Jaccard.</remarks>
[SegmentationLoss(Bce = 1, Jaccard = 1, Over = OverlapScope.Sample)]
[SegmentationMetrics]
internal sealed partial class LesionNet : nn.Module<Tensor, Tensor>
{
    private const int Width = 16;

    private readonly nn.Module<Tensor, Tensor> _down = Block(3, Width, stride: 2);
    private readonly nn.Module<Tensor, Tensor> _bottom = nn.Sequential(Block(Width, 2 * Width, stride: 2), Block(2 * Width, 2 * Width), Block(2 * Width, Width));
    private readonly nn.Module<Tensor, Tensor> _up = Block(2 * Width, Width);

    // The same as a 1×1 convolution, for which libtorch asks NNPACK, and complains on each call where the processor has none.
    private readonly nn.Module<Tensor, Tensor> _head = nn.Linear(Width, 1);

    public LesionNet()
        : base(nameof(LesionNet)) => RegisterComponents();

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
        nn.Conv2d(channelsIn, channelsOut, 3, stride: stride, padding: 1, bias: false), nn.BatchNorm2d(channelsOut), nn.ReLU(inplace: true));
}
