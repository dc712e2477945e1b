namespace MaskSharp.Samples.Tests.Documentation;

/// <summary>A fenced block of a page.</summary>
/// <param name="Page">The page's path in the repository.</param>
/// <param name="Line">The line of the block's fence.</param>
/// <param name="Section">The heading above it, without its marks.</param>
/// <param name="Language">What stands after the fence, such as csharp.</param>
/// <param name="Text">What stands between the fences.</param>
public sealed record Block(string Page, int Line, string Section, string Language, string Text)
{
    /// <summary>MASK0001 of docs/rules/MASK0001.md; null for other pages.</summary>
    public string? Rule => Page.StartsWith("docs/rules/", StringComparison.Ordinal) ? Path.GetFileNameWithoutExtension(Page) : null;

    /// <summary>Whether it shows what a rule reports.</summary>
    public bool IsWrong => Rule is not null && Section == "Wrong";

    public override string ToString() => $"{Page}({Line})";
}
