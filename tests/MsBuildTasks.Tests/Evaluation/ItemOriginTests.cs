using System.Text;
using MaskSharp.MsBuildTasks.Evaluation;
using Microsoft.Build.Utilities;
using MsBuildTasks.Tests.Support;

namespace MsBuildTasks.Tests.Evaluation;

public sealed class ItemOriginTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("tumour", 3)]
    [InlineData("liver", 5)]
    [InlineData("spleen", 5)]
    [InlineData("unknown", 0)]
    public void The_line_is_that_of_the_element_that_includes_the_item(string name, int line) =>
        Assert.Equal(line, Find(
            """
            <Project>
              <ItemGroup>
                <SegmentationGate Include="tumour"
                                  MinDice="0.5" />
                <SegmentationGate Include="liver; spleen" />
                <SegmentationDataset Include="unknown" />
              </ItemGroup>
            </Project>
            """,
            name));

    [Fact]
    public void An_include_made_from_properties_is_found_if_it_is_the_only_one() =>
        Assert.Equal(2, Find("<Project>\n<ItemGroup><SegmentationGate Include=\"$(Name)\" /></ItemGroup></Project>", "tumour"));

    [Theory]
    [InlineData("<Project>")]
    [InlineData("<!DOCTYPE Project [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><Project>&x;</Project>")]
    public void A_file_that_cannot_be_read_leaves_the_file_alone(string text) => Assert.Equal(0, Find(text, "tumour"));

    [Fact]
    public void It_is_printed_as_MSBuild_prints_it()
    {
        Assert.Equal("a.csproj(3)", new ItemOrigin("a.csproj", 3).ToString());
        Assert.Equal("a.csproj", new ItemOrigin("a.csproj", 0).ToString());
    }

    private int Find(string text, string name)
    {
        var file = _folder.Write("app.csproj", Encoding.UTF8.GetBytes(text));
        var origin = ItemOrigin.Of(new TaskItem(name), "SegmentationGate", file);
        Assert.Equal(file, origin.File);
        return origin.Line;
    }
}
