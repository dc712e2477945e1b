using System.Text.RegularExpressions;
using MaskSharp.Samples.Tests.Support;

namespace MaskSharp.Samples.Tests.Documentation;

/// <summary>The repository's pages: README.md, the changelog, docs, the samples' and the template's own.</summary>
internal static partial class Pages
{
    /// <summary>Paths in the repository, with forward slashes.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Directory.GetFiles(Repository.Root, "*.md")
            .Concat(Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories))
            .Append(Path.Combine(Repository.Root, "src", "Templates", "README.md"))
            .Concat(Directory.GetDirectories(Path.Combine(Repository.Root, "samples")).SelectMany(sample => Directory.GetFiles(sample, "*.md")))
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];

    public static string[] Lines(string page) => File.ReadAllLines(Path.Combine(Repository.Root, page));

    /// <summary>All fenced blocks.</summary>
    public static IEnumerable<Block> Blocks => All.SelectMany(BlocksOf);

    /// <summary>The lines of a page that stand in no fenced block, with their numbers from 1.</summary>
    public static IEnumerable<(int Number, string Line)> Prose(string page)
    {
        var fenced = false;
        foreach (var (index, line) in Lines(page).Index())
        {
            if (Fence().IsMatch(line))
                fenced = !fenced;
            else if (!fenced)
                yield return (index + 1, line);
        }
    }

    private static IEnumerable<Block> BlocksOf(string page)
    {
        var (section, language, start) = ("", (string?)null, 0);
        var text = new List<string>();
        foreach (var (index, line) in Lines(page).Index())
        {
            if (Fence().Match(line) is { Success: true } fence)
            {
                if (language is not null)
                    yield return new Block(page, start, section, language, string.Join('\n', text));
                (language, start) = (language is null ? fence.Groups[1].Value : null, index + 1);
                text.Clear();
            }
            else if (language is not null)
            {
                text.Add(line);
            }
            else if (line.StartsWith('#'))
            {
                section = line.TrimStart('#').Trim();
            }
        }
    }

    [GeneratedRegex(@"^\s*```(\w*)")]
    private static partial Regex Fence();
}
