using System.Globalization;
using MaskSharp.Evaluator.Commands;
using MaskSharp.Evaluator.Findings;
using MaskSharp.Evaluator.Pairing;
using MaskSharp.Evaluator.Shards;

namespace MaskSharp.Evaluator.Models;

/// <summary>How a model is run over images, read and checked.</summary>
internal sealed record PredictOptions
{
    /// <summary>What describes the model, in the order of the help.</summary>
    public static readonly IReadOnlyList<Option> OfModel =
    [
        new("--model", "FILE", "TorchScript (.pt, .pth, .ts) or ONNX (.onnx) model that makes the predictions"),
        new("--images", "DIR", "folder of the images it is run on: PNG, JPEG, TIFF, NIfTI, NPY"),
        new("--program", "FILE", "built program or library whose TorchSharp or ONNX Runtime runs the model"),
        new("--input-size", "SIZE", "resize images to HxW (or DxHxW) for the model, and its output back"),
        new("--channels", "grey|rgb|bgr", "channels the model takes (those of the image)"),
        new("--layout", "nchw|nhwc", "where its channels stand (nchw)"),
        new("--scale", "unit|none", "divide whole numbers by the largest of their type (unit for PNG, JPEG and TIFF, none else)"),
        new("--mean", "LIST", "subtracted from each channel, after the scaling"),
        new("--std", "LIST", "each channel is divided by, after the mean"),
        new("--activation", "none|sigmoid|softmax|argmax", "what is made of the model's output (none)"),
        new("--output-channel", "K", "write this channel's probability"),
        new("--tile", "SIZE", "run tiles of HxW (or DxHxW) in place of whole images"),
        new("--overlap", "N", "by how many pixels tiles overlap (0)"),
        new("--batch", "N", "images or tiles of one size run at a time (1)"),
        new("--slices", null, "run a volume plane by plane"),
    ];

    /// <summary>What the process that runs the model takes.</summary>
    public static IReadOnlyList<Option> OfProcess => [.. All, new("--msbuild", null, "name settings as a project does")];

    /// <summary>What the command <c>run</c> takes.</summary>
    public static readonly IReadOnlyList<Option> All =
    [
        .. OfModel.Take(2),
        new("--out", "DIR", "folder for the predictions: label masks or probability maps, under the images' names"),
        .. OfModel.Skip(2),
        new("--labels", null, "write class labels of two classes too, in place of the probability of class 1"),
        new("--shard", "I/N|auto", "run every N-th image only; auto asks the job system"),
        new("--package-folders", "LIST", "where the program's packages lie that are not copied beside it (this user's package folder)"),
    ];

    /// <summary>Full path.</summary>
    public required string Model { get; init; }

    /// <summary>Full path of the images' folder.</summary>
    public required string Images { get; init; }

    /// <summary>Full path of the predictions' folder.</summary>
    public required string Output { get; init; }

    /// <summary>Height and width, or depth, height and width; empty for the image's own.</summary>
    public IReadOnlyList<int> InputSize { get; init; } = [];

    /// <summary>The channels; null for those of the image.</summary>
    public ChannelOrder? Channels { get; init; }

    public TensorLayout Layout { get; init; }

    public ValueScale Scale { get; init; }

    public IReadOnlyList<double> Mean { get; init; } = [];

    public IReadOnlyList<double> Deviation { get; init; } = [];

    public Activation Activation { get; init; }

    /// <summary>The one channel that is written; null for what the activation makes of all.</summary>
    public int? OutputChannel { get; init; }

    /// <summary>Height and width, or depth, height and width of a tile; empty for whole images.</summary>
    public IReadOnlyList<int> Tile { get; init; } = [];

    public int Overlap { get; init; }

    public int Batch { get; init; } = 1;

    /// <summary>Volumes are run plane by plane.</summary>
    public bool IsBySlices { get; init; }

    /// <summary>Two classes are written as labels too.</summary>
    public bool WritesLabels { get; init; }

    /// <summary>Which part of the images; null for all.</summary>
    public Shard? Shard { get; init; }

    /// <summary>How messages spell settings.</summary>
    public SettingSpelling Spelling { get; init; }

    /// <exception cref="UsageException">A setting can't be used.</exception>
    public static PredictOptions Read(Arguments arguments, string output, bool writesLabels)
    {
        var options = new PredictOptions
        {
            Model = Path.GetFullPath(arguments.Required("--model")),
            Images = Path.GetFullPath(arguments.Required("--images")),
            Output = output,
            InputSize = Size(arguments, "--input-size"),
            Channels = arguments.Has("--channels") ? arguments.Choice("--channels", ChannelOrder.Grey) : null,
            Layout = arguments.Choice("--layout", TensorLayout.Nchw),
            Scale = arguments.Choice("--scale", ValueScale.Auto, ValueScale.Unit, ValueScale.None),
            Mean = Numbers(arguments, "--mean", double.NegativeInfinity),
            Deviation = Numbers(arguments, "--std", 0),
            Activation = arguments.Choice("--activation", Activation.None),
            OutputChannel = arguments.Integer("--output-channel", 0, 65535),
            Tile = Size(arguments, "--tile"),
            Overlap = arguments.Integer("--overlap", 0) ?? 0,
            Batch = arguments.Integer("--batch", 1, 1024) ?? 1,
            IsBySlices = arguments.Has("--slices"),
            WritesLabels = writesLabels,
            Shard = Shards.Shard.Of(arguments),
            Spelling = arguments.Spelling,
        };
        var (tile, overlap) = (options.Spelling.Name("--tile"), options.Spelling.Name("--overlap"));
        if (options.Tile.Count == 0 && arguments.Has("--overlap")) throw new UsageException($"{overlap} needs {tile}");
        if (options.Tile.Count > 0 && options.InputSize.Count > 0) throw new UsageException($"{tile} and {options.Spelling.Name("--input-size")} exclude each other: a model sees parts of an image, or all of it in another size");
        if (options.Tile.Count > 0 && options.Overlap >= options.Tile.Min()) throw new UsageException($"{overlap} is not less than {tile}, so that tiles would never end");
        if (options is { OutputChannel: not null, Activation: Activation.Argmax }) throw new UsageException($"{options.Spelling.Name("--output-channel")} and {options.Spelling.With("--activation", Activation.Argmax)} exclude each other: a channel's probability, or the label of the largest");
        return options;
    }

    /// <summary>The images of this part, of all in the order of their names.</summary>
    public IReadOnlyList<MaskFile> PartOf(IReadOnlyList<MaskFile> images) => Shard?.PartOf(images) ?? images;

    private static int[] Size(Arguments arguments, string option)
    {
        if (arguments.Text(option) is not { } text) return [];
        var parts = text.Split(['x', 'X', '×', ','], StringSplitOptions.TrimEntries);
        var sizes = parts.Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : 0).ToArray();
        if (sizes.Length is < 1 or > 3 || sizes.Any(size => size is < 1 or > 1 << 20)) throw new UsageException($"{arguments.Spelling.Name(option)} is '{text}'; write a size as 256, 256x320 or 64x256x320 (depth, height, width)");
        return sizes.Length == 1 ? [sizes[0], sizes[0]] : sizes;
    }

    private static double[] Numbers(Arguments arguments, string option, double above)
    {
        if (arguments.Text(option) is not { } text) return [];
        return [.. text.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries).Select(part =>
            double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value > above && double.IsFinite(value)
                ? value
                : throw new UsageException($"{arguments.Spelling.Name(option)} is '{text}'; write a number for each channel, such as 0.485,0.456,0.406{(above == 0 ? ", each above 0" : "")}"))];
    }
}
