using System.Diagnostics;
using BrainTumor;
using BrainTumor.Evaluation;
using BrainTumor.Making;
using BrainTumor.Model;
using BrainTumor.Output;
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
    var trainer = new Trainer(model, trainTensors, validationTensors, options.Batch);
    // One thread: a model this small gains little from two, and on a busy machine they mostly wait for each other.
    torch.set_num_threads(1);
    var epochs = TrainingDisplay.Show(trainer.Run(options.Epochs), options.Epochs);

    var meter = UNet.CreateMeter();
    var predictions = Prediction.Of(model, validation, options.Size, meter);
    var scores = meter.Compute();
    Console.WriteLine(FormattableString.Invariant($"\nThe model is right on {scores.PixelAccuracy.Pooled:P2} of the pixels. Is that good? A mask that finds nothing is too:"));
    AnsiConsole.Write(ClosingTable.Of(Prediction.EmptyMask(validation), scores));

    var target = options.Data is null ? "eval" : "eval-data";
    Results.Write(Path.Combine(project, target), predictions, epochs);
    var gate = options.Data is null ? "" : $" -p:SampleEvaluation={target}";
    Console.WriteLine($"Predictions, masks and pictures are in samples/BrainTumor/{target}; the build judges them:");
    Console.WriteLine($"  dotnet build samples/BrainTumor{gate}");
    Console.WriteLine(FormattableString.Invariant($"{clock.Elapsed.TotalSeconds:0} s in all."));
}

static void Describe(string name, IReadOnlyList<Slice> slices)
{
    var pixels = slices.Sum(s => (double)s.Mask.Length);
    Console.WriteLine(FormattableString.Invariant(
        $"{name}: {slices.Count} slices of {slices.DistinctBy(s => s.Patient).Count()} patients, {slices.Count(s => s.TumourPixels == 0)} without tumour; {slices.Sum(s => s.TumourPixels) / pixels:P2} of all pixels are tumour"));
}
