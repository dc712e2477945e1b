using MaskSharp.Evaluator.Commands;
using MaskSharp.Evaluator.Formats;
using MaskSharp.Evaluator.Models;
using MaskSharp.Evaluator.Models.Inference;
using MaskSharp.Evaluator.Models.Pictures;

namespace MaskSharp.Evaluator.Tests.Models;

/// <summary>From pictures to a model's input and from its output back, with models that are functions of the tests' own.</summary>
public class PredictorTests
{
    [Fact]
    public void Channels_stand_where_the_model_wants_them_and_come_back()
    {
        var model = new FunctionModel((values, shape) => new ModelOutput(values, shape, false));
        var picture = new Picture(new MaskShape(2, 1), 3, [1, 2, 3, 4, 5, 6], null);
        var scores = Predict(model, new() { Layout = TensorLayout.Nhwc }, picture);
        Assert.Equal([1, 1, 2, 3], Assert.Single(model.Shapes));
        Assert.Equal([1, 3, 5, 2, 4, 6], model.Inputs[0]);
        Assert.Equal([1, 2, 3, 4, 5, 6], scores.Values);
        Assert.Equal(3, scores.Channels);
    }

    [Theory]
    [InlineData(1, 3, 1)]
    [InlineData(3, 1, 3)]
    [InlineData(0, 3, 3)]
    public void A_model_that_says_how_many_channels_it_takes_gets_them(int takes, int channels, int expected)
    {
        var model = new FunctionModel((values, shape) => new ModelOutput(values, shape, false)) { InputShape = [0, takes, 0, 0] };
        Predict(model, new(), new Picture(new MaskShape(1, 1), channels, new float[channels], null));
        Assert.Equal([1, expected, 1, 1], Assert.Single(model.Shapes));
    }

    [Fact]
    public void Pictures_of_one_size_share_a_batch_and_each_gets_its_own_output()
    {
        var model = new FunctionModel((values, shape) => new ModelOutput([.. values.Select(value => 10 * value)], shape, false));
        var predictor = new Predictor(model, new TestOptions { Batch = 2 }.Build());
        var results = new List<float[]>();
        foreach (var width in new[] { 1, 1, 1, 2 })
            predictor.Add(new Picture(new MaskShape(width, 1), 1, [.. Enumerable.Repeat((float)(results.Count + width), width)], null), scores => results.Add(scores.Values));
        predictor.Flush();
        Assert.Equal([[2, 1, 1, 1], [1, 1, 1, 1], [1, 1, 1, 2]], model.Shapes);
        Assert.Equal(4, results.Count);
        Assert.Equal(2, results[^1].Length);
    }

    [Fact]
    public void An_output_of_a_lower_resolution_or_without_an_axis_of_classes_fits_the_picture()
    {
        // 2 × 2 scores for 4 × 4 pixels; linear between the centres, as torch's interpolate without align_corners.
        var model = new FunctionModel((_, _) => new ModelOutput([0, 1, 0, 1], [1, 2, 2], false));
        var scores = Predict(model, new(), new Picture(new MaskShape(4, 4), 1, new float[16], null));
        Assert.Equal([0, 0.25f, 0.75f, 1], scores.Values[..4]);
        Assert.Equal(16, scores.Values.Length);
    }

    [Fact]
    public void Labels_are_not_interpolated()
    {
        var model = new FunctionModel((_, _) => new ModelOutput([0, 3, 0, 3], [1, 1, 2, 2], true));
        var scores = Predict(model, new(), new Picture(new MaskShape(4, 4), 1, new float[16], null));
        Assert.Equal([0, 0, 3, 3], scores.Values[..4]);
        Assert.Equal([0, 0, 3, 3], Activations.Apply(scores, new TestOptions().Build()).Labels![..4]);
    }

    [Theory]
    [InlineData(5, 3, 1)]
    [InlineData(7, 4, 2)]
    [InlineData(2, 4, 0)]
    public void Tiles_of_a_model_that_copies_put_the_picture_together_again(int size, int tile, int overlap)
    {
        var model = new FunctionModel((values, shape) => new ModelOutput(values, shape, false));
        var picture = new Picture(new MaskShape(size, size + 1), 2, [.. Enumerable.Range(0, 2 * size * (size + 1)).Select(i => (float)i)], null);
        var scores = Predict(model, new() { Tile = [tile, tile], Overlap = overlap, Batch = 3 }, picture);
        Assert.All(model.Shapes, shape => Assert.Equal([2, tile, tile], shape[1..]));
        Assert.Equal(picture.Values, scores.Values, (left, right) => Math.Abs(left - right) < 1e-3);
    }

    [Fact]
    public void Values_are_divided_by_the_types_largest_only_where_they_are_brightness()
    {
        var model = new FunctionModel((values, shape) => new ModelOutput(values, shape, false));
        var photograph = new Picture(new MaskShape(1, 1), 1, [51], null) { Maximum = 255, IsPhotograph = true };
        Assert.Equal(0.2f, Predict(model, new(), photograph).Values[0]);
        Assert.Equal(51, Predict(model, new(), photograph with { IsPhotograph = false }).Values[0]);
        Assert.Equal(51, Predict(model, new() { Scale = ValueScale.None }, photograph).Values[0]);
        Assert.Equal(-0.6f, Predict(model, new() { Mean = [0.5], Deviation = [0.5] }, photograph).Values[0], 1e-6f);
    }

    [Fact]
    public void A_model_that_gives_something_else_is_told()
    {
        var model = new FunctionModel((_, _) => new ModelOutput([1, 2], [1, 2], false));
        var thrown = Assert.Throws<ModelException>(() => Predict(model, new(), new Picture(new MaskShape(2, 2), 1, new float[4], null)));
        Assert.Contains("gives the shape [1, 2] for an input of the shape [1, 1, 2, 2]", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sigmoid", 2, "choose one by --output-channel")]
    [InlineData("Argmax", 1, "the model gives one channel")]
    public void An_activation_that_does_not_fit_the_output_is_refused(string name, int channels, string expected)
    {
        var activation = Enum.Parse<Activation>(name);
        var thrown = Assert.Throws<UsageException>(() => Activations.Apply(new ScoreMap(new float[4 * channels], channels, false), new TestOptions { Activation = activation }.Build()));
        Assert.Contains(expected, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_classes_become_the_probability_of_the_second_and_more_become_labels()
    {
        var two = new ScoreMap([0, 1, MathF.Log(3), 1], 2, false);
        Assert.Equal([0.75f, 0.5f], Activations.Apply(two, new TestOptions { Activation = Activation.Softmax }.Build()).Map!, (left, right) => Math.Abs(left - right) < 1e-6);
        var three = new ScoreMap([0, 1, 2, 0, 1, 2], 3, false);
        Assert.Equal([1, 2], Activations.Apply(three, new TestOptions { Activation = Activation.Softmax }.Build()).Labels!);
        Assert.Throws<ModelException>(() => Activations.Apply(new ScoreMap([float.NaN], 1, false), new TestOptions().Build()));
    }

    private static ScoreMap Predict(FunctionModel model, TestOptions options, Picture picture)
    {
        var predictor = new Predictor(model, options.Build());
        ScoreMap? result = null;
        predictor.Add(picture, scores => result = scores);
        predictor.Flush();
        return result!;
    }

    private sealed class FunctionModel(Func<float[], int[], ModelOutput> run) : IModel
    {
        public List<int[]> Shapes { get; } = [];

        public List<float[]> Inputs { get; } = [];

        public IReadOnlyList<int>? InputShape { get; init; }

        public bool TakesWhole => false;

        public ModelOutput Run(float[] values, int[] shape)
        {
            Shapes.Add(shape);
            Inputs.Add(values);
            return run(values, shape);
        }

        public void Dispose()
        {
        }
    }

    private sealed record TestOptions
    {
        public TensorLayout Layout { get; init; }

        public ValueScale Scale { get; init; }

        public Activation Activation { get; init; }

        public int Batch { get; init; } = 1;

        public int[] Tile { get; init; } = [];

        public int Overlap { get; init; }

        public double[] Mean { get; init; } = [];

        public double[] Deviation { get; init; } = [];

        public PredictOptions Build() => new()
        {
            Model = "net.onnx",
            Images = "images",
            Output = "out",
            Layout = Layout,
            Scale = Scale,
            Activation = Activation,
            Batch = Batch,
            Tile = Tile,
            Overlap = Overlap,
            Mean = Mean,
            Deviation = Deviation,
        };
    }
}
