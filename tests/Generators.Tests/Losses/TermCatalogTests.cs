using System.Reflection;
using MaskSharp.Generators.Losses.Terms;
using MaskSharp.Generators.Tests.Analyzers;

namespace MaskSharp.Generators.Tests.Losses;

/// <summary>The catalogue of terms, the attribute, the terms' accessors and docs/losses.md name the same.</summary>
public sealed class TermCatalogTests
{
    private static readonly string _page = File.ReadAllText(Path.Combine(AnalyzerRun.RepositoryRoot, "docs", "losses.md"));

    public static TheoryData<string> Terms => [.. TermCatalog.All.Select(kind => kind.Name)];

    public static TheoryData<string> Options => [.. TermCatalog.Options];

    [Theory]
    [MemberData(nameof(Terms))]
    public void A_term_has_a_weight_that_leaves_it_out_and_a_section(string name)
    {
        Assert.Equal(0.0, Property(name).GetValue(new SegmentationLossAttribute()));
        Assert.Contains($"\n### {name}\n", _page, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_term_has_its_accessor()
        => Assert.Equal(
            TermCatalog.All.Select(kind => kind.Name).Append(nameof(LossTerms.Total)).Order(StringComparer.Ordinal),
            typeof(LossTerms).GetProperties().Where(property => property.GetIndexParameters().Length == 0 && property.Name != nameof(LossTerms.Terms)).Select(property => property.Name).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Options))]
    public void An_option_is_a_property_and_on_the_page(string name)
    {
        Assert.NotNull(Property(name));
        Assert.Contains($"`{name}`", _page, StringComparison.Ordinal);
    }

    private static PropertyInfo Property(string name)
        => typeof(SegmentationLossAttribute).GetProperty(name) ?? throw new InvalidOperationException($"[SegmentationLoss] has no property {name}.");
}
