using SegmentationProject;
using TorchSharp;
using static TorchSharp.torch;

const int Epochs = 20;
const int BatchSize = 8;

// The program is in bin/CONFIGURATION/net10.0 of the project's folder.
var project = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../.."));
var (trainFolder, validationFolder) = (Path.Combine(project, "data", "train"), Path.Combine(project, "data", "validation"));
if (!Directory.Exists(trainFolder))
{
    MadeData.Write(trainFolder, count: 48, seed: 1);
    MadeData.Write(validationFolder, count: 12, seed: 2);
}

manual_seed(1);
var (training, validation) = (Case.ReadAll(trainFolder), Case.ReadAll(validationFolder));
using var network = new Network();
using var optimizer = optim.AdamW(network.parameters(), lr: 3e-3);

for (var epoch = 1; epoch <= Epochs; epoch++)
{
    network.train();
    Random.Shared.Shuffle(training);
    var (total, batches) = (0.0, 0);
    foreach (var batch in training.Chunk(BatchSize))
    {
        using var scope = NewDisposeScope();
        var logits = network.call(cat([.. batch.Select(c => c.Image)]));
        var loss = Network.Loss(logits, cat([.. batch.Select(c => c.Mask)]));
        optimizer.zero_grad();
        loss.backward();
        optimizer.step();
        total += loss.ToDouble();
        batches++;
    }

    var scores = Validate();
    Console.WriteLine(FormattableString.Invariant($"epoch {epoch,2}/{Epochs}  loss {total / batches:0.0000}  validation: Dice {scores.Dice.Mean:0.0000}, IoU {scores.IoU.Mean:0.0000}"));
}

Validate(predictions: Path.Combine(project, "eval"));
Console.WriteLine("Predictions are in eval; 'dotnet build' judges them.");

// Scores the validation cases, and writes what the gate reads if a folder is given.
MaskSharp.SegmentationScores Validate(string? predictions = null)
{
    network.eval();
    using var noGradient = no_grad();
    var meter = Network.CreateMeter();
    foreach (var batch in validation.Chunk(BatchSize))
    {
        using var scope = NewDisposeScope();
        var logits = network.call(cat([.. batch.Select(c => c.Image)]));
        meter.Update(Network.CountPixels(logits, cat([.. batch.Select(c => c.Mask)])));
        if (predictions is null)
            continue;
        foreach (var (c, probability) in batch.Zip(logits.sigmoid().split(1)))
        {
            var (height, width) = ((int)probability.shape[2], (int)probability.shape[3]);
            NpyFile.Write<float>(Path.Combine(predictions, "predictions", c.Id + ".npy"), probability.contiguous().data<float>().ToArray(), height, width);
            NpyFile.Write<byte>(Path.Combine(predictions, "masks", c.Id + ".npy"), c.Mask.to(uint8).contiguous().data<byte>().ToArray(), height, width);
        }
    }

    return meter.Compute();
}
