using System.Diagnostics;
using BrainTumor.Model;
using BrainTumor.Slices;
using MaskSharp;
using TorchSharp;
using static TorchSharp.torch;

namespace BrainTumor.Training;

/// <summary>Trains a <see cref="UNet"/> with its generated loss.</summary>
internal sealed class Trainer(UNet model, SliceTensors training, SliceTensors validation, int batchSize)
{
    private const double LearningRate = 3e-3;

    /// <summary>Trains, and reports after each epoch.</summary>
    public IEnumerable<EpochReport> Run(int epochs)
    {
        using var optimizer = optim.AdamW(model.parameters(), lr: LearningRate);
        var schedule = optim.lr_scheduler.CosineAnnealingLR(optimizer, epochs);
        for (var epoch = 1; epoch <= epochs; epoch++)
        {
            var clock = Stopwatch.StartNew();
            var (total, bce, diceLoss) = TrainOnce(optimizer);
            schedule.step();
            var scores = Validate();
            yield return new EpochReport(epoch, bce, diceLoss, total, scores.Dice.Pooled, scores.PixelAccuracy.Pooled, clock.Elapsed);
        }
    }

    private (double Total, double Bce, double DiceLoss) TrainOnce(optim.Optimizer optimizer)
    {
        model.train();
        var sums = (Total: 0.0, Bce: 0.0, DiceLoss: 0.0);
        var batches = 0;
        foreach (var (images, masks) in training.Batches(batchSize, shuffle: true))
        {
            using var scope = NewDisposeScope();
            using (images)
            using (masks)
            {
                var (seen, truth) = Augmentation.Apply(images, masks);
                var terms = UNet.LossWithTerms(model.call(seen), truth);
                optimizer.zero_grad();
                terms.Total.backward();
                optimizer.step();
                sums.Total += terms.Total.ToDouble();
                sums.Bce += terms.Bce.ToDouble();
                sums.DiceLoss += terms.Dice.ToDouble();
                batches++;
            }
        }

        if (!double.IsFinite(sums.Total))
            throw new InvalidOperationException("The loss is no longer a finite number; a model that goes on from here learns nothing.");
        return (sums.Total / batches, sums.Bce / batches, sums.DiceLoss / batches);
    }

    private SegmentationScores Validate()
    {
        model.eval();
        using var noGradient = no_grad();
        var meter = UNet.CreateMeter();
        foreach (var (images, masks) in validation.Batches(batchSize, shuffle: false))
        {
            using (images)
            using (masks)
            using (var logits = model.call(images))
                meter.Update(UNet.CountPixels(logits, masks));
        }

        return meter.Compute();
    }
}
