using MaskSharp.Evaluator.Commands;
using MaskSharp.Evaluator.Models.Pictures;

namespace MaskSharp.Evaluator.Models.Inference;

/// <summary>Runs a model over pictures: whole, resized, in tiles, or plane by plane.</summary>
internal sealed class Predictor(IModel model, PredictOptions options)
{
    private readonly BatchedModel _model = new(model, options);

    /// <summary>Takes a picture.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="done">Takes the scores of all its pixels, once the model has run on all of it.</param>
    /// <exception cref="ModelException">The model fails.</exception>
    /// <exception cref="UsageException">A setting does not fit the picture.</exception>
    public void Add(Picture picture, Action<ScoreMap> done)
    {
        if ((options.Channels ?? FixedChannels()) is { } order) picture = picture.In(order);
        var values = Normalized(picture);
        var (width, height, depth) = picture.Shape;
        if (depth == 1) AddImage(values, picture.Channels, [height, width], done);
        else if (options.IsBySlices) AddPlanes(values, picture, done);
        else AddImage(values, picture.Channels, [depth, height, width], done);
    }

    /// <summary>Runs the model on what still waits for company.</summary>
    /// <exception cref="ModelException">The model fails.</exception>
    public void Flush() => _model.Flush();

    private void AddPlanes(float[] values, Picture picture, Action<ScoreMap> done)
    {
        var (width, height, depth) = picture.Shape;
        var size = width * height;
        float[]? volume = null;
        var rest = depth;
        for (var z = 0; z < depth; z++)
        {
            var plane = new float[picture.Channels * size];
            for (var c = 0; c < picture.Channels; c++) values.AsSpan((c * depth + z) * size, size).CopyTo(plane.AsSpan(c * size));
            var at = z;
            AddImage(plane, picture.Channels, [height, width], scores =>
            {
                volume ??= new float[scores.Channels * depth * size];
                for (var c = 0; c < scores.Channels; c++) scores.Values.AsSpan(c * size, size).CopyTo(volume.AsSpan((c * depth + at) * size));
                if (--rest == 0) done(scores with { Values = volume });
            });
        }
    }

    private void AddImage(float[] values, int channels, int[] spatial, Action<ScoreMap> done)
    {
        if (options.Tile.Count > 0)
        {
            AddTiles(values, channels, spatial, done);
            return;
        }
        var size = options.InputSize.Count > 0 ? options.InputSize : FixedSize(spatial.Length) ?? spatial;
        CheckRank(size, spatial, "--input-size");
        _model.Add(Resampling.Linear(values, channels, spatial, size), channels, size, scores => done(scores with
        {
            Values = scores.IsWhole ? Resampling.Nearest(scores.Values, scores.Channels, size, spatial) : Resampling.Linear(scores.Values, scores.Channels, size, spatial),
        }));
    }

    private void AddTiles(float[] values, int channels, int[] spatial, Action<ScoreMap> done)
    {
        CheckRank(options.Tile, spatial, "--tile");
        var grid = new TileGrid(spatial, options.Tile, options.Overlap);
        var sum = new TileSum(grid, values.Length / channels);
        var rest = grid.Starting.Count;
        foreach (var start in grid.Starting)
        {
            _model.Add(grid.Cut(values, channels, start), channels, options.Tile, scores =>
            {
                sum.Add(start, scores);
                if (--rest == 0) done(sum.Result());
            });
        }
    }

    // A model that says how many channels it takes is given these.
    private ChannelOrder? FixedChannels() => model.InputShape is not { Count: > 2 } shape ? null : shape[options.Layout == TensorLayout.Nchw ? 1 : shape.Count - 1] switch
    {
        1 => ChannelOrder.Grey,
        3 => ChannelOrder.Rgb,
        _ => null,
    };

    // A model that takes one size only is given that size.
    private int[]? FixedSize(int rank)
    {
        if (model.InputShape is not { } shape || shape.Count != rank + 2) return null;
        int[] spatial = [.. shape.Skip(options.Layout == TensorLayout.Nchw ? 2 : 1).Take(rank)];
        return Array.TrueForAll(spatial, size => size > 0) ? spatial : null;
    }

    private void CheckRank(IReadOnlyList<int> size, int[] spatial, string option)
    {
        if (size.Count == spatial.Length) return;
        var hint = spatial.Length == 3 ? $"; write depth too, or set {options.Spelling.Name("--slices")} for a model that takes planes" : "";
        throw new UsageException($"{options.Spelling.Name(option)} has {size.Count} numbers, but the image has {spatial.Length} axes, {BatchedModel.Text(spatial)}{hint}");
    }

    private float[] Normalized(Picture picture)
    {
        if (model.TakesWhole && options.Scale == ValueScale.Unit) throw new UsageException($"{options.Spelling.With("--scale", ValueScale.Unit)} makes fractions of values, and the model takes whole numbers");
        var divides = options.Scale == ValueScale.Unit || (options.Scale == ValueScale.Auto && picture.IsPhotograph && !model.TakesWhole);
        var maximum = divides ? picture.Maximum : 1;
        var count = picture.Shape.Count;
        var values = new float[picture.Values.Length];
        for (var c = 0; c < picture.Channels; c++)
        {
            var mean = OfChannel(options.Mean, c, picture.Channels, "--mean", 0);
            var deviation = OfChannel(options.Deviation, c, picture.Channels, "--std", 1);
            for (var i = c * count; i < (c + 1) * count; i++) values[i] = (float)((picture.Values[i] / maximum - mean) / deviation);
        }
        return values;
    }

    private double OfChannel(IReadOnlyList<double> numbers, int channel, int channels, string option, double none)
    {
        if (numbers.Count == 0) return none;
        if (numbers.Count != 1 && numbers.Count != channels)
            throw new UsageException($"{options.Spelling.Name(option)} has {numbers.Count} numbers, but the image has {channels} {(channels == 1 ? "channel" : "channels")}; give one, or one a channel, and {options.Spelling.Name("--channels")} says which the model takes");
        return numbers[numbers.Count == 1 ? 0 : channel];
    }
}
