using TorchSharp;
using static TorchSharp.torch;

namespace MultiOrgan.Volumes;

/// <summary>One head with its labels, from which all patients are made.</summary>
/// <param name="Image">Brightness, [1, 1, D, H, W] float32, from 0 to about 1.</param>
/// <param name="Labels">Class of each voxel, same shape, float32.</param>
/// <param name="Spacing">Millimetres from voxel to voxel, the same along all axes.</param>
internal sealed record Head(Tensor Image, Tensor Labels, double Spacing) : IDisposable
{
    /// <summary>The scan ch2 and the atlas AAL of Debian's mricron-data, on one grid of 1 mm.</summary>
    public static Head OfAtlas(string folder)
    {
        var (scan, shape) = NiftiFile.Read(Path.Combine(folder, "ch2.nii.gz"));
        var (atlas, atlasShape) = NiftiFile.Read(Path.Combine(folder, "aal.nii.gz"));
        if (!shape.SequenceEqual(atlasShape))
            throw new InvalidDataException($"ch2.nii.gz and aal.nii.gz in {folder} are of different sizes.");
        using var scope = NewDisposeScope();
        var labels = tensor([.. atlas.Select(Organ.OfAal)], [1, 1, .. shape]).to(float32);
        return new Head((tensor(scan, [1, 1, .. shape]).to(float32) / 155f).MoveToOuterDisposeScope(), labels.MoveToOuterDisposeScope(), 1);
    }

    /// <summary>A head of ellipsoids, 90 × 108 × 90 voxels of 2 mm, where the atlas is not installed.</summary>
    public static Head Made()
    {
        using var scope = NewDisposeScope();
        var (z, y, x) = (Axis(90, 0), Axis(108, 1), Axis(90, 2));
        var (image, labels) = (zeros([1, 1, 90, 108, 90]), zeros([1, 1, 90, 108, 90]));
        Add(0, 0, 0, 82, 98, 80, Organ.Background, 0.9f);  // skin and fat
        Add(0, 0, 0, 76, 92, 74, Organ.Background, 0.2f);  // bone and fluid
        Add(8, 0, 0, 64, 84, 66, Organ.Cortex, 0.5f);
        Add(8, 0, 0, 48, 68, 52, Organ.Background, 0.7f);  // white matter
        Add(4, 6, 20, 18, 26, 14, Organ.DeepNuclei, 0.55f);
        Add(4, 6, -20, 18, 26, 14, Organ.DeepNuclei, 0.55f);
        Add(-48, -40, 0, 22, 30, 46, Organ.Cerebellum, 0.45f);
        return new Head(image.MoveToOuterDisposeScope(), labels.MoveToOuterDisposeScope(), 2);

        void Add(float atZ, float atY, float atX, float radiusZ, float radiusY, float radiusX, byte label, float brightness)
        {
            using var part = NewDisposeScope();
            var inside = (((z - atZ) / radiusZ).square() + ((y - atY) / radiusY).square() + ((x - atX) / radiusX).square()).le(1);
            labels.masked_fill_(inside, label);
            image.masked_fill_(inside, brightness);
        }
    }

    public void Dispose()
    {
        Image.Dispose();
        Labels.Dispose();
    }

    // Millimetres from the middle along one axis, shaped to broadcast over [1, 1, D, H, W].
    private static Tensor Axis(int length, int axis)
    {
        long[] shape = [1, 1, 1, 1, 1];
        shape[2 + axis] = length;
        return ((arange(length, dtype: float32) - (length - 1) / 2f) * 2f).reshape(shape);
    }
}
