using System.Text.Json;
using Microsoft.CodeAnalysis;
using Xunit.Abstractions;

namespace MaskSharp.Generators.Tests.Analyzers;

/// <summary>Recall and precision, with exact lines, on the corpus beside the repository and on the repository's own.</summary>
public sealed class CorpusTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("MASK1001", "accuracy-only", 0.95, 0.98)]
    [InlineData("MASK1002", "double-activation", 1, 1)]
    [InlineData("MASK1003", "hard-prediction-loss", 1, 1)]
    [InlineData("MASK1004", "unguarded-overlap", 1, 1)]
    public void Shared_corpus_meets_the_bars(string id, string slug, double recall, double precision)
    {
        var folder = Environment.GetEnvironmentVariable("MASKSHARP_CORPUS") ?? Path.Combine(AnalyzerRun.RepositoryRoot, "..", "shared", "corpus");
        if (!File.Exists(Path.Combine(folder, "manifest.json")))
        {
            output.WriteLine($"No corpus at {folder}: only the repository's own cases run.");
            return;
        }

        var cases = ReadManifest(folder, slug).GroupBy(c => c.File.Split('.')[0]).Select(group => new CorpusCase(
            group.Key,
            [.. group.Select(c => (c.File, File.ReadAllText(Path.Combine(folder, c.File))))],
            [.. group.SelectMany(c => c.Expected.Select(line => (Path.GetFileName(c.File), line)))],
            [.. group.SelectMany(c => c.Alternative.Select(line => (Path.GetFileName(c.File), line)))]));
        Judge(id, [.. cases], recall, precision);
    }

    public static TheoryData<string> Rules => [.. AnalyzerRun.AllRules.SelectMany(rule => rule.SupportedDiagnostics).Select(d => d.Id).Order(StringComparer.Ordinal)];

    private static string CaseFolder => Path.Combine(AnalyzerRun.RepositoryRoot, "tests", "Generators.Tests", "Analyzers", "Cases");

    [Theory]
    [MemberData(nameof(Rules))]
    public void Own_cases_meet_the_bars(string id)
    {
        IReadOnlyList<CorpusCase> cases = [.. Directory.GetFiles(Path.Combine(CaseFolder, id), "*.txt").Order(StringComparer.Ordinal).SelectMany(CorpusCase.ReadAll)];

        // A case that does not compile would be silent for a wrong reason.
        var errors = cases.SelectMany(one => AnalyzerRun.Compile([.. one.Sources]).GetDiagnostics()
            .Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => $"{one.Name}: {d}")).ToList();
        Assert.True(errors.Count == 0, string.Join(Environment.NewLine, errors));
        Judge(id, cases, 1, 1);
    }

    private void Judge(string id, IReadOnlyList<CorpusCase> cases, double leastRecall, double leastPrecision)
    {
        Assert.NotEmpty(cases);
        int found = 0, expected = 0, reported = 0, right = 0;
        var wrong = new List<string>();
        foreach (var one in cases)
        {
            var lines = AnalyzerRun.Analyze(AnalyzerRun.Compile([.. one.Sources]), new AnalyzerRun.Options([]), AnalyzerRun.Rule(id)).Select(d => (Path.GetFileName(d.Location.SourceTree!.FilePath), d.Line())).ToList();
            expected += one.Expected.Count;
            reported += lines.Count;
            right += lines.Count(line => one.Expected.Contains(line) || one.Alternative.Contains(line));
            found += lines.Any(one.Alternative.Contains) ? one.Expected.Count : one.Expected.Count(lines.Contains);
            var isRight = one.Expected.All(lines.Contains) && lines.All(line => one.Expected.Contains(line) || one.Alternative.Contains(line));
            if (!isRight && !lines.Any(one.Alternative.Contains))
                wrong.Add($"{one.Name}: expected [{string.Join(", ", one.Expected)}], reported [{string.Join(", ", lines)}]");
        }

        var recall = expected == 0 ? 1 : found / (double)expected;
        var precision = reported == 0 ? 1 : right / (double)reported;
        output.WriteLine(FormattableString.Invariant($"{id}, {cases.Count} cases: recall {recall:0.000} ({found}/{expected}), precision {precision:0.000} ({right}/{reported})"));
        foreach (var line in wrong)
            output.WriteLine(line);
        Assert.True(recall >= leastRecall && precision >= leastPrecision, string.Join(Environment.NewLine, wrong.Prepend(FormattableString.Invariant($"recall {recall:0.000}, precision {precision:0.000} over {cases.Count} cases"))));
    }

    private static List<(string File, int[] Expected, int[] Alternative)> ReadManifest(string folder, string slug)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "manifest.json")));
        return [.. manifest.RootElement.GetProperty("files").EnumerateArray()
            .Where(f => f.GetProperty("rule").GetString() == slug)
            .Select(f => (
                f.GetProperty("file").GetString()!,
                f.GetProperty("expectedLines").EnumerateArray().Select(l => l.GetInt32()).ToArray(),
                f.GetProperty("altLines").EnumerateArray().Select(l => l.GetInt32()).ToArray()))];
    }
}
