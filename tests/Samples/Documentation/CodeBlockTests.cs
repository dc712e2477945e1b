using Microsoft.CodeAnalysis;

namespace MaskSharp.Samples.Tests.Documentation;

public class CodeBlockTests
{
    public static TheoryData<string, int> Right => Of(block => !block.IsWrong);

    public static TheoryData<string, int> Wrong => Of(block => block.IsWrong);

    [Theory]
    [MemberData(nameof(Right))]
    public void Code_compiles_and_is_not_reported(string page, int line)
    {
        var block = Find(page, line);
        var diagnostics = ExampleCompiler.Compile(block);
        // A rule's page is held to its own rule, every other page to all.
        var faults = diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error || d.Id == block.Rule || block.Rule is null).Select(d => d.ToString());
        Assert.True(!faults.Any(), string.Join('\n', [.. faults, .. ExampleSource.Trees(block).Select(tree => tree.ToString())]));
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_a_rules_page_calls_wrong_is_reported_where_it_says(string page, int line)
    {
        var block = Find(page, line);
        var diagnostics = ExampleCompiler.Compile(block);
        var reported = diagnostics.Where(d => d.Id == block.Rule).ToList();
        var marked = block.Text.Split('\n').Where(text => text.Contains("// " + block.Rule, StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(marked);
        foreach (var mark in marked)
        {
            Assert.True(
                reported.Exists(d => d.Location.SourceTree!.GetText().Lines[d.Location.GetLineSpan().StartLinePosition.Line].ToString() == mark),
                string.Join('\n', [$"not reported: {mark}", .. diagnostics.Select(d => d.ToString()), .. ExampleSource.Trees(block).Select(tree => tree.ToString())]));
        }
    }

    [Fact]
    public void There_are_pages_with_code()
    {
        Assert.NotEmpty(Right);
        Assert.NotEmpty(Wrong);
        Assert.Contains("README.md", Pages.All);
    }

    private static TheoryData<string, int> Of(Func<Block, bool> choice)
    {
        var data = new TheoryData<string, int>();
        foreach (var block in Pages.Blocks.Where(block => block.Language == "csharp" && choice(block)))
            data.Add(block.Page, block.Line);
        return data;
    }

    private static Block Find(string page, int line) => Pages.Blocks.Single(block => block.Page == page && block.Line == line);
}
