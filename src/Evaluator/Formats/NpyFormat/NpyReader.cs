using MaskSharp.Evaluator.Formats.Numbers;

namespace MaskSharp.Evaluator.Formats.NpyFormat;

/// <summary>NumPy arrays: (height, width), or (depth, height, width) of a volume, in either order of memory.</summary>
internal sealed class NpyReader : IMaskReader
{
    public string Name => "NPY";

    public IReadOnlyList<string> Extensions { get; } = [".npy"];

    public bool Recognises(ReadOnlySpan<byte> content) => content.StartsWith(NpyHeader.Magic);

    public MaskImage Read(byte[] content, bool acceptLossy)
    {
        using var stream = new MemoryStream(content, writable: false);
        return Read(stream, content.Length);
    }

    /// <summary>Reads an array from a stream.</summary>
    /// <param name="stream">The stream, at the array's beginning.</param>
    /// <param name="most">The most bytes that may come out of it: an array that claims more is refused before memory is taken for it.</param>
    /// <exception cref="MaskFileException">The array is damaged, or no mask.</exception>
    public static MaskImage Read(Stream stream, long most)
    {
        var header = NpyHeader.Read(stream);
        if ((long)header.Shape.Count * header.Type.Bytes > most)
            throw MaskFileException.Unreadable($"is a damaged NPY file: it holds too little data for {header.Shape} values");
        var image = header.Type.IsFloat ? MaskImage.OfReal(header.Shape, header.Type.Precision) : MaskImage.OfWhole(header.Shape, header.Type.Maximum);
        try
        {
            if (header.Type.IsFloat) NumberStream.Real(stream, header.Type, image.Real, "NPY");
            else NumberStream.Whole(stream, header.Type, image.Whole, "NPY");
            if (stream.ReadByte() >= 0) throw MaskFileException.Unreadable("is a damaged NPY file: it holds more values than its header says");
            return header.FortranOrder ? FromFortranOrder(image) : image;
        }
        catch
        {
            image.Dispose();
            throw;
        }
    }

    // In Fortran's order the first index, which is the mask's plane, runs fastest.
    private static MaskImage FromFortranOrder(MaskImage stored)
    {
        var (width, height, depth) = (stored.Shape.Width, stored.Shape.Height, stored.Shape.Depth);
        var image = stored.IsReal ? MaskImage.OfReal(stored.Shape, stored.Precision) : MaskImage.OfWhole(stored.Shape, stored.Maximum);
        for (int x = 0, from = 0; x < width; x++)
        {
            for (var y = 0; y < height; y++)
            {
                for (var z = 0; z < depth; z++, from++)
                {
                    var to = (z * height + y) * width + x;
                    if (stored.IsReal) image.Real[to] = stored.Real[from];
                    else image.Whole[to] = stored.Whole[from];
                }
            }
        }
        stored.Dispose();
        return image;
    }
}
