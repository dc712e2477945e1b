namespace BrainTumor.Output;

/// <summary>Finds the sample's own folder, wherever the program is started from.</summary>
internal static class ProjectFolder
{
    private const string ProjectFile = "BrainTumor.csproj";

    /// <summary>Walks up from the program to the folder of the project file.</summary>
    public static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, ProjectFile)))
                return folder.FullName;
        }

        throw new InvalidOperationException($"{ProjectFile} is in no folder above {AppContext.BaseDirectory}; run the sample with 'dotnet run'.");
    }
}
