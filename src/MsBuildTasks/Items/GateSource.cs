namespace MaskSharp.MsBuildTasks.Items;

/// <summary>Where a gate's cases come from, and the settings that go with it.</summary>
internal sealed class GateSource
{
    /// <summary>A folder of predictions.</summary>
    public static readonly GateSource Folder = new(
        "Predictions",
        new("Predictions", "--predictions", SettingKind.RequiredPath),
        new("GroundTruth", "--ground-truth", SettingKind.RequiredPath));

    /// <summary>A model, run over images.</summary>
    public static readonly GateSource Model = new(
        "Model",
        new("Model", "--model", SettingKind.RequiredPath),
        new("Images", "--images", SettingKind.RequiredPath),
        new("GroundTruth", "--ground-truth", SettingKind.RequiredPath),
        new("InputSize", "--input-size"),
        new("Channels", "--channels"),
        new("Layout", "--layout"),
        new("Scale", "--scale"),
        new("Mean", "--mean"),
        new("Std", "--std"),
        new("Activation", "--activation"),
        new("OutputChannel", "--output-channel"),
        new("Tile", "--tile"),
        new("Overlap", "--overlap"),
        new("Batch", "--batch"),
        new("Slices", "--slices", SettingKind.Switch));

    /// <summary>A method of the built assembly.</summary>
    public static readonly GateSource Assembly = new(
        "neither Predictions nor Model",
        new Setting("Inputs", "--inputs", SettingKind.Paths));

    private static readonly GateSource[] _all = [Folder, Model, Assembly];

    private GateSource(string mark, params Setting[] settings) => (Mark, Settings) = (mark, settings);

    /// <summary>The metadata by which such a gate is known.</summary>
    public string Mark { get; }

    /// <summary>The metadata that only such gates have.</summary>
    public IReadOnlyList<Setting> Settings { get; }

    /// <summary>The gate runs code of the project, and so needs its assembly.</summary>
    public bool RunsProgram => this != Folder;

    /// <summary>The source of a gate; of one whose main setting is missing, the source that its others belong to.</summary>
    public static GateSource Of(ItemSettings settings)
    {
        if (settings.Text("Predictions") is not null)
            return Folder;
        if ((settings.Text("Model") ?? settings.Text("Images")) is not null)
            return Model;
        return settings.Text("GroundTruth") is not null ? Folder : Assembly;
    }

    /// <summary>What is wrong with metadata that go with another source than the gate's.</summary>
    /// <param name="settings">The gate's metadata.</param>
    public IEnumerable<string> Misplaced(ItemSettings settings)
    {
        foreach (var other in _all.Where(other => other != this))
        {
            foreach (var setting in other.Settings.Where(setting => !Settings.Any(own => own.Name == setting.Name) && settings.Text(setting.Name) is not null))
                yield return $"{setting.Name} belongs to a gate with {other.Mark}, and this one has {Mark}; remove it";
        }
    }
}
