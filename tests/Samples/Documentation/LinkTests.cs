using System.Text.RegularExpressions;
using MaskSharp.Samples.Tests.Support;

namespace MaskSharp.Samples.Tests.Documentation;

public partial class LinkTests
{
    public static TheoryData<string> AllPages => [.. Pages.All];

    [Theory]
    [MemberData(nameof(AllPages))]
    public void Relative_links_lead_somewhere(string page)
    {
        var broken = new List<string>();
        foreach (var (number, line) in Pages.Prose(page))
        {
            foreach (Match link in Link().Matches(line))
            {
                var target = link.Groups[1].Value;
                if (!target.Contains("://", StringComparison.Ordinal) && Fault(page, target) is { } fault)
                    broken.Add($"{page}({number}): {target} {fault}");
            }
        }

        Assert.Empty(broken);
    }

    private static string? Fault(string page, string target)
    {
        var (path, anchor) = target.Split('#') is [var before, var after] ? (before, after) : (target, null);
        var file = path.Length == 0 ? Path.Combine(Repository.Root, page) : Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(page)!, path));
        if (!File.Exists(file) && !Directory.Exists(file))
            return "does not exist";
        return anchor is null || Pages.Prose(Path.GetRelativePath(Repository.Root, file)).Any(line => line.Line.StartsWith('#') && Anchor(line.Line) == anchor) ? null : "is no heading there";
    }

    // As code hosts make it of a heading: lower case, words joined by dashes, punctuation dropped.
    private static string Anchor(string heading) =>
        string.Concat(heading.TrimStart('#').Trim().Select(c => c == ' ' ? '-' : char.ToLowerInvariant(c)).Where(c => char.IsLetterOrDigit(c) || c is '-' or '_'));

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
