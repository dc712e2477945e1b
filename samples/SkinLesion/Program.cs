using System.CommandLine;
using SkiaSharp;
using SkinLesion;
using TorchSharp;
using static TorchSharp.torch;

const int BatchSize = 8;
var data = new Option<string?>("--data") { Description = "Folder of X.jpg beside X_segmentation.png, as ISIC gives them; without it, pictures are made." };
// The program is in bin/CONFIGURATION/net10.0 of the project's folder.
var output = new Option<string>("--out") { Description = "Folder for the results.", DefaultValueFactory = _ => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../eval")) };
var epochs = new Option<int>("--epochs") { Description = "How often the network sees every picture.", DefaultValueFactory = _ => 30 };
var command = new RootCommand("Trains a small network to outline skin lesions.") { data, output, epochs };
command.SetAction(parsed => Run(parsed.GetValue(data), Path.GetFullPath(parsed.GetValue(output)!), parsed.GetValue(epochs)));
return command.Parse(args).Invoke();

static void Run(string? data, string output, int epochs)
{
    manual_seed(1);
    // A network this small gains nothing from two threads, and on a busy machine they wait for each other.
    set_num_threads(1);
    if (data is null)
        SyntheticSkin.Make(data = Path.Combine(output, "made"), count: 60, seed: 1);
    var lesions = Lesion.ReadAll(data);
    Lesion[] training = [.. lesions.Where((_, i) => i % 5 != 0)], validation = [.. lesions.Where((_, i) => i % 5 == 0)];
    Console.WriteLine($"{training.Length} pictures to train on, {validation.Length} to validate");

    using var network = new LesionNet();
    Train(network, training, epochs);
    Validate(network, validation, output);
    foreach (var lesion in lesions)
        lesion.Dispose();
}

static void Train(LesionNet network, Lesion[] lesions, int epochs)
{
    using var optimizer = optim.AdamW(network.parameters(), lr: 5e-3);
    network.train();
    for (var epoch = 1; epoch <= epochs; epoch++)
    {
        var total = 0.0;
        using var order = randperm(lesions.Length);
        var batches = order.data<long>().ToArray().Chunk(BatchSize).ToArray();
        foreach (var batch in batches)
        {
            using var scope = NewDisposeScope();
            var loss = LesionNet.Loss(network.call(cat([.. batch.Select(i => lesions[i].Image)])), cat([.. batch.Select(i => lesions[i].SmallMask())]));
            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
            total += loss.ToDouble();
        }

        Console.WriteLine(FormattableString.Invariant($"epoch {epoch,2}/{epochs}  loss {total / batches.Length:0.0000}"));
    }
}

static void Validate(LesionNet network, Lesion[] lesions, string output)
{
    network.eval();
    using var noGradient = no_grad();
    var meter = LesionNet.CreateMeter();
    foreach (var part in new[] { "predictions", "masks" })
    {
        if (Directory.Exists(Path.Combine(output, part)))
            Directory.Delete(Path.Combine(output, part), recursive: true);
        Directory.CreateDirectory(Path.Combine(output, part));
    }

    using var scope = NewDisposeScope();
    var small = lesions.Chunk(BatchSize).SelectMany(batch => network.call(cat([.. batch.Select(lesion => lesion.Image)])).split(1));
    foreach (var (lesion, smallLogits) in lesions.Zip(small))
    {
        var logits = nn.functional.interpolate(smallLogits, lesion.Mask.shape[2..], mode: InterpolationMode.Bilinear, align_corners: false);
        meter.Update(LesionNet.CountPixels(logits, lesion.Mask));
        var bytes = (logits.sigmoid() * byte.MaxValue + 0.5).floor().to(uint8).contiguous().data<byte>().ToArray();
        using var picture = SKImage.FromPixelCopy(new SKImageInfo((int)logits.shape[3], (int)logits.shape[2], SKColorType.Gray8, SKAlphaType.Opaque), bytes);
        using var png = picture.Encode(SKEncodedImageFormat.Png, 100);
        File.WriteAllBytes(Path.Combine(output, "predictions", lesion.Id + ".png"), png.ToArray());
        File.Copy(lesion.MaskFile, Path.Combine(output, "masks", Path.GetFileName(lesion.MaskFile)));
    }

    var scores = meter.Compute();
    double[] jaccard = [.. scores.IoU.PerSample.AsSpan()];
    Console.WriteLine(FormattableString.Invariant($"Jaccard {scores.IoU.Mean:0.0000}, Dice {scores.Dice.Mean:0.0000}, pixel accuracy {scores.PixelAccuracy.Pooled:P1}"));
    Console.WriteLine(FormattableString.Invariant($"threshold Jaccard, ISIC 2018's score: {jaccard.Average(j => j < 0.65 ? 0 : j):0.0000}"));
    Console.WriteLine($"Predictions and masks are in {output}; the build judges them:\n  dotnet build samples/SkinLesion");
}
