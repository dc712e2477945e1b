namespace MaskSharp.Evaluator.Models.Inference;

/// <summary>Runs a model on several inputs of one size at a time.</summary>
internal sealed class BatchedModel(IModel model, PredictOptions options)
{
    private readonly List<(float[] Values, Action<ScoreMap> Done)> _waiting = [];
    private readonly int _most = model.InputShape is [1, ..] ? 1 : options.Batch;
    private int _channels;
    private int[] _spatial = [];

    /// <summary>Takes an input; the model is run once there are enough, or one of another size comes.</summary>
    /// <param name="values">[channels, …].</param>
    /// <param name="channels">Number of channels.</param>
    /// <param name="spatial">Sizes of the spatial axes.</param>
    /// <param name="done">Takes the output, of the same spatial sizes.</param>
    /// <exception cref="ModelException">The model fails.</exception>
    public void Add(float[] values, int channels, IReadOnlyList<int> spatial, Action<ScoreMap> done)
    {
        if (_waiting.Count > 0 && (channels != _channels || !spatial.SequenceEqual(_spatial))) Flush();
        (_channels, _spatial) = (channels, [.. spatial]);
        _waiting.Add((values, done));
        if (_waiting.Count == _most) Flush();
    }

    /// <summary>Runs the model on what waits.</summary>
    /// <exception cref="ModelException">The model fails.</exception>
    public void Flush()
    {
        if (_waiting.Count == 0) return;
        var waiting = _waiting.ToArray();
        _waiting.Clear();
        var size = waiting[0].Values.Length;
        var input = new float[waiting.Length * size];
        for (var n = 0; n < waiting.Length; n++)
        {
            var values = options.Layout == TensorLayout.Nchw ? waiting[n].Values : Turned(waiting[n].Values, _channels, size / _channels);
            values.CopyTo(input.AsSpan(n * size));
        }
        int[] shape = options.Layout == TensorLayout.Nchw ? [waiting.Length, _channels, .. _spatial] : [waiting.Length, .. _spatial, _channels];
        var output = Run(input, shape);
        var (channels, spatial) = Axes(output, shape);
        var each = output.Values.Length / waiting.Length;
        for (var n = 0; n < waiting.Length; n++)
        {
            var values = output.Values.AsSpan(n * each, each).ToArray();
            if (options.Layout == TensorLayout.Nhwc) values = Turned(values, each / channels, channels);
            values = output.IsWhole ? Resampling.Nearest(values, channels, spatial, _spatial) : Resampling.Linear(values, channels, spatial, _spatial);
            waiting[n].Done(new ScoreMap(values, channels, output.IsWhole));
        }
    }

    /// <summary>Such as "[1, 3, 256, 256]".</summary>
    public static string Text(IEnumerable<int> shape) => $"[{string.Join(", ", shape)}]";

    private ModelOutput Run(float[] input, int[] shape)
    {
        try
        {
            return model.Run(input, shape);
        }
        catch (ModelException e)
        {
            throw new ModelException($"fails on an input of the shape {Text(shape)}: {e.Message}");
        }
    }

    // A model of one class may leave out the axis of classes.
    private (int Channels, int[] Spatial) Axes(ModelOutput output, int[] input)
    {
        var shape = output.Shape;
        var hasChannels = shape.Length == input.Length;
        if ((!hasChannels && shape.Length != input.Length - 1) || shape[0] != input[0] || output.Values.Length == 0)
            throw new ModelException($"gives the shape {Text(shape)} for an input of the shape {Text(input)}; expected a value, or one for each class, for every pixel of each image");
        if (!hasChannels) return (1, shape[1..]);
        return options.Layout == TensorLayout.Nchw ? (shape[1], shape[2..]) : (shape[^1], shape[1..^1]);
    }

    // [rows, columns] to [columns, rows].
    private static float[] Turned(float[] values, int rows, int columns)
    {
        var turned = new float[values.Length];
        for (var r = 0; r < rows; r++)
        {
            for (var c = 0; c < columns; c++) turned[c * rows + r] = values[r * columns + c];
        }
        return turned;
    }
}
