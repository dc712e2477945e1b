using System.Text.Json;
using BrainTumor.Model;
using BrainTumor.Output;
using BrainTumor.Slices;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace BrainTumor.Training;

/// <summary>
/// The state of a training after an epoch, in a folder of its own that is swapped whole: weights, the optimizer's state, the state of
/// the random numbers and the epochs so far. A training that goes on from here takes the same steps as one that was not interrupted.
/// </summary>
internal sealed class Checkpoint(string folder, Options options)
{
    private const string Weights = "weights.dat";
    private const string BestWeights = "best.dat";
    private const string OptimizerState = "optimizer.dat";
    private const string RandomState = "random.dat";
    private const string Progress = "progress.json";

    private static readonly JsonSerializerOptions _json = new() { WriteIndented = true };

    // What must be the same in the training that goes on.
    private Settings Own => new(options.Loss, options.Data, options.Batch, options.Size, options.Seed);

    /// <summary>Writes the state after the last epoch of the history.</summary>
    public void Save(UNet model, AdamW optimizer, IReadOnlyList<EpochReport> history)
    {
        using var swap = new FolderSwap(folder);
        model.save(Path.Combine(swap.Folder, Weights));
        if (history[^1].Epoch == Best(history).Epoch)
            File.Copy(Path.Combine(swap.Folder, Weights), Path.Combine(swap.Folder, BestWeights));
        else
            File.Copy(Path.Combine(folder, BestWeights), Path.Combine(swap.Folder, BestWeights));
        optimizer.save_state_dict(Path.Combine(swap.Folder, OptimizerState));
        using (var random = get_rng_state())
            File.WriteAllBytes(Path.Combine(swap.Folder, RandomState), random.bytes.ToArray());
        File.WriteAllText(Path.Combine(swap.Folder, Progress), JsonSerializer.Serialize(new State(Own, [.. history]), _json));
        swap.Commit();
    }

    /// <summary>Puts model, optimizer and random numbers into the saved state, and returns the epochs until then.</summary>
    public IReadOnlyList<EpochReport> Load(UNet model, AdamW optimizer)
    {
        var file = Path.Combine(folder, Progress);
        if (!File.Exists(file))
            throw new InputException($"--resume: there is no checkpoint in {folder}; train without --resume first.");
        var state = JsonSerializer.Deserialize<State>(File.ReadAllText(file), _json) ?? throw new InputException($"{file} is empty.");
        if (state.Settings != Own)
            throw new InputException($"--resume: the checkpoint in {folder} is of a training with {state.Settings}, this one has {Own}.");
        model.load(Path.Combine(folder, Weights));
        optimizer.load_state_dict(Path.Combine(folder, OptimizerState));
        using var random = tensor(File.ReadAllBytes(Path.Combine(folder, RandomState)));
        set_rng_state(random);
        return state.History;
    }

    /// <summary>Gives the model the weights of the epoch with the best validation Dice.</summary>
    public void LoadBest(UNet model) => model.load(Path.Combine(folder, BestWeights));

    /// <summary>The epoch with the best validation Dice, the first of several.</summary>
    public static EpochReport Best(IReadOnlyList<EpochReport> history) => history.MaxBy(e => e.Dice)!;

    private sealed record Settings(string Loss, string? Data, int Batch, int Size, int Seed);

    private sealed record State(Settings Settings, EpochReport[] History);
}
