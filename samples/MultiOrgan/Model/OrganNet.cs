using MaskSharp;
using TorchSharp;
using static TorchSharp.torch;

namespace MultiOrgan.Model;

/// <summary>
/// A small 3-D U-Net. Takes [N, 1, D, H, W] with sides divisible by 4, gives logits of four classes at three resolutions, the finest
/// first: [N, 4, D, H, W], [N, 4, D/2, H/2, W/2], [N, 4, D/4, H/4, W/4].
/// </summary>
/// <remarks>
/// The first attribute generates cross-entropy + Dice over all three resolutions (deep supervision), the second the scores of the finest.
/// </remarks>
[SegmentationLoss(Mode = SegmentationMode.Multiclass, Classes = 4, IncludeBackground = false, DeepSupervision = new[] { 1, 0.5, 0.25 })]
[SegmentationMetrics(Mode = SegmentationMode.Multiclass, Classes = 4, IncludeBackground = false, ClassNames = new[] { "background", "cortex", "deep nuclei", "cerebellum" })]
internal sealed partial class OrganNet : nn.Module<Tensor, IReadOnlyList<Tensor>>
{
    private const int Classes = 4;
    private const int Width = 16;

    private readonly nn.Module<Tensor, Tensor> _down2 = Block(1, Width, stride: 2);
    private readonly nn.Module<Tensor, Tensor> _down4 = Block(Width, 2 * Width, stride: 2);
    private readonly nn.Module<Tensor, Tensor> _bottom = Block(2 * Width, 4 * Width);
    private readonly nn.Module<Tensor, Tensor> _up2 = Block(5 * Width, 2 * Width);
    private readonly nn.Module<Tensor, Tensor> _narrow = nn.Conv3d(2 * Width, Width - 1, 1);
    private readonly nn.Module<Tensor, Tensor> _up1 = Block(Width, Width);
    private readonly nn.Module<Tensor, Tensor> _head1 = nn.Conv3d(Width, Classes, 1);
    private readonly nn.Module<Tensor, Tensor> _head2 = nn.Conv3d(2 * Width, Classes, 1);
    private readonly nn.Module<Tensor, Tensor> _head4 = nn.Conv3d(4 * Width, Classes, 1);

    public OrganNet()
        : base(nameof(OrganNet)) => RegisterComponents();

    public override IReadOnlyList<Tensor> forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var level2 = _down2.call(input);
        var bottom = _bottom.call(_down4.call(level2));
        var up2 = _up2.call(cat([Double(bottom), level2], 1));
        var up1 = _up1.call(cat([Double(_narrow.call(up2)), input], 1));
        return [Outward(_head1.call(up1)), Outward(_head2.call(up2)), Outward(_head4.call(bottom))];
    }

    private static Tensor Outward(Tensor x) => x.MoveToOuterDisposeScope();

    private static Tensor Double(Tensor x) => nn.functional.interpolate(x, scale_factor: [2, 2, 2], mode: InterpolationMode.Nearest);

    private static nn.Module<Tensor, Tensor> Block(int channelsIn, int channelsOut, int stride = 1) => nn.Sequential(
        nn.Conv3d(channelsIn, channelsOut, 3, stride: stride, padding: 1, bias: false), nn.InstanceNorm3d(channelsOut, affine: true), nn.ReLU(inplace: true));
}
