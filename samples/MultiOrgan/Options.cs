using System.CommandLine;

namespace MultiOrgan;

/// <summary>What the command line asks for.</summary>
/// <param name="Atlas">Folder with ch2.nii.gz and aal.nii.gz; where it lacks them, a head is made.</param>
/// <param name="Output">Folder that gets predictions/ and labels/.</param>
/// <param name="Epochs">How often the network sees every patient.</param>
/// <param name="Seed">Start of all random numbers.</param>
internal sealed record Options(string Atlas, string Output, int Epochs, int Seed)
{
    /// <summary>Parses, prints help or errors where asked or due, and runs; the result is the exit code.</summary>
    public static int Invoke(string[] args, Action<Options> run)
    {
        var atlas = new Option<string>("--atlas") { Description = "Folder with ch2.nii.gz and aal.nii.gz; where it lacks them, a head is made.", DefaultValueFactory = _ => "/usr/share/mricron/templates" };
        // The program is in bin/CONFIGURATION/net10.0 of the project's folder.
        var output = new Option<string>("--out") { Description = "Folder for the results.", DefaultValueFactory = _ => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../eval")) };
        var epochs = new Option<int>("--epochs") { Description = "How often the network sees every patient.", DefaultValueFactory = _ => 30 };
        var seed = new Option<int>("--seed") { Description = "Start of all random numbers.", DefaultValueFactory = _ => 1 };
        var command = new RootCommand("Trains a small 3-D network to tell three parts of the brain apart.") { atlas, output, epochs, seed };
        command.SetAction(parsed => run(new Options(
            parsed.GetValue(atlas)!, Path.GetFullPath(parsed.GetValue(output)!), parsed.GetValue(epochs), parsed.GetValue(seed))));
        return command.Parse(args).Invoke();
    }
}
