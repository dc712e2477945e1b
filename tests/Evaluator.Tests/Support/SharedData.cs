namespace MaskSharp.Evaluator.Tests.Support;

/// <summary>The data sets that may lie beside the repository; tests that want them fall back to small data of their own.</summary>
internal static class SharedData
{
    /// <summary>A folder of a data set; null where it is not there.</summary>
    public static string? Folder(string relative)
    {
        var root = Environment.GetEnvironmentVariable("MASKSHARP_DATA") is { Length: > 0 } given ? given : Path.Combine(Repository.Root(), "..", "shared", "data");
        var folder = Path.Combine(root, relative);
        return Directory.Exists(folder) ? folder : null;
    }
}
