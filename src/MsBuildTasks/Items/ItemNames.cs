namespace MaskSharp.MsBuildTasks.Items;

/// <summary>Names of gates and data sets become names of files and folders, on every system.</summary>
internal static class ItemNames
{
    private const string Forbidden = "<>:\"/\\|?*";
    private static readonly string[] _devices = ["CON", "PRN", "AUX", "NUL"];
    private static readonly string[] _numberedDevices = ["COM", "LPT"];

    /// <summary>Whether a name can name a file or folder on Windows, Linux and macOS.</summary>
    public static bool IsFileSafe(string name) =>
        name.Length is > 0 and <= 100
        && name == name.Trim()
        && name[name.Length - 1] != '.'
        && !name.Any(c => char.IsControl(c) || Forbidden.Contains(c))
        && !IsDevice(name);

    /// <summary>Windows takes these for devices, whatever their extension.</summary>
    private static bool IsDevice(string name)
    {
        var stem = name.Split('.')[0].TrimEnd().ToUpperInvariant();
        return _devices.Contains(stem) || (stem.Length == 4 && char.IsDigit(stem[3]) && _numberedDevices.Contains(stem.Substring(0, 3)));
    }
}
