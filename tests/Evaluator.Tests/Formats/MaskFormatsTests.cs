using MaskSharp.Evaluator.Formats;
using MaskSharp.Evaluator.Tests.Support;

namespace MaskSharp.Evaluator.Tests.Formats;

public class MaskFormatsTests
{
    public static TheoryData<string> Names => [.. MaskFormats.Readers.Select(reader => reader.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_format_has_a_row_in_the_table_of_formats(string name)
    {
        var rows = File.ReadLines(Path.Combine(Repository.Root(), "docs", "gates.md")).SkipWhile(line => line != "## Formats").TakeWhile(line => line != "## What values mean")
            .Where(line => line.StartsWith('|'));
        Assert.Single(rows, row => row.Split('|')[1].Split(',', StringSplitOptions.TrimEntries).Contains(name));
    }

    [Fact]
    public void No_extension_is_both_read_and_refused()
        => Assert.Empty(MaskFormats.Readers.SelectMany(reader => reader.Extensions).Intersect(MaskFormats.Refused));

    [Fact]
    public void A_file_of_no_format_is_told_which_there_are()
    {
        var message = Assert.Throws<MaskFileException>(() => MaskFormats.Read("a.gif", "GIF89a"u8.ToArray(), acceptLossy: false)).Message;
        Assert.Contains("(PNG, TIFF, ", message, StringComparison.Ordinal);
        Assert.Contains(", and JPEG with a threshold)", message, StringComparison.Ordinal);
    }
}
