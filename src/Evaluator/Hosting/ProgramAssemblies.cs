namespace MaskSharp.Evaluator.Hosting;

/// <summary>Finds what the runtime does not: assemblies of the evaluator, and those that the program has in an older version than the evaluator was compiled against.</summary>
internal static class ProgramAssemblies
{
    /// <summary>The file of an assembly; null where there is none.</summary>
    /// <param name="name">Its simple name.</param>
    /// <param name="ofProgram">The assemblies of the program and its framework, as the runtime lists them.</param>
    /// <param name="ownFolder">The evaluator's folder.</param>
    public static string? Find(string name, string ofProgram, string ownFolder)
    {
        // A second copy of what the program has would be another library with other types.
        var known = ofProgram.Split(Path.PathSeparator).FirstOrDefault(path => Path.GetFileNameWithoutExtension(path) == name);
        if (known is not null) return known;
        var own = Path.Combine(ownFolder, name + ".dll");
        return File.Exists(own) ? own : null;
    }
}
