using TorchSharp;
using static TorchSharp.torch;

namespace BrainTumor.Slices;

/// <summary>Slices as tensors on one square grid: images [N, 3, S, S], each channel of mean 0 and variance 1; masks [N, 1, S, S] of 0 and 1.</summary>
internal sealed class SliceTensors : IDisposable
{
    private readonly Tensor _images;
    private readonly Tensor _masks;

    public SliceTensors(IReadOnlyList<Slice> slices, int size)
    {
        using var scope = NewDisposeScope();
        _images = cat([.. slices.Select(s => Image(s, size))]).MoveToOuterDisposeScope();
        _masks = cat([.. slices.Select(s => Resize(Mask(s), size).ge(0.5).to(float32))]).MoveToOuterDisposeScope();
    }

    /// <summary>The picture of one slice on the square grid, [1, 3, S, S].</summary>
    public static Tensor Image(Slice slice, int size)
    {
        using var scope = NewDisposeScope();
        var (height, width) = (slice.Image.Height, slice.Image.Width);
        var pixels = tensor(slice.Image.Rgb).reshape(1, height, width, 3).permute(0, 3, 1, 2).to(float32);
        var small = Resize(pixels, size);
        var centred = small - small.mean([2, 3], keepdim: true);
        return (centred / (centred.square().mean([2, 3], keepdim: true).sqrt() + 1e-3)).MoveToOuterDisposeScope();
    }

    /// <summary>The mask of one slice on its own grid, [1, 1, H, W], float32 of 0 and 1.</summary>
    public static Tensor Mask(Slice slice) => tensor(slice.Mask, dtype: float32).reshape(1, 1, slice.Image.Height, slice.Image.Width);

    /// <summary>Once through all slices; the caller disposes each pair.</summary>
    public IEnumerable<(Tensor Images, Tensor Masks)> Batches(int size, bool shuffle)
    {
        var count = _images.shape[0];
        using var order = shuffle ? randperm(count) : arange(count);
        for (var start = 0L; start < count; start += size)
        {
            using var part = order.slice(0, start, Math.Min(start + size, count), 1);
            yield return (_images.index_select(0, part), _masks.index_select(0, part));
        }
    }

    public void Dispose()
    {
        _images.Dispose();
        _masks.Dispose();
    }

    private static Tensor Resize(Tensor x, int size) =>
        x.shape[2] == size && x.shape[3] == size ? x : nn.functional.interpolate(x, [size, size], mode: InterpolationMode.Area);
}
