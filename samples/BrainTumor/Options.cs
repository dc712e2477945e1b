using System.CommandLine;
using BrainTumor.Model;

namespace BrainTumor;

/// <summary>What the command line asks for.</summary>
/// <param name="Data">Folder of the user's own slices; null takes the sample's.</param>
/// <param name="MakeData">T1 scan to make the sample's slices from anew; null trains.</param>
/// <param name="Epochs">How often the model sees every slice.</param>
/// <param name="Batch">Slices a step.</param>
/// <param name="Size">Side of the square grid the model works on, in pixels.</param>
/// <param name="Seed">Start of all random numbers.</param>
internal sealed record Options(string? Data, string? MakeData, int Epochs, int Batch, int Size, int Seed)
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
        size.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() % UNet.Divisor is > 0)
                result.AddError($"--size must be a multiple of {UNet.Divisor}: the model halves its grid three times.");
        });

        var command = new RootCommand("Trains a small U-Net to find brain tumours, and shows why pixel accuracy does not.")
        {
            data, epochs, batch, size, seed, make,
        };
        command.SetAction(parsed => run(new Options(
            parsed.GetValue(data), parsed.GetValue(make), parsed.GetValue(epochs), parsed.GetValue(batch),
            parsed.GetValue(size) ?? (parsed.GetValue(data) is null ? OwnSize : DataSize), parsed.GetValue(seed))));
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
