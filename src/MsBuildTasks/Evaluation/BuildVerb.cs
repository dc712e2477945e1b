namespace MaskSharp.MsBuildTasks.Evaluation;

/// <summary>Which command of <c>dotnet</c> a build belongs to, as far as the command line of its process tells.</summary>
internal static class BuildVerb
{
    /// <summary>
    /// Whether the process is <c>dotnet run</c>. Nothing else tells it from <c>dotnet build</c>, and it cannot be told where a
    /// build server or <c>dotnet watch</c> does the work: then the answer is no, the stricter one.
    /// </summary>
    /// <param name="commandLine">The command line of the process that was started to build: the path of <c>dotnet.dll</c>, then the arguments.</param>
    public static bool IsDotNetRun(string commandLine)
    {
        var arguments = commandLine.Split([' '], StringSplitOptions.RemoveEmptyEntries)
            .SkipWhile(argument => !IsDotNet(argument))
            .Skip(1);
        return arguments.FirstOrDefault(argument => !argument.StartsWith("-", StringComparison.Ordinal)) == "run";
    }

    private static bool IsDotNet(string argument)
    {
        var name = argument.Trim('"').Split('/', '\\').Last();
        return name.Equals("dotnet.dll", StringComparison.OrdinalIgnoreCase)
            || name.Equals("dotnet.exe", StringComparison.OrdinalIgnoreCase)
            || name.Equals("dotnet", StringComparison.OrdinalIgnoreCase);
    }
}
