using System.Diagnostics;
using BrainTumor;
using BrainTumor.Evaluation;
using BrainTumor.Making;
using BrainTumor.Model;
using BrainTumor.Output;
using BrainTumor.Pictures;
using BrainTumor.Slices;
using BrainTumor.Training;
using Spectre.Console;
using TorchSharp;

return Options.Invoke(args, options =>
{
    try
    {
        Run(options);
        return 0;
    }
    catch (InputException e)
    {
        Console.Error.WriteLine(e.Message);
        return 2;
    }
});

static void Run(Options options)
{
    var project = ProjectFolder.Find();
    var ownData = Path.Combine(project, "data");
    if (options.MakeData is { } scan)
    {
        DataMaker.Make(scan, ownData);
        return;
    }

    if (options.Compare.Count > 0)
    {
        Comparison.Write(Path.Combine(options.Output ?? "", "comparison.png"), options.Compare);
        return;
    }

    var target = Path.GetFullPath(options.Output ?? Path.Combine(project, options.Data is null ? "eval" : "eval-data"));
    var clock = Stopwatch.StartNew();
    var (train, validation) = options.Data is { } folder
        ? PatientSplit.Of(SliceFolder.Read(folder), options.Seed)
        : (SliceFolder.Read(Path.Combine(ownData, "train")), SliceFolder.Read(Path.Combine(ownData, "validation")));
    Describe("training", train);
    Describe("validation", validation);

    torch.manual_seed(options.Seed);
    using var trainTensors = new SliceTensors(train, options.Size);
    using var validationTensors = new SliceTensors(validation, options.Size);
    using var model = new UNet();
    var trainer = new Trainer(model, trainTensors, validationTensors, new Checkpoint(target + ".checkpoint", options), options);
    // One thread: a model this small gains little from two, and on a busy machine they mostly wait for each other.
    torch.set_num_threads(1);
    var epochs = TrainingDisplay.Show(Logged(trainer.Run(), options.Log), options.Epochs);
    if (options.Patience is not null)
        Console.WriteLine(FormattableString.Invariant($"The model is that of epoch {Checkpoint.Best(epochs).Epoch}, whose validation Dice is the best."));

    var meter = UNet.CreateMeter();
    var predictions = Prediction.Of(model, validation, options.Size, meter);
    var scores = meter.Compute();
    Console.WriteLine(FormattableString.Invariant($"\nThe model is right on {scores.PixelAccuracy.Pooled:P2} of the pixels. Is that good? A mask that finds nothing is too:"));
    AnsiConsole.Write(ClosingTable.Of(Prediction.EmptyMask(validation), scores));

    Results.Write(target, predictions, epochs);
    var gate = target == Path.Combine(project, "eval") ? "" : $" -p:SampleEvaluation={Path.GetRelativePath(project, target)}";
    Console.WriteLine($"Predictions, masks and pictures are in {Path.GetRelativePath(Environment.CurrentDirectory, target)}; the build judges them:");
    Console.WriteLine($"  dotnet build samples/BrainTumor{gate}");
    Console.WriteLine(FormattableString.Invariant($"{clock.Elapsed.TotalSeconds:0} s in all."));
}

static IEnumerable<EpochReport> Logged(IEnumerable<EpochReport> training, string? folder)
{
    var log = folder is null ? null : new TensorBoardLog(folder);
    foreach (var epoch in training)
    {
        log?.Add(epoch);
        yield return epoch;
    }
}

static void Describe(string name, IReadOnlyList<Slice> slices)
{
    var pixels = slices.Sum(s => (double)s.Mask.Length);
    Console.WriteLine(FormattableString.Invariant(
        $"{name}: {slices.Count} slices of {slices.DistinctBy(s => s.Patient).Count()} patients, {slices.Count(s => s.TumourPixels == 0)} without tumour; {slices.Sum(s => s.TumourPixels) / pixels:P2} of all pixels are tumour"));
}
