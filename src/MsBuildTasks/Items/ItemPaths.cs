namespace MaskSharp.MsBuildTasks.Items;

/// <summary>Paths as project files write them.</summary>
internal static class ItemPaths
{
    /// <summary>The full path of one that is relative to a folder, with either slash as separator.</summary>
    public static string Full(string folder, string path) =>
        Path.GetFullPath(Path.Combine(folder, Path.DirectorySeparatorChar == '/' ? path.Replace('\\', '/') : path));
}
