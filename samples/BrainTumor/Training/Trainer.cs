using System.Diagnostics;
using BrainTumor.Model;
using BrainTumor.Slices;
using MaskSharp;
using TorchSharp;
using static TorchSharp.torch;

namespace BrainTumor.Training;

/// <summary>Trains a <see cref="UNet"/> with a generated loss.</summary>
internal sealed class Trainer(UNet model, SliceTensors training, SliceTensors validation, Checkpoint checkpoint, Options options)
{
    private const double LearningRate = 3e-3;

    private readonly Func<Tensor, Tensor, LossTerms> _loss = LossChoice.Of(options.Loss);

    /// <summary>
    /// Trains, and reports after each epoch; with <c>--resume</c> the epochs before are reported first. With <c>--patience</c> it stops when the
    /// validation Dice no longer rises, and the model then has the weights of its best epoch.
    /// </summary>
    public IEnumerable<EpochReport> Run()
    {
        using var optimizer = optim.AdamW(model.parameters(), lr: LearningRate);
        List<EpochReport> history = options.Resume ? [.. checkpoint.Load(model, optimizer)] : [];
        foreach (var epoch in history)
            yield return epoch;

        while (history.Count < options.Epochs && !IsOver(history))
        {
            var clock = Stopwatch.StartNew();
            foreach (var group in optimizer.ParamGroups)
                group.LearningRate = LearningRate * 0.5 * (1 + Math.Cos(Math.PI * history.Count / options.Epochs));
            var (total, terms) = TrainOnce(optimizer);
            var scores = Validate();
            history.Add(new EpochReport(history.Count + 1, total, terms, scores.Dice.Pooled, scores.PixelAccuracy.Pooled, clock.Elapsed));
            checkpoint.Save(model, optimizer, history);
            yield return history[^1];
        }

        if (options.Patience is not null)
            checkpoint.LoadBest(model);
    }

    private bool IsOver(List<EpochReport> history) =>
        history.Count > 0 && history.Count - Checkpoint.Best(history).Epoch >= options.Patience;

    private (double Total, IReadOnlyList<TermValue> Terms) TrainOnce(optim.Optimizer optimizer)
    {
        model.train();
        var (total, batches) = (0.0, 0);
        var terms = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (images, masks) in training.Batches(options.Batch, shuffle: true))
        {
            using var scope = NewDisposeScope();
            using (images)
            using (masks)
            {
                var (seen, truth) = Augmentation.Apply(images, masks);
                var loss = _loss(model.call(seen), truth);
                optimizer.zero_grad();
                loss.Total.backward();
                optimizer.step();
                total += loss.Total.ToDouble();
                foreach (var (name, value) in loss.Terms)
                    terms[name] = terms.GetValueOrDefault(name) + value.ToDouble();
                batches++;
            }
        }

        if (!double.IsFinite(total))
            throw new InvalidOperationException("The loss is no longer a finite number; a model that goes on from here learns nothing.");
        return (total / batches, [.. terms.Select(term => new TermValue(term.Key, term.Value / batches))]);
    }

    private SegmentationScores Validate()
    {
        model.eval();
        using var noGradient = no_grad();
        var meter = UNet.CreateMeter();
        foreach (var (images, masks) in validation.Batches(options.Batch, shuffle: false))
        {
            using (images)
            using (masks)
            using (var logits = model.call(images))
                meter.Update(UNet.CountPixels(logits, masks));
        }

        return meter.Compute();
    }
}
