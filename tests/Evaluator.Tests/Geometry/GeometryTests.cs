using MaskSharp.Evaluator.Tests.Support;

namespace MaskSharp.Evaluator.Tests.Geometry;

/// <summary>Volumes that lie in space: never compared voxel by voxel where they lie elsewhere.</summary>
public sealed class GeometryTests : IDisposable
{
    // Voxels of 2 × 3 × 4 mm.
    private static readonly double[] _affine = [2, 0, 0, -10, 0, 3, 0, -20, 0, 0, 4, -30];
    private static readonly byte[] _voxels = [.. Enumerable.Range(0, 24).Select(i => (byte)(i % 5 == 0 || i % 7 == 3 ? 1 : 0))];

    private readonly Gate _gate = new();

    public void Dispose() => _gate.Dispose();

    [Fact]
    public void The_same_place_is_compared()
    {
        Compare(_affine, _affine, _voxels).Clean();
        Assert.Equal(1, _gate.Figure("dice", "mean"));
        // Thousandths of a voxel are rounding.
        Compare([2, 0, 0, -10.001, 0, 3, 0, -20, 0, 0, 4.0001, -30], _affine, _voxels).Clean();
    }

    [Theory]
    [InlineData(new double[] { 2, 0, 0, -8, 0, 3, 0, -20, 0, 0, 4, -30 })]
    [InlineData(new double[] { 2, 0, 0, -10, 0, 3, 0, -18.5, 0, 0, 4, -30 })]
    [InlineData(new double[] { 2.05, 0, 0, -10, 0, 3, 0, -20, 0, 0, 4, -30 })]
    [InlineData(new double[] { 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0 })]
    [InlineData(new double[] { -2, 0, 0, -10, 0, 3, 0, -20, 0, 0, 4, -30 })]
    [InlineData(new double[] { 2, 0.2, 0, -10, -0.13, 3, 0, -20, 0, 0, 4, -30 })]
    public void Another_place_is_refused(double[] affine)
    {
        var finding = Assert.Single(Compare(affine, _affine, _voxels).Finding(2, "MASK2103"));
        Assert.Contains("mm", finding, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_order_of_axes_is_turned()
    {
        // Planes first, rows from right to left: sides 4 × 2 × 3 of the truth's 2 × 3 × 4.
        var turned = new byte[24];
        for (var z = 0; z < 4; z++)
        {
            for (var y = 0; y < 3; y++)
            {
                for (var x = 0; x < 2; x++) turned[z + 4 * (1 - x) + 8 * y] = _voxels[x + 2 * y + 6 * z];
            }
        }
        double[] affine = [0, -2, 0, -8, 0, 0, 3, -20, 4, 0, 0, -30];
        _gate.Truth("a.nii", new Nifti(2, 3, 4) { Sform = _affine }.Encode(_voxels));
        _gate.Prediction("a.nii.gz", Nifti.Gzip(new Nifti(4, 2, 3) { Sform = affine }.Encode(turned)));
        _gate.Run("--min-dice", "0").Clean();
        Assert.Equal(1, _gate.Figure("dice", "mean"));
        Assert.Contains(_gate.Report().GetProperty("notes").EnumerateArray(), note => note.GetString()!.Contains("turned", StringComparison.Ordinal));
    }

    [Fact]
    public void A_volume_without_orientation_is_not_compared_with_one_that_has_it()
    {
        _gate.Truth("a.nii", new Nifti(2, 3, 4) { Sform = _affine }.Encode(_voxels));
        _gate.Prediction("a.nii", new Nifti(2, 3, 4) { Spacing = [2, 3, 4] }.Encode(_voxels));
        _gate.Run("--min-dice", "0").Finding(2, "MASK2103");
    }

    [Fact]
    public void Distances_alone_are_compared_with_distances()
    {
        _gate.Truth("a.nii", new Nifti(2, 3, 4) { Spacing = [2, 3, 4] }.Encode(_voxels));
        _gate.Prediction("a.nii", new Nifti(2, 3, 4) { Spacing = [2, 3, 4] }.Encode(_voxels));
        _gate.Run("--min-dice", "0").Clean();
        _gate.Prediction("a.nii", new Nifti(2, 3, 4) { Spacing = [2, 3, 5] }.Encode(_voxels));
        _gate.Run("--min-dice", "0").Finding(2, "MASK2103");
    }

    [Fact]
    public void A_format_without_place_is_not_compared_with_one_that_has_it()
    {
        _gate.Truth("a.nii", new Nifti(2, 3, 4) { Sform = _affine }.Encode(_voxels));
        _gate.Prediction("a.npy", Npy.Encode("|u1", "(4, 3, 2)", _voxels));
        _gate.Run("--min-dice", "0").Finding(2, "MASK2103");
    }

    [Fact]
    public void Another_size_is_refused()
    {
        _gate.Truth("a.nii", new Nifti(2, 3, 4) { Sform = _affine }.Encode(_voxels));
        _gate.Prediction("a.nii", new Nifti(2, 3, 2) { Sform = _affine }.Encode(new byte[12]));
        Assert.Contains("2 × 3 × 2", Assert.Single(_gate.Run("--min-dice", "0").Finding(2, "MASK2103")), StringComparison.Ordinal);
    }

    private Cli Compare(double[] prediction, double[] truth, byte[] voxels)
    {
        _gate.Truth("a.nii", new Nifti(2, 3, 4) { Sform = truth }.Encode(voxels));
        _gate.Prediction("a.nii", new Nifti(2, 3, 4) { Sform = prediction }.Encode(voxels));
        return _gate.Run("--min-dice", "0");
    }
}
