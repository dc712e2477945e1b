using System.Text.RegularExpressions;
using MaskSharp.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace MaskSharp.Generators.Tests.Analyzers;

/// <summary>Descriptors, rows of the release file and pages of the documentation say the same.</summary>
public sealed partial class RuleCatalogTests
{
    private static IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } =
        [.. typeof(Descriptors).GetFields().Select(field => field.GetValue(null)).OfType<DiagnosticDescriptor>()];

    [Fact]
    public void Each_rule_has_an_id_of_its_own()
        => Assert.Equal(Descriptors.Count, Descriptors.Select(d => d.Id).Distinct().Count());

    [Fact]
    public void Each_rule_has_a_row_with_its_category_severity_and_title()
    {
        var rows = File.ReadAllLines(Path.Combine(AnalyzerRun.RepositoryRoot, "src", "Generators", "AnalyzerReleases.Unshipped.md"))
            .Concat(File.ReadAllLines(Path.Combine(AnalyzerRun.RepositoryRoot, "src", "Generators", "AnalyzerReleases.Shipped.md")))
            .Where(line => line.StartsWith("MASK", StringComparison.Ordinal)).ToList();
        Assert.Equal(
            Descriptors.Select(d => $"{d.Id} | {d.Category} | {d.DefaultSeverity} | {d.Title}").Order(StringComparer.Ordinal),
            rows.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_rule_has_a_page_that_is_headed_by_its_id_and_title()
    {
        foreach (var descriptor in Descriptors)
        {
            var page = File.ReadAllText(Path.Combine(AnalyzerRun.RepositoryRoot, "docs", "rules", $"{descriptor.Id}.md"));
            Assert.StartsWith($"# {descriptor.Id}: {descriptor.Title}\n", page, StringComparison.Ordinal);
            Assert.Matches("Severity: " + descriptor.DefaultSeverity.ToString().ToLowerInvariant(), page);
            Assert.Contains($"Category: {descriptor.Category}.", page, StringComparison.Ordinal);
            foreach (var section in new[] { "## Why", "## Wrong", "## Right", "## How to silence", "## Known limits" })
                Assert.Contains($"\n{section}\n", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Each_page_of_the_compiler_s_diagnostics_has_a_rule()
    {
        var pages = Directory.GetFiles(Path.Combine(AnalyzerRun.RepositoryRoot, "docs", "rules"), "MASK*.md").Select(path => Path.GetFileNameWithoutExtension(path))
            .Where(id => CompilerId().IsMatch(id));
        Assert.Equal(Descriptors.Select(d => d.Id).Order(StringComparer.Ordinal), pages.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_analyzer_rule_is_reported_by_one_analyzer()
        => Assert.Equal(
            Descriptors.Select(d => d.Id).Where(id => id.StartsWith("MASK1", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            AnalyzerRun.AllRules.SelectMany(rule => rule.SupportedDiagnostics).Select(d => d.Id).Order(StringComparer.Ordinal));

    [GeneratedRegex("^MASK[01]")]
    private static partial Regex CompilerId();
}
