using TorchSharp;
using static TorchSharp.torch;

namespace MultiOrgan.Volumes;

/// <summary>One volume with its true labels.</summary>
/// <param name="Id">Name of its files, such as P07.</param>
/// <param name="Image">[1, 1, D, H, W] float32 of mean 0 and variance 1.</param>
/// <param name="Labels">Class of each voxel, [1, D, H, W] int64.</param>
internal sealed record Patient(string Id, Tensor Image, Tensor Labels) : IDisposable
{
    private const double Turn = 0.15;
    private const double Stretch = 0.08;
    private const double Bend = 0.03;
    private const double Noise = 0.04;

    /// <summary>Voxels along z, y, x.</summary>
    public static IReadOnlyList<int> Shape { get; } = [36, 56, 48];

    /// <summary>Millimetres from voxel to voxel along z, y, x: thick slices, as scanners give them.</summary>
    public static IReadOnlyList<double> Spacing { get; } = [5, 4, 4];

    /// <summary>The head, turned, stretched, bent and relit as the random numbers say.</summary>
    public static Patient Of(Head head, string id)
    {
        using var scope = NewDisposeScope();
        long[] size = [1, 1, .. Shape.Select(n => (long)n)];
        var bend = nn.functional.interpolate(randn([1, 3, 4, 5, 4]) * Bend, size[2..], mode: InterpolationMode.Trilinear, align_corners: true);
        var grid = nn.functional.affine_grid(Placement(head), size, align_corners: false) + bend.permute(0, 2, 3, 4, 1);
        var image = nn.functional.grid_sample(head.Image, grid, GridSampleMode.Bilinear, GridSamplePaddingMode.Zeros, align_corners: false);
        var labels = nn.functional.grid_sample(head.Labels, grid, GridSampleMode.Nearest, GridSamplePaddingMode.Zeros, align_corners: false);
        var noisy = image.pow(Spread(1) * 0.3 + 1) + randn_like(image) * Noise;
        return new Patient(id, ((noisy - noisy.mean()) / noisy.std()).MoveToOuterDisposeScope(), labels.squeeze(1).to(int64).MoveToOuterDisposeScope());
    }

    public void Dispose()
    {
        Image.Dispose();
        Labels.Dispose();
    }

    // Where in the head a voxel lies, both in units of half the sides, x first: half sides in millimetres, turned, stretched, and back.
    private static Tensor Placement(Head head)
    {
        var own = tensor([.. Shape.Zip(Spacing, (n, s) => (float)(n * s / 2)).Reverse()]);
        var others = tensor([.. head.Image.shape[2..].Select(n => (float)(n * head.Spacing / 2)).Reverse()]);
        var turn = eye(3);
        for (var axis = 0; axis < 3; axis++)
            turn = turn.matmul(Rotation(axis, (float)(Spread(1).ToDouble() * Turn)));
        var map = turn * (Spread(3) * Stretch + 1) * own / others.unsqueeze(1);
        return cat([map, Spread(3).unsqueeze(1) * 0.03], 1).unsqueeze(0);
    }

    private static Tensor Rotation(int axis, float angle)
    {
        var turn = new float[9];
        var (next, last) = ((axis + 1) % 3, (axis + 2) % 3);
        turn[4 * axis] = 1;
        turn[4 * next] = turn[4 * last] = MathF.Cos(angle);
        turn[3 * next + last] = -(turn[3 * last + next] = MathF.Sin(angle));
        return tensor(turn, [3, 3]);
    }

    private static Tensor Spread(long count) => rand(count) * 2 - 1;
}
