namespace MaskSharp.Evaluator.Models.Inference;

/// <summary>
/// Tiles of one size that cover an image, overlapping; the last one along an axis ends with the image. An image smaller than a tile is
/// continued by its border pixels.
/// </summary>
internal sealed class TileGrid
{
    private readonly int[] _image;
    private readonly int[] _tile;
    private readonly float[][] _ramps;

    /// <param name="image">Sizes of the image's spatial axes.</param>
    /// <param name="tile">Sizes of a tile's.</param>
    /// <param name="overlap">By how many pixels neighbours overlap at least.</param>
    public TileGrid(IReadOnlyList<int> image, IReadOnlyList<int> tile, int overlap)
    {
        _image = [.. image];
        _tile = [.. tile];
        // A pixel near a tile's edge is seen with less of its surroundings, and counts less.
        _ramps = [.. tile.Select(size => Enumerable.Range(0, size).Select(i => (float)Math.Min(i + 1, size - i)).ToArray())];
        IEnumerable<int[]> starts = [[]];
        for (var axis = 0; axis < _image.Length; axis++)
        {
            var along = Starts(_image[axis], _tile[axis], overlap).ToArray();
            starts = [.. starts.SelectMany(start => along.Select(next => (int[])[.. start, next]))];
        }
        Starting = [.. starts];
    }

    /// <summary>Where the tiles begin.</summary>
    public IReadOnlyList<int[]> Starting { get; }

    public int TileCount => _tile.Aggregate(1, (product, size) => product * size);

    /// <summary>Cuts a tile out of an image of several channels.</summary>
    public float[] Cut(float[] image, int channels, int[] start)
    {
        var tile = new float[channels * TileCount];
        var size = _image.Aggregate(1, (product, axis) => product * axis);
        Visit(start, (inTile, inImage, _) =>
        {
            for (var c = 0; c < channels; c++) tile[c * TileCount + inTile] = image[c * size + inImage];
        });
        return tile;
    }

    /// <summary>Calls for each pixel of a tile its place in the tile, the place in the image, and its weight, which is 0 outside the image.</summary>
    public void Visit(int[] start, Action<int, int, float> visit)
    {
        var at = new int[_tile.Length];
        for (var inTile = 0; inTile < TileCount; inTile++)
        {
            var (inImage, weight) = (0, 1f);
            for (var axis = 0; axis < _tile.Length; axis++)
            {
                var place = start[axis] + at[axis];
                if (place >= _image[axis]) (place, weight) = (_image[axis] - 1, 0);
                else weight *= _ramps[axis][at[axis]];
                inImage = inImage * _image[axis] + place;
            }
            visit(inTile, inImage, weight);
            for (var axis = _tile.Length - 1; axis >= 0 && ++at[axis] == _tile[axis]; axis--) at[axis] = 0;
        }
    }

    private static IEnumerable<int> Starts(int image, int tile, int overlap)
    {
        for (var start = 0; start + tile < image; start += tile - overlap) yield return start;
        yield return Math.Max(0, image - tile);
    }
}
