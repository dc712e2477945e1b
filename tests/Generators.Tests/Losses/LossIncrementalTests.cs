using MaskSharp.Generators.Losses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MaskSharp.Generators.Tests.Losses;

/// <summary>What an edit makes the generator do again.</summary>
public class LossIncrementalTests
{
    private static readonly string[] _steps = [LossSteps.Parse, LossSteps.Specs];

    [Fact]
    public void An_unrelated_edit_leaves_every_step_cached_or_unchanged()
    {
        var compilation = GeneratorDriverHarness.Compile(LossSources.Annotated("Dice = 1"), "namespace Other; internal class A { }");

        var reasons = GeneratorDriverHarness.ReasonsAfterEdit<LossGenerator>(
            compilation,
            before => before.ReplaceSyntaxTree(
                before.SyntaxTrees[1],
                CSharpSyntaxTree.ParseText("namespace Other; internal class A { internal int B; }", GeneratorDriverHarness.ParseOptions, "Source1.cs")),
            _steps);

        Assert.All(_steps, step => Assert.NotEmpty(reasons[step]));
        Assert.All(reasons.Values.SelectMany(all => all), reason => Assert.True(
            reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, reason.ToString()));
    }

    [Fact]
    public void A_comment_in_the_annotated_file_leaves_the_spec_unchanged()
    {
        var source = LossSources.Annotated("Dice = 1");
        var reasons = GeneratorDriverHarness.ReasonsAfterEdit<LossGenerator>(
            GeneratorDriverHarness.Compile(source),
            before => before.ReplaceSyntaxTree(
                before.SyntaxTrees[0], CSharpSyntaxTree.ParseText("// moved down\n" + source, GeneratorDriverHarness.ParseOptions, "Source0.cs")),
            [LossSteps.Specs]);

        Assert.Equal([IncrementalStepRunReason.Unchanged], reasons[LossSteps.Specs].Select(reason =>
            reason == IncrementalStepRunReason.Cached ? IncrementalStepRunReason.Unchanged : reason));
    }

    [Fact]
    public void A_changed_constant_makes_a_new_spec()
    {
        var reasons = GeneratorDriverHarness.ReasonsAfterEdit<LossGenerator>(
            GeneratorDriverHarness.Compile(LossSources.Annotated("Dice = 1")),
            before => before.ReplaceSyntaxTree(
                before.SyntaxTrees[0], CSharpSyntaxTree.ParseText(LossSources.Annotated("Dice = 2"), GeneratorDriverHarness.ParseOptions, "Source0.cs")),
            [LossSteps.Specs]);

        Assert.Equal([IncrementalStepRunReason.Modified], reasons[LossSteps.Specs]);
    }

    [Theory]
    [InlineData("Dice = Weights.First")]
    [InlineData("Mode = SegmentationMode.Multiclass, Classes = 3, ClassWeights = new[] { 1, Weights.First, 3 }")]
    public void A_constant_changed_in_another_file_makes_a_new_spec(string arguments)
    {
        const string Constants = "namespace Sample; internal static class Weights { public const double First = 1; }";
        var reasons = GeneratorDriverHarness.ReasonsAfterEdit<LossGenerator>(
            GeneratorDriverHarness.Compile(LossSources.Annotated(arguments), Constants),
            before => before.ReplaceSyntaxTree(
                before.SyntaxTrees[1],
                CSharpSyntaxTree.ParseText(Constants.Replace("First = 1", "First = 2", StringComparison.Ordinal), GeneratorDriverHarness.ParseOptions, "Source1.cs")),
            [LossSteps.Specs]);

        Assert.Equal([IncrementalStepRunReason.Modified], reasons[LossSteps.Specs]);
    }

    [Fact]
    public void Compiling_the_same_source_twice_gives_equal_models()
    {
        var source = LossSources.Annotated("Mode = SegmentationMode.Multiclass, Classes = 3, CrossEntropy = 1, ClassWeights = new[] { 1.0, 2, 3 }, Dice = -1");

        Assert.Equal(Model(source), Model(source));
    }

    [Fact]
    public void Models_hold_no_symbol_syntax_or_location()
        => Assert.Empty(ModelWalk.Forbidden([Model(LossSources.Annotated("Mode = SegmentationMode.Multiclass, Classes = 3, CrossEntropy = 1, ClassWeights = new[] { 1.0, 2, 3 }"))]));

    private static LossParseResult Model(string source)
    {
        var compilation = GeneratorDriverHarness.Compile(source);
        var steps = GeneratorDriverHarness.CreateDriver(compilation, new LossGenerator()).RunGenerators(compilation).GetRunResult().Results.Single().TrackedSteps;
        return (LossParseResult)steps[LossSteps.Parse].Single().Outputs.Single().Value;
    }
}
