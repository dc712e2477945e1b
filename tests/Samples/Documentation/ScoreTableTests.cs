namespace MaskSharp.Samples.Tests.Documentation;

public class ScoreTableTests
{
    public static TheoryData<string> Scores =>
    [
        .. typeof(SegmentationScores).GetProperties().Where(property => property.PropertyType == typeof(MetricResult)).Select(property => property.Name),
        .. typeof(SegmentationScores).GetMethods().Where(method => method.ReturnType == typeof(MetricResult) && !method.IsSpecialName).Select(method => method.Name).Distinct(),
    ];

    [Theory]
    [MemberData(nameof(Scores))]
    public void A_score_has_a_row_in_the_table_of_scores(string name)
    {
        var rows = Pages.Lines("docs/metrics.md").SkipWhile(line => line != "## Scores").TakeWhile(line => line != "## Meter");
        Assert.Contains(rows, row => row.StartsWith($"| `{name}`", StringComparison.Ordinal) || row.StartsWith($"| `{name}(", StringComparison.Ordinal));
    }
}
