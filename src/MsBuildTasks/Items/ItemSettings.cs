using Microsoft.Build.Framework;

namespace MaskSharp.MsBuildTasks.Items;

/// <summary>Reads the metadata of one item, and finds what is wrong with them that the evaluator cannot see.</summary>
internal sealed class ItemSettings
{
    /// <summary>Metadata that editors write into project files for their own use.</summary>
    private static readonly string[] _editors = ["Visible", "InProject"];

    private readonly ITaskItem _item;
    private readonly string _projectFolder;

    /// <param name="item">The item.</param>
    /// <param name="projectFolder">The full path of the folder to which its paths are relative.</param>
    public ItemSettings(ITaskItem item, string projectFolder)
    {
        _item = item;
        _projectFolder = projectFolder;
    }

    /// <summary>A metadata's value; null if it is not given.</summary>
    public string? Text(string name)
    {
        var value = _item.GetMetadata(name).Trim();
        return value.Length == 0 ? null : value;
    }

    /// <summary>A path's full form, with either slash as separator; null if it is not given.</summary>
    public string? FullPath(string name) =>
        Text(name) is { } path ? ItemPaths.Full(_projectFolder, path) : null;

    /// <summary>The full form of each of several paths; null if none is given.</summary>
    public string? FullPaths(string name) =>
        Text(name) is { } paths ? string.Join(";", paths.Split([';'], StringSplitOptions.RemoveEmptyEntries).Select(path => ItemPaths.Full(_projectFolder, path.Trim()))) : null;

    /// <summary>Whether a metadata is <c>true</c>.</summary>
    public bool IsTrue(string name) => string.Equals(Text(name), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>What is wrong with the item's metadata, one sentence for each fault.</summary>
    /// <param name="settings">The metadata that are options.</param>
    /// <param name="switches">Other metadata that are true or false.</param>
    public IEnumerable<string> Faults(IReadOnlyList<Setting> settings, IReadOnlyList<string> switches)
    {
        foreach (string name in _item.CloneCustomMetadata().Keys)
        {
            if (Known(settings, switches).Concat(_editors).Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                if (Text(name) is null && !settings.Any(setting => setting.Kind == SettingKind.RequiredPath && setting.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
                    yield return $"{name} is empty; give it a value, or remove it";
            }
            else
                yield return $"there is no setting {name}; there are {string.Join(", ", Known(settings, switches))}";
        }

        foreach (var setting in settings)
        {
            if (setting.Kind == SettingKind.RequiredPath && Text(setting.Name) is null)
                yield return $"{setting.Name} is missing";
        }

        foreach (var name in settings.Where(setting => setting.Kind == SettingKind.Switch).Select(setting => setting.Name).Concat(switches))
        {
            if (Text(name) is { } value && !IsTrue(name) && !string.Equals(value, "false", StringComparison.OrdinalIgnoreCase))
                yield return $"{name} is '{value}'; it may be true or false";
        }
    }

    private static IEnumerable<string> Known(IReadOnlyList<Setting> settings, IReadOnlyList<string> switches) =>
        settings.Select(setting => setting.Name).Concat(switches);
}
