using MaskSharp.Generators.Metrics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MaskSharp.Generators.Tests.Metrics;

public class MetricsIncrementalTests
{
    private const string Annotated = "using MaskSharp;\n[SegmentationMetrics(Name = \"Val\", ClassNames = new[] { \"cell\" })] partial class Net { }";

    private const string Misused = "using MaskSharp;\n[SegmentationMetrics(Threshold = 2)] partial class Wrong { }";

    private const string Other = "class Other { int X = 1; }";

    [Fact]
    public void An_unrelated_edit_runs_no_step_anew()
    {
        var reasons = Reasons(
            GeneratorDriverHarness.Compile(Annotated, Misused, Other),
            compilation => Replace(compilation, 2, "class Other { int X = 2; string Y = \"\"; }"));
        Assert.Single(reasons[MetricsGenerator.Steps.Specs]);
        Assert.Single(reasons[MetricsGenerator.Steps.Diagnostics]);
        Assert.All(reasons.Values.SelectMany(step => step), reason => Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, reason.ToString()));
    }

    [Fact]
    public void A_moved_attribute_emits_nothing_anew()
    {
        var reasons = Reasons(GeneratorDriverHarness.Compile(Annotated), compilation => Replace(compilation, 0, "// A comment.\n" + Annotated));
        Assert.Equal([IncrementalStepRunReason.Cached], reasons[MetricsGenerator.Steps.Specs].Select(Stable));
    }

    [Fact]
    public void A_changed_argument_emits_anew()
    {
        var reasons = Reasons(GeneratorDriverHarness.Compile(Annotated), compilation => Replace(compilation, 0, Annotated.Replace("cell", "cells", StringComparison.Ordinal)));
        Assert.Equal([IncrementalStepRunReason.Modified], reasons[MetricsGenerator.Steps.Specs]);
    }

    [Fact]
    public void Models_hold_no_symbol_syntax_or_location()
    {
        var compilation = GeneratorDriverHarness.Compile(Annotated, Misused, Other);
        var result = GeneratorDriverHarness.CreateDriver(compilation, new MetricsGenerator()).RunGenerators(compilation).GetRunResult().Results.Single();
        var outputs = MetricsGenerator.Steps.All
            .SelectMany(name => result.TrackedSteps[name])
            .SelectMany(step => step.Outputs)
            .Select(output => output.Value)
            .ToList();
        Assert.Equal(4, outputs.Count);
        Assert.Empty(ModelWalk.Forbidden(outputs));
    }

    [Fact]
    public void The_walk_finds_what_it_forbids()
        => Assert.Single(ModelWalk.Forbidden([new { Inner = new List<object> { CSharpSyntaxTree.ParseText("") } }]));

    [Fact]
    public void Every_step_of_this_generator_is_tracked_by_name()
        => Assert.Equal(MetricsGenerator.Steps.All.Order(), typeof(MetricsGenerator.Steps).GetFields().Select(field => (string)field.GetRawConstantValue()!).Order());

    // Both mean that nothing downstream runs.
    private static IncrementalStepRunReason Stable(IncrementalStepRunReason reason)
        => reason == IncrementalStepRunReason.Unchanged ? IncrementalStepRunReason.Cached : reason;

    private static IReadOnlyDictionary<string, IReadOnlyList<IncrementalStepRunReason>> Reasons(CSharpCompilation compilation, Func<CSharpCompilation, CSharpCompilation> edit)
        => GeneratorDriverHarness.ReasonsAfterEdit<MetricsGenerator>(compilation, edit, MetricsGenerator.Steps.All);

    private static CSharpCompilation Replace(CSharpCompilation compilation, int file, string text)
    {
        var old = compilation.SyntaxTrees[file];
        return compilation.ReplaceSyntaxTree(old, old.WithChangedText(Microsoft.CodeAnalysis.Text.SourceText.From(text)));
    }
}
