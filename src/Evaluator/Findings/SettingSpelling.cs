namespace MaskSharp.Evaluator.Findings;

/// <summary>How messages spell settings: as the options of the command line, or as the metadata of a project's items.</summary>
/// <param name="ForMsBuild">Whether the reader has a project file, and not a command line.</param>
internal readonly record struct SettingSpelling(bool ForMsBuild)
{
    /// <summary>What writes a baseline from a run.</summary>
    public string UpdateBaseline => ForMsBuild ? "-p:SegmentationUpdateBaseline=true" : "--update-baseline";

    /// <summary>What lets a run wait for what does not exist yet, after "or".</summary>
    public string Wait => ForMsBuild ? "set WhenMissing to Warning or Skip" : "pass --when-missing warning or --when-missing skip";

    /// <summary>A setting's name, such as "--min-dice" or "MinDice".</summary>
    /// <param name="option">The name of its option.</param>
    public string Name(string option) => !ForMsBuild ? option : option switch
    {
        "--formats" => "ReportFormats",
        "--committed" => "Measured",
        _ => string.Concat(option[2..].Split('-').Select(word => word == "iou" ? "IoU" : char.ToUpperInvariant(word[0]) + word[1..])),
    };

    /// <summary>A setting with its value, such as "--classes 5" or "Classes=5".</summary>
    /// <param name="option">The name of its option.</param>
    /// <param name="value">Its value.</param>
    public string With(string option, object value) => FormattableString.Invariant($"{Name(option)}{(ForMsBuild ? '=' : ' ')}{(value is Enum choice ? Choice(choice) : value)}");

    /// <summary>One of several words that a setting may be, such as "softmax" or "Softmax".</summary>
    public string Choice(Enum choice) => ForMsBuild ? choice.ToString() : choice.ToString().ToLowerInvariant();
}
