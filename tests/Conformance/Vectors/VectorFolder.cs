namespace Conformance.Vectors;

/// <summary>
/// Where cases come from: the peers' own figures in the folder named by <c>MASKSHARP_VECTORS</c> (by default
/// <c>../shared/vectors/open</c> beside the repository; the report says where that is absent), and the project's own in <c>Cases</c>, which are always there.
/// </summary>
public static class VectorFolder
{
    public static string RepositoryRoot { get; } = FindRepositoryRoot();

    /// <summary>The folder of the peers' figures, or null where there is none.</summary>
    public static string? Peers { get; } = FindPeers();

    public static string Own { get; } = Path.Combine(AppContext.BaseDirectory, "Cases");

    /// <summary>The files of a name, such as "classic.bce_dice_loss": the project's own, then the peer's.</summary>
    public static IReadOnlyList<string> Find(string name) =>
    [
        .. new[] { Own, Peers }
            .OfType<string>()
            .Select(folder => Path.Combine(folder, name + ".json"))
            .Where(File.Exists),
    ];

    private static string? FindPeers()
    {
        var named = Environment.GetEnvironmentVariable("MASKSHARP_VECTORS");
        var folder = string.IsNullOrEmpty(named)
            ? Path.GetFullPath(Path.Combine(RepositoryRoot, "..", "shared", "vectors", "open"))
            : named;
        return Directory.Exists(folder) ? folder : null;
    }

    private static string FindRepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Generators.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException($"no Generators.sln above {AppContext.BaseDirectory}");
    }
}
