using TorchSharp;
using static TorchSharp.torch;

namespace SegmentationProject;

/// <summary>An image and its true mask: put your own reading here.</summary>
/// <param name="Id">Name of its files.</param>
/// <param name="Image">[1, 1, H, W] float32.</param>
/// <param name="Mask">[1, 1, H, W] bytes of 0 and 1: loss and scores look at whole numbers, and refuse others.</param>
internal sealed record Case(string Id, Tensor Image, Tensor Mask)
{
    /// <summary>The cases of a folder with images/X.npy (float32) and masks/X.npy (bytes of 0 and 1), in the order of their names.</summary>
    public static Case[] ReadAll(string folder) =>
        [.. Directory.GetFiles(Path.Combine(folder, "images"), "*.npy").Order(StringComparer.Ordinal).Select(file => Read(file, Path.Combine(folder, "masks", Path.GetFileName(file))))];

    private static Case Read(string imageFile, string maskFile)
    {
        using var scope = NewDisposeScope();
        var (image, height, width) = NpyFile.Read<float>(imageFile);
        var (mask, maskHeight, maskWidth) = NpyFile.Read<byte>(maskFile);
        if ((maskHeight, maskWidth) != (height, width))
            throw new InvalidDataException($"{maskFile} is {maskWidth}×{maskHeight}, its image {width}×{height}: they must be equal.");
        if (height % Network.SideFactor != 0 || width % Network.SideFactor != 0)
            throw new InvalidDataException($"{imageFile} is {width}×{height}: the network halves its images twice, so both sides must be divisible by {Network.SideFactor}. Crop, pad or resize it.");
        return new Case(
            Path.GetFileNameWithoutExtension(imageFile), tensor(image, [1, 1, height, width]).MoveToOuterDisposeScope(),
            tensor(mask, [1, 1, height, width]).MoveToOuterDisposeScope());
    }
}
