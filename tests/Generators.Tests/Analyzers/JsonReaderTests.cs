using MaskSharp.Generators.Datasets;

namespace MaskSharp.Generators.Tests.Analyzers;

/// <summary>The reader of measurements.</summary>
public sealed class JsonReaderTests
{
    [Fact]
    public void A_measurement_is_read_whole()
    {
        var dataset = MeasuredDataset.Parse(MeasuredFile.Of("tr\\u00e4in \\\"a\\\"", 0.25).GetText().ToString());
        Assert.NotNull(dataset);
        Assert.Equal("träin \"a\"", dataset.Name);
        Assert.Equal(0.25, dataset.ForegroundFraction);
        Assert.Equal([new MeasuredClass(0, 9, 0.75), new MeasuredClass(1, 1, 0.25)], dataset.Classes);
    }

    [Fact]
    public void Equal_texts_give_equal_data_sets()
        => Assert.Equal(MeasuredDataset.Parse(MeasuredFile.Of("a", 0.1).GetText().ToString()), MeasuredDataset.Parse(MeasuredFile.Of("a", 0.1).GetText().ToString()));

    [Fact]
    public void No_prefix_of_a_measurement_is_one_and_none_throws()
    {
        var text = MeasuredFile.Of("train", 0.01).GetText().ToString().TrimEnd();
        for (var length = 0; length < text.Length; length++)
            Assert.Null(MeasuredDataset.Parse(text[..length]));
    }

    [Theory]
    [InlineData("1e400")]
    [InlineData("nul")]
    [InlineData("\"\\u12\"")]
    [InlineData("{\"a\" 1}")]
    [InlineData("[1,]")]
    [InlineData("\"a\nb\"")]
    public void Malformed_text_gives_nothing(string text)
        => Assert.True(JsonReader.Read(text) is null or double);

    [Fact]
    public void Deep_nesting_ends_in_nothing() => Assert.Null(JsonReader.Read(new string('[', 100_000)));
}
