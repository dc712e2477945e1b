namespace MaskSharp.Evaluator.Models.Inference;

/// <summary>Puts the outputs of tiles together: scores are averaged by weight, of labels the one of the largest weight stands.</summary>
internal sealed class TileSum(TileGrid grid, int imageCount)
{
    private readonly float[] _weights = new float[imageCount];
    private float[] _values = [];
    private int _channels;
    private bool _isWhole;

    /// <exception cref="ModelException">The tiles' outputs differ in their channels.</exception>
    public void Add(int[] start, ScoreMap tile)
    {
        if (_channels == 0) (_channels, _isWhole, _values) = (tile.Channels, tile.IsWhole, new float[tile.Channels * imageCount]);
        else if (_channels != tile.Channels) throw new ModelException($"gives {tile.Channels} channels for one tile and {_channels} for another");
        var tileCount = grid.TileCount;
        grid.Visit(start, (inTile, inImage, weight) =>
        {
            if (weight == 0) return;
            if (!_isWhole)
            {
                _weights[inImage] += weight;
                for (var c = 0; c < _channels; c++) _values[c * imageCount + inImage] += weight * tile.Values[c * tileCount + inTile];
            }
            else if (weight > _weights[inImage])
            {
                _weights[inImage] = weight;
                for (var c = 0; c < _channels; c++) _values[c * imageCount + inImage] = tile.Values[c * tileCount + inTile];
            }
        });
    }

    public ScoreMap Result()
    {
        if (!_isWhole)
        {
            for (var i = 0; i < _values.Length; i++) _values[i] /= _weights[i % imageCount];
        }
        return new ScoreMap(_values, _channels, _isWhole);
    }
}
