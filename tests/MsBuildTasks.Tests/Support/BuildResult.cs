using System.Text.RegularExpressions;

namespace MsBuildTasks.Tests.Support;

/// <summary>How a build ended and what it printed.</summary>
internal sealed record BuildResult(int ExitCode, string Output)
{
    public bool Succeeded => ExitCode == 0;

    /// <summary>The codes of the errors, each printed line once, in order.</summary>
    public IReadOnlyList<string> Errors => Codes("error");

    /// <summary>The codes of the warnings, each printed line once, in order.</summary>
    public IReadOnlyList<string> Warnings => Codes("warning");

    private List<string> Codes(string severity) =>
        [.. Output.Split('\n').Select(line => line.Trim()).Distinct()
            .Select(line => Regex.Match(line, $@"{severity} (?<code>[A-Z]+\d+)\s*:"))
            .Where(match => match.Success)
            .Select(match => match.Groups["code"].Value)];
}
