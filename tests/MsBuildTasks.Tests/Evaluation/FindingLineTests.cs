using MaskSharp.MsBuildTasks.Evaluation;

namespace MsBuildTasks.Tests.Evaluation;

public class FindingLineTests
{
    [Theory]
    [InlineData("app.csproj(12) : error MASK2001: Dice 0.42 < 0.85", "app.csproj", 12, true, "MASK2001", "Dice 0.42 < 0.85")]
    [InlineData("/data/a (1)/x.png : warning MASK2107: undefined", "/data/a (1)/x.png", 0, false, "MASK2107", "undefined")]
    [InlineData(@"C:\data\x.png : error MASK2104: cut short: 3 : error", @"C:\data\x.png", 0, true, "MASK2104", "cut short: 3 : error")]
    [InlineData("/p(2)(7) : error MASK2106: {0} {braces}", "/p(2)", 7, true, "MASK2106", "{0} {braces}")]
    [InlineData("MaskSharp : error MASK2201: failed", "", 0, true, "MASK2201", "failed")]
    public void A_finding_is_taken_apart(string line, string file, int number, bool isError, string code, string text) =>
        Assert.Equal(new FindingLine(file, number, isError, code, text), FindingLine.TryParse(line));

    [Theory]
    [InlineData("MaskSharp: gate 'tumour' passed on 12 cases: error MASK2001")]
    [InlineData("note: two values")]
    [InlineData("x.png : error CS0001: another tool's")]
    [InlineData("")]
    public void Any_other_line_is_none(string line) => Assert.Null(FindingLine.TryParse(line));
}
