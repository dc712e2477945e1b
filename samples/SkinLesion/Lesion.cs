using SkiaSharp;
using TorchSharp;
using static TorchSharp.torch;

namespace SkinLesion;

/// <summary>A picture in the layout of ISIC: X.jpg beside X_segmentation.png.</summary>
/// <param name="Id">The X of both names.</param>
/// <param name="MaskFile">Where its mask is.</param>
/// <param name="Image">[1, 3, <see cref="Side"/>, <see cref="Side"/>] float32, each channel of mean 0 and variance 1.</param>
/// <param name="Mask">On the picture's own grid, [1, 1, H, W] float32 of 0 and 1.</param>
internal sealed record Lesion(string Id, string MaskFile, Tensor Image, Tensor Mask) : IDisposable
{
    /// <summary>Side of the square grid that the network works on.</summary>
    public const int Side = 64;

    private const string Suffix = "_segmentation.png";

    /// <summary>All pictures of a folder, in the order of their names.</summary>
    public static IReadOnlyList<Lesion> ReadAll(string folder)
    {
        string[] masks = Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "*" + Suffix).Order(StringComparer.Ordinal)] : [];
        return masks.Length >= 2 ? [.. masks.Select(Read)] : throw new InvalidDataException($"{folder} holds {masks.Length} masks named X{Suffix}; two or more are needed, each beside its X.jpg.");
    }

    public void Dispose()
    {
        Image.Dispose();
        Mask.Dispose();
    }

    /// <summary>The mask on the network's grid.</summary>
    public Tensor SmallMask() => nn.functional.interpolate(Mask, [Side, Side], mode: InterpolationMode.Area).ge(0.5).to(float32);

    private static Lesion Read(string maskFile)
    {
        using var scope = NewDisposeScope();
        var path = maskFile[..^Suffix.Length];
        var (picture, mask) = (Pixels(path + ".jpg"), Pixels(maskFile));
        if (!picture.shape.SequenceEqual(mask.shape))
            throw new InvalidDataException($"{maskFile} and its picture are of different sizes.");
        var small = nn.functional.interpolate(picture, [Side, Side], mode: InterpolationMode.Area);
        var centred = small - small.mean([2, 3], keepdim: true);
        var image = centred / (centred.square().mean([2, 3], keepdim: true).sqrt() + 1e-3);
        return new Lesion(Path.GetFileName(path), maskFile, image.MoveToOuterDisposeScope(), mask.slice(1, 0, 1, 1).ge(128).to(float32).MoveToOuterDisposeScope());
    }

    // [1, 3, H, W] float32, 0 to 255.
    private static Tensor Pixels(string file)
    {
        using var codec = SKCodec.Create(file) ?? throw new InvalidDataException($"{file} is missing, or no picture that can be read.");
        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        using var bitmap = new SKBitmap(info);
        if (codec.GetPixels(info, bitmap.GetPixels()) is var result && result != SKCodecResult.Success)
            throw new InvalidDataException($"{file} is a picture whose pixels cannot be read ({result}); is it complete?");
        return tensor(bitmap.GetPixelSpan().ToArray(), [1, info.Height, info.Width, 4]).permute(0, 3, 1, 2).slice(1, 0, 3, 1).to(float32);
    }
}
