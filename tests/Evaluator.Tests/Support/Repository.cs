namespace MaskSharp.Evaluator.Tests.Support;

/// <summary>Where the sources of these tests are.</summary>
internal static class Repository
{
    /// <summary>The repository's root: above the program, for a deterministic build rewrites the paths that the compiler tells.</summary>
    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Generators.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"No Generators.sln above {AppContext.BaseDirectory}.");
    }
}
