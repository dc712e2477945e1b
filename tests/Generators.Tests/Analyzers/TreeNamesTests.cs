using MaskSharp.Generators.Analyzers.Operations;
using Microsoft.CodeAnalysis.CSharp;

namespace MaskSharp.Generators.Tests.Analyzers;

/// <summary>The index of names, which is made of the text.</summary>
public sealed class TreeNamesTests
{
    [Theory]
    [InlineData("class Dice { }", 1)]
    [InlineData("class A { int Dice; int B => Dice + this.Dice; }", 3)]
    [InlineData("class A { int @Dice; string B => $\"{Dice}\"; }", 2)]
    [InlineData("class A { /* Dice */ string B = \"Dice\"; /// <see cref=\"Dice\"/>\n int C; }", 0)]
    [InlineData("#if NEVER\nclass Dice { }\n#endif", 0)]
    [InlineData("class A { int Dice1, XDice, Dice_, _Dice, dice, ÄDice; }", 0)]
    [InlineData("class A { int B = 0xDice; }", 0)]
    public void Names_are_found_where_they_are_code(string source, int count)
    {
        var tree = CSharpSyntaxTree.ParseText(source);
        var names = TreeNames.Of(tree);
        Assert.Equal(count, names.Find("Dice", tree.GetRoot()).Count());
        Assert.True(count == 0 || names.Contains("Dice"));
    }

    [Fact]
    public void A_name_that_stands_nowhere_is_not_contained() => Assert.False(TreeNames.Of(CSharpSyntaxTree.ParseText("class A { int B; }")).Contains("Dice"));
}
