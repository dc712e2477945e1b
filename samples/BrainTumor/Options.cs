using System.CommandLine;
using BrainTumor.Model;

namespace BrainTumor;

/// <summary>What the command line asks for.</summary>
/// <param name="Data">Folder of the user's own slices; null takes the sample's.</param>
/// <param name="MakeData">T1 scan to make the sample's slices from anew; null trains.</param>
/// <param name="Output">Folder of the results; null takes eval or, with data of one's own, eval-data in the sample's folder.</param>
/// <param name="Loss">One of <see cref="LossChoice.Names"/>.</param>
/// <param name="Epochs">How often the model sees every slice.</param>
/// <param name="Batch">Slices a step.</param>
/// <param name="Size">Side of the square grid the model works on, in pixels.</param>
/// <param name="Seed">Start of all random numbers.</param>
/// <param name="Patience">Stop after so many epochs without a better validation Dice; null trains all epochs.</param>
/// <param name="Resume">Go on from the last checkpoint.</param>
/// <param name="Compare">Results of runs whose Dice is drawn into one picture, in place of training.</param>
/// <param name="Log">Folder for TensorBoard's event files; null writes none.</param>
internal sealed record Options(
    string? Data, string? MakeData, string? Output, string Loss, int Epochs, int Batch, int Size, int Seed, int? Patience, bool Resume, string? Log,
    IReadOnlyList<string> Compare)
{
    private const int OwnSize = 96;
    private const int DataSize = 128;

    /// <summary>Parses, prints help or errors where asked or due, and runs; the result is the exit code.</summary>
    public static int Invoke(string[] args, Func<Options, int> run)
    {
        var data = new Option<string?>("--data") { Description = "Folder of slices with masks: X.tif beside X_mask.tif, or images/ and masks/; also nested. Default: the sample's own slices." };
        var epochs = AtLeast(1, new Option<int>("--epochs") { Description = "How often the model sees every slice.", DefaultValueFactory = _ => 50 });
        var batch = AtLeast(1, new Option<int>("--batch") { Description = "Slices a step.", DefaultValueFactory = _ => 8 });
        var size = AtLeast(UNet.Divisor, new Option<int?>("--size") { Description = $"Side of the model's grid in pixels, a multiple of {UNet.Divisor}. Default: {OwnSize}, or {DataSize} with --data." });
        var seed = AtLeast(0, new Option<int>("--seed") { Description = "Start of all random numbers; with --data it also chooses the patients held out.", DefaultValueFactory = _ => 1 });
        var make = new Option<string?>("--make-data") { Description = "Make the sample's own slices anew from this T1 scan (ch2.nii.gz of Debian's mricron-data), and stop." };
        var output = new Option<string?>("--out") { Description = "Folder for the results. Default: eval, or eval-data with --data, in the sample's folder." };
        var loss = new Option<string>("--loss") { Description = "The annotation to train with.", DefaultValueFactory = _ => LossChoice.Default };
        loss.AcceptOnlyFromAmong([.. LossChoice.Names]);
        var patience = AtLeast(1, new Option<int?>("--patience") { Description = "Stop after so many epochs without a better validation Dice, and keep the best." });
        var resume = new Option<bool>("--resume") { Description = "Go on from the last checkpoint, as if the training had not been interrupted." };
        var log = new Option<string?>("--log") { Description = "Folder for TensorBoard's event files." };
        var compare = new Option<string[]>("--compare") { Description = "Draw the validation Dice of these results into comparison.png, and stop.", AllowMultipleArgumentsPerToken = true };
        size.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() % UNet.Divisor is > 0)
                result.AddError($"--size must be a multiple of {UNet.Divisor}: the model halves its grid three times.");
        });

        var command = new RootCommand("Trains a small U-Net to find brain tumours, and shows why pixel accuracy does not.")
        {
            data, output, loss, epochs, patience, batch, size, seed, resume, log, compare, make,
        };
        command.SetAction(parsed => run(new Options(
            parsed.GetValue(data), parsed.GetValue(make), parsed.GetValue(output), parsed.GetValue(loss)!, parsed.GetValue(epochs), parsed.GetValue(batch),
            parsed.GetValue(size) ?? (parsed.GetValue(data) is null ? OwnSize : DataSize), parsed.GetValue(seed),
            parsed.GetValue(patience), parsed.GetValue(resume), parsed.GetValue(log),
            parsed.GetValue(compare) ?? [])));
        return command.Parse(args).Invoke();
    }

    private static Option<T> AtLeast<T>(int minimum, Option<T> option)
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var value) && value < minimum)
                result.AddError($"{option.Name} must be {minimum} or more, not {value}.");
        });
        return option;
    }
}
