using TorchSharp;
using static TorchSharp.torch;

namespace BrainTumor.Slices;

/// <summary>Shows the model each slice a little differently every time: mirrored, turned, scaled, darker or brighter.</summary>
internal static class Augmentation
{
    private const double Turn = 0.25;
    private const double Zoom = 0.12;
    private const double Light = 0.1;

    /// <summary>New tensors of the same shapes, moved to the caller's dispose scope.</summary>
    public static (Tensor Images, Tensor Masks) Apply(Tensor images, Tensor masks)
    {
        using var scope = NewDisposeScope();
        var count = images.shape[0];
        var angle = Spread(count) * Turn;
        var zoom = 1 + Spread(count) * Zoom;
        var mirror = rand(count).ge(0.5).to(float32) * 2 - 1;
        var (cos, sin, none) = (angle.cos() * zoom, angle.sin() * zoom, zeros(count));
        var turn = stack([cos * mirror, -sin, none, sin * mirror, cos, none], 1).reshape(count, 2, 3);
        var moved = Sample(cat([images, masks], 1), turn);
        var light = 1 + Spread(count).reshape(-1, 1, 1, 1) * Light;
        var newImages = moved.slice(1, 0, 3, 1) * light;
        var newMasks = moved.slice(1, 3, 4, 1).ge(0.5).to(float32);
        return (newImages.MoveToOuterDisposeScope(), newMasks.MoveToOuterDisposeScope());
    }

    private static Tensor Sample(Tensor x, Tensor turn)
    {
        var grid = nn.functional.affine_grid(turn, x.shape, align_corners: false);
        return nn.functional.grid_sample(x, grid, GridSampleMode.Bilinear, GridSamplePaddingMode.Border, align_corners: false);
    }

    private static Tensor Spread(long count) => rand(count) * 2 - 1;
}
