using MaskSharp.MsBuildTasks.Items;

namespace MsBuildTasks.Tests.Items;

public class ItemNamesTests
{
    [Theory]
    [InlineData("tumour")]
    [InlineData("Tumour 2.5-a_b")]
    [InlineData("läsion")]
    [InlineData("console")]
    [InlineData("com")]
    public void Names_of_files_are_allowed(string name) => Assert.True(ItemNames.IsFileSafe(name));

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData(@"a\b")]
    [InlineData("..")]
    [InlineData("a:b")]
    [InlineData("a*")]
    [InlineData("a.")]
    [InlineData(" a")]
    [InlineData("nul")]
    [InlineData("Com1.x")]
    [InlineData("a\nb")]
    public void Names_that_no_file_can_have_everywhere_are_not(string name) => Assert.False(ItemNames.IsFileSafe(name));

    [Fact]
    public void A_name_longer_than_a_hundred_characters_is_not_allowed() => Assert.False(ItemNames.IsFileSafe(new string('a', 101)));
}
