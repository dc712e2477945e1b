using System.Reflection;
using MaskSharp.Evaluator.Findings;
using MaskSharp.Evaluator.Tests.Support;

namespace MaskSharp.Evaluator.Tests.Findings;

public class CodesTests
{
    private static readonly string[] _codes = [.. typeof(Codes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(code => (string)code.GetRawConstantValue()!)];

    public static TheoryData<string> All => [.. _codes];

    [Theory]
    [MemberData(nameof(All))]
    public void Every_code_has_its_page(string code)
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root(), "docs", "rules", code + ".md"));
        Assert.StartsWith($"# {code}: ", page, StringComparison.Ordinal);
        foreach (var section in new[] { "Why", "Wrong", "Right", "How to silence", "Known limits" }) Assert.Contains($"## {section}\n", page, StringComparison.Ordinal);
        Assert.Contains($"rules/{code}.md", File.ReadAllText(Path.Combine(Repository.Root(), "docs", "gates.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_code_has_a_title_of_its_own()
        => Assert.Equal(_codes.Length, _codes.Select(Codes.Title).Distinct().Count());
}
