using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using MaskSharp.Generators.Losses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace MaskSharp.Generators.Tests.Losses;

/// <summary><c>BalanceFrom</c> takes the weights from the measurements that the build hands over.</summary>
public class LossBalanceTests
{
    private const string Train = """{ "schema": 1, "name": "train", "foregroundFraction": 0.2, "classes": [{ "index": 0, "pixels": 80, "fraction": 0.8 }, { "index": 1, "pixels": 20, "fraction": 0.2 }] }""";

    private const string Organs = """
        { "schema": 1, "name": "organs", "foregroundFraction": 0.5, "classes": [{ "index": 0, "pixels": 50, "fraction": 0.5 },
          { "index": 1, "pixels": 40, "fraction": 0.4 }, { "index": 2, "pixels": 10, "fraction": 0.1 }, { "index": 3, "pixels": 0, "fraction": 0 }] }
        """;

    private const string Exclusive = "Mode = SegmentationMode.Multiclass, Classes = 4, CrossEntropy = 1";

    private const string Ranked = Exclusive + ", TopKCrossEntropy = 1";

    private const string Mode3 = "Mode = SegmentationMode.Multilabel, Classes = 3";

    [Theory]
    [InlineData("BalanceFrom = \"train\"", "PosWeight = 4")]
    [InlineData("Mode = SegmentationMode.Multilabel, Classes = 3, BalanceFrom = \"organs\"", "Mode = SegmentationMode.Multilabel, Classes = 3, PosWeight = 1")]
    [InlineData(Exclusive + ", BalanceFrom = \"organs\"", Exclusive + ", ClassWeights = new[] { 0.5, 0.625, 2.5, 2.5 }")]
    [InlineData(Ranked + ", BalanceFrom = \"organs\"", Ranked + ", ClassWeights = new[] { 0.5, 0.625, 2.5, 2.5 }")]
    public void The_measured_balance_becomes_a_constant(string balanced, string written)
    {
        var outcome = Run(balanced, [Train, Organs]);

        Assert.Empty(outcome.Diagnostics);
        Assert.Equal(Text(Run(written, [])), WithoutRemark(Text(outcome)));
        Assert.Contains("the balance of the data set", Text(outcome), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("BalanceFrom = \"nope\"", "'train'|\"train\"")]
    [InlineData("Mode = SegmentationMode.Multiclass, Classes = 3, BalanceFrom = \"organs\"", "Classes=\"3\"")]
    [InlineData("BalanceFrom = \"empty\"", "no foreground")]
    public void What_cannot_be_obeyed_is_an_error_on_the_argument(string arguments, string says)
    {
        var outcome = Run(arguments, [Train, Organs, Train.Replace("train", "empty", StringComparison.Ordinal).Replace("0.2,", "0,", StringComparison.Ordinal)]);

        var diagnostic = Assert.Single(outcome.Diagnostics);
        Assert.Equal("MASK0013", diagnostic.Id);
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        Assert.StartsWith("BalanceFrom = ", diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan), StringComparison.Ordinal);
        Assert.Contains(says.Split('|')[^1], diagnostic.GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_editor_that_opens_the_project_gets_neutral_weights_and_no_error()
    {
        var outcome = Run("BalanceFrom = \"train\"", [], ("DesignTimeBuild", "true"), ("MaskSharpDatasetNames", "train%7Cval"));

        Assert.Empty(outcome.Diagnostics);
        Assert.Equal(Text(Run("", [])), Text(outcome));
        Assert.Empty(Run("BalanceFrom = \"train\"", [], ("DesignTimeBuild", "true")).Diagnostics);
        Assert.Equal("MASK0013", Run("BalanceFrom = \"tarin\"", [], ("DesignTimeBuild", "true"), ("MaskSharpDatasetNames", "train%7Cval")).Diagnostics.Single().Id);
    }

    [Fact]
    public void A_data_set_without_a_measurement_is_a_warning_in_a_build()
    {
        var outcome = Run("BalanceFrom = \"a#b\"", [], ("MaskSharpDatasetNames", "val%7Ca%23b"));

        Assert.Equal("MASK0014", Assert.Single(outcome.Diagnostics).Id);
        Assert.Equal(Text(Run("", [])), Text(outcome));
    }

    [Theory]
    [InlineData("BalanceFrom = \"train\", PosWeight = 2", "PosWeight = 2")]
    [InlineData(Mode3 + ", BalanceFrom = \"train\", PosWeights = new[] { 1.0, 2, 3 }", Mode3 + ", PosWeights = new[] { 1.0, 2, 3 }")]
    [InlineData("Dice = 1, BalanceFrom = \"train\"", "Dice = 1")]
    public void Where_weights_are_given_or_not_used_it_has_no_effect_and_says_so(string arguments, string written)
    {
        var outcome = Run(arguments, [Train]);

        var diagnostic = Assert.Single(outcome.Diagnostics);
        Assert.Equal("MASK0010", diagnostic.Id);
        Assert.StartsWith("BalanceFrom = ", diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan), StringComparison.Ordinal);
        Assert.Equal(Text(Run(written, [])), Text(outcome));
    }

    [Fact]
    public void Only_a_changed_measurement_generates_anew()
    {
        var compilation = GeneratorDriverHarness.Compile(LossSources.Annotated("BalanceFrom = \"train\""));
        var (train, other) = (new File(Train, "MeasuredDataset"), new File("notes", ""));
        var driver = Driver(compilation, [train, other]).RunGenerators(compilation);

        driver = driver.ReplaceAdditionalText(other, other = new File("other notes", "")).WithUpdatedAnalyzerConfigOptions(new Options([])).RunGenerators(compilation);
        Assert.All(Reasons(driver), reason => Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, reason.ToString()));

        driver = driver.ReplaceAdditionalText(train, new File(Train.Replace("0.2,", "0.25,", StringComparison.Ordinal), "MeasuredDataset")).RunGenerators(compilation);
        Assert.Contains(IncrementalStepRunReason.Modified, Reasons(driver));
        Assert.Contains("3·t·log p", driver.GetRunResult().GeneratedTrees.Single().ToString(), StringComparison.Ordinal);
    }

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorDriver driver)
    {
        var result = driver.GetRunResult().Results.Single();
        return result.TrackedSteps[LossSteps.Resolved].Concat(result.TrackedSteps[LossSteps.Measurements])
            .Concat(result.TrackedOutputSteps.SelectMany(step => step.Value))
            .SelectMany(run => run.Outputs).Select(output => output.Reason);
    }

    private static GeneratorOutcome Run(string arguments, string[] measurements, params (string Name, string Value)[] properties)
    {
        var compilation = GeneratorDriverHarness.Compile(LossSources.Annotated(arguments));
        var driver = Driver(compilation, [.. measurements.Select(text => new File(text, "MeasuredDataset"))], properties)
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        var result = driver.GetRunResult().Results.Single();
        Assert.Null(result.Exception);
        return new(output, result.Diagnostics, [.. result.GeneratedSources]);
    }

    private static GeneratorDriver Driver(CSharpCompilation compilation, File[] files, params (string Name, string Value)[] properties)
        => GeneratorDriverHarness.CreateDriver(compilation, new LossGenerator())
            .AddAdditionalTexts(ImmutableArray.Create<AdditionalText>(files))
            .WithUpdatedAnalyzerConfigOptions(new Options(properties.ToDictionary(property => "build_property." + property.Name, property => property.Value)));

    private static string Text(GeneratorOutcome outcome) => outcome.Files.Single().SourceText.ToString();

    private static string WithoutRemark(string text)
        => string.Join('\n', text.Split('\n').Where(line => !line.Contains("the balance of the data set", StringComparison.Ordinal)));

    private sealed class File(string text, string role) : AdditionalText
    {
        public string Role => role;

        public override string Path => "obj/masksharp/data.measured.json";

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }

    private sealed class Options(Dictionary<string, string> properties) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(properties);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Values([]);

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile)
            => new Values(new() { ["build_metadata.AdditionalFiles.MaskSharpRole"] = ((File)textFile).Role });
    }

    private sealed class Values(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
