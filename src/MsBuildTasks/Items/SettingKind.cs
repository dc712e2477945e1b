namespace MaskSharp.MsBuildTasks.Items;

/// <summary>What the value of a metadata is.</summary>
internal enum SettingKind
{
    /// <summary>A value that the evaluator checks.</summary>
    Text,

    /// <summary>A path, relative to the project's folder.</summary>
    Path,

    /// <summary>A path that must be given.</summary>
    RequiredPath,

    /// <summary>Several paths with semicolons between them.</summary>
    Paths,

    /// <summary>true or false: an option without a value.</summary>
    Switch,
}
