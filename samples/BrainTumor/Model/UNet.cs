using MaskSharp;
using TorchSharp;
using static TorchSharp.torch;

namespace BrainTumor.Model;

/// <summary>
/// A small U-Net (Ronneberger 2015): 121,000 parameters, three halvings, skip connections. Takes [N, 3, H, W] with H and W
/// divisible by <see cref="Divisor"/>, gives logits [N, 1, H, W].
/// </summary>
/// <remarks>
/// The two attributes are all it takes: the first generates <c>UNet.Loss</c> and <c>UNet.LossWithTerms</c>, the second
/// <c>UNet.Score</c> and <c>UNet.CreateMeter</c>.
/// </remarks>
[SegmentationLoss(Bce = 1, Dice = 1)]
[SegmentationMetrics]
internal sealed partial class UNet : nn.Module<Tensor, Tensor>
{
    /// <summary>Sides of the input must be multiples of this.</summary>
    public const int Divisor = 8;

    // All widths are multiples of 16: with 8 channels libtorch 2.10 on AVX-512 now and then gives NaN for a convolution's gradient.
    private const int Width = 16;
    private const int Fold = 2;

    // A first guess of 2 % tumour everywhere spares the first epochs, which would only learn that tumour is rare.
    private const double FirstLogit = -4;

    private readonly nn.Module<Tensor, Tensor> _fold = nn.PixelUnshuffle(Fold);
    private readonly nn.Module<Tensor, Tensor> _down1 = Block(3 * Fold * Fold, Width);
    private readonly nn.Module<Tensor, Tensor> _down2 = Block(Width, 2 * Width);
    private readonly nn.Module<Tensor, Tensor> _bottom = Block(2 * Width, 4 * Width);
    private readonly nn.Module<Tensor, Tensor> _lift2 = nn.ConvTranspose2d(4 * Width, 2 * Width, 2, 2);
    private readonly nn.Module<Tensor, Tensor> _up2 = Block(4 * Width, 2 * Width);
    private readonly nn.Module<Tensor, Tensor> _lift1 = nn.ConvTranspose2d(2 * Width, Width, 2, 2);
    private readonly nn.Module<Tensor, Tensor> _up1 = Block(2 * Width, Width);
    private readonly nn.Module<Tensor, Tensor> _head;
    private readonly nn.Module<Tensor, Tensor> _unfold = nn.PixelShuffle(Fold);

    public UNet()
        : base(nameof(UNet))
    {
        var head = nn.Linear(Width, Fold * Fold);
        nn.init.constant_(head.bias!, FirstLogit);
        _head = head;
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var level1 = _down1.call(_fold.call(input));
        var level2 = _down2.call(Halve(level1));
        var bottom = _bottom.call(Halve(level2));
        var up2 = _up2.call(cat([_lift2.call(bottom), level2], 1));
        var up1 = _up1.call(cat([_lift1.call(up2), level1], 1));
        var logits = _head.call(up1.permute(0, 2, 3, 1)).permute(0, 3, 1, 2);
        return _unfold.call(logits).MoveToOuterDisposeScope();
    }

    private static Tensor Halve(Tensor x) => nn.functional.max_pool2d(x, 2);

    private static nn.Module<Tensor, Tensor> Block(int channelsIn, int channelsOut) => nn.Sequential(
        nn.Conv2d(channelsIn, channelsOut, 3, padding: 1, bias: false), nn.BatchNorm2d(channelsOut), nn.ReLU(inplace: true),
        nn.Conv2d(channelsOut, channelsOut, 3, padding: 1, bias: false), nn.BatchNorm2d(channelsOut), nn.ReLU(inplace: true));
}
