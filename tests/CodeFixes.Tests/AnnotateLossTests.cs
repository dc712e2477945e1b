using MaskSharp.Generators.Losses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MaskSharp.CodeFixes.Tests;

/// <summary>The refactoring that generates a hand-written BCE + Dice: with the generator's part, what it leaves compiles.</summary>
public sealed class AnnotateLossTests
{
    private const string Usings = """
        using System;
        using TorchSharp;
        using static TorchSharp.torch;
        using static TorchSharp.torch.nn;

        """;

    private const string Network = """

        internal sealed class UNet : Module<Tensor, Tensor>
        {
            private readonly Module<Tensor, Tensor> up = ConvTranspose2d(1, 1, 2);
            public UNet() : base("u") => RegisterComponents();
            public override Tensor forward(Tensor x) => up.call(x);
        }
        """;

    [Theory]
    [InlineData("""
        public static Tensor BceDice(Tensor logits, Tensor mask)
        {
            var p = logits.sigmoid();
            var bce = functional.binary_cross_entropy_with_logits(logits, mask);
            var intersection = (p * mask).sum();
            var dice = (2 * intersection + 1) / (p.sum() + mask.sum() + 1);
            return bce + 1 - dice;
        }
        """, "[MaskSharp.SegmentationLoss]")]
    [InlineData("""
        public static Tensor BceDice(Tensor z, Tensor t, double smooth = 1)
        {
            const float weight = 0.5f;
            return weight * BCEWithLogitsLoss().call(z, t) + DiceLoss(torch.sigmoid(z).view(-1), t.view(-1)) * (1 - weight);
        }
        private static Tensor DiceLoss(Tensor prediction, Tensor target)
        {
            var overlap = (target * prediction).sum();
            return 1 - (2f * overlap + 1e-3) / (prediction.sum() + target.sum() + 1e-3);
        }
        """, "[MaskSharp.SegmentationLoss(Bce = 0.5, Dice = 0.5, Smooth = 0.001)]")]
    public async Task The_network_gets_the_attribute_and_the_function_calls_what_it_generates(string functions, string attribute)
    {
        using var project = new FixedProject(Usings + $"internal static class Losses\n{{\n{functions}\n}}" + Network);
        Assert.Empty(await project.CompileErrors());
        var action = Assert.Single(await project.Refactorings(new AnnotateLossRefactoringProvider(), "BceDice"));
        Assert.Equal("Generate this loss on 'UNet'", action.Title);
        await project.Apply(action);
        var text = project.Text.ReplaceLineEndings("\n");
        Assert.Contains(attribute + "\ninternal sealed partial class UNet", text, StringComparison.Ordinal);
        Assert.Contains("=> UNet.Loss(", text, StringComparison.Ordinal);

        CSharpGeneratorDriver.Create([new LossGenerator().AsSourceGenerator()], parseOptions: new CSharpParseOptions(LanguageVersion.CSharp12))
            .RunGeneratorsAndUpdateCompilation(await project.Compile(), out var generated, out _);
        var errors = generated.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
        Assert.True(errors.Count == 0, string.Join(Environment.NewLine, errors.Select(e => e.ToString()).Append(text)));
    }

    [Theory]
    [InlineData("public static Tensor Loss(Tensor z, Tensor t) { var p = z.sigmoid(); return functional.binary_cross_entropy_with_logits(z, t) + 1 - (2 * (p * t).sum() + 1) / (p.sum() + t.sum() + 2); }")]
    [InlineData("public static Tensor Loss(Tensor z, Tensor t) { var p = z.sigmoid(); return functional.binary_cross_entropy_with_logits(z, t, reduction: Reduction.Sum) + 1 - (2 * (p * t).sum() + 1) / (p.sum() + t.sum() + 1); }")]
    [InlineData("public static Tensor Loss(Tensor z, Tensor t) { return functional.binary_cross_entropy_with_logits(z, t) + 1 - (2 * (z * t).sum() + 1) / (z.sum() + t.sum() + 1); }")]
    [InlineData("public static Tensor Loss(Tensor z, Tensor t) => functional.binary_cross_entropy_with_logits(z, t);")]
    public async Task Another_formula_is_left_alone(string function)
    {
        using var project = new FixedProject(Usings + $"internal static class Losses\n{{\n{function}\n}}" + Network);
        Assert.Empty(await project.CompileErrors());
        Assert.Empty(await project.Refactorings(new AnnotateLossRefactoringProvider(), "Loss(Tensor"));
    }

    [Fact]
    public async Task A_setting_that_nobody_changes_goes_into_the_attribute_and_out_of_the_signature()
    {
        using var project = new FixedProject(Usings + """
            internal static class Losses
            {
                public static Tensor Train(Tensor logits, Tensor mask) => BceDice(logits, mask);
                /// <summary>BCE and Dice.</summary>
                /// <param name="logits">Logits.</param>
                /// <param name="epsilon">Added above
                /// and below.</param>
                /// <returns>Their sum.</returns>
                public static Tensor BceDice(Tensor logits, Tensor mask, float epsilon = 1e-6f)
                {
                    using (NewDisposeScope())
                    {
                        var p = logits.sigmoid().flatten(start_dim: 1);
                        var t = mask.flatten(start_dim: 1).to_type(ScalarType.Float32);
                        var dice = (2 * (p * t).sum() + epsilon) / (p.sum() + t.sum() + epsilon);
                        return (1 - dice + functional.binary_cross_entropy_with_logits(logits, mask)).MoveToOuterDisposeScope();
                    }
                }
            }
            """ + Network);
        Assert.Empty(await project.CompileErrors());
        await project.Apply(Assert.Single(await project.Refactorings(new AnnotateLossRefactoringProvider(), "BceDice(Tensor")));
        Assert.Contains("[MaskSharp.SegmentationLoss(Smooth = 1E-06)]", project.Text, StringComparison.Ordinal);
        Assert.Contains("""
                /// <summary>BCE and Dice.</summary>
                /// <param name="logits">Logits.</param>
                /// <returns>Their sum.</returns>
                public static Tensor BceDice(Tensor logits, Tensor mask) => UNet.Loss(logits, mask);
            """, project.Text, StringComparison.Ordinal);
    }

    /// <summary>What may be another number, in this call or through a delegate or an override, is no setting of the loss.</summary>
    [Theory]
    [InlineData("public static", "public static Tensor Train(Tensor z, Tensor t) => Loss(z, t, 0.1f);")]
    [InlineData("public static", "public static Func<Tensor, Tensor, float, Tensor> Chosen => Loss;")]
    [InlineData("public virtual", "")]
    [InlineData("public static", "", "smooth *= 2;")]
    public async Task A_setting_that_can_change_is_left_alone(string modifiers, string other, string before = "")
    {
        using var project = new FixedProject(Usings + $$"""
            internal class Losses
            {
                {{other}}
                {{modifiers}} Tensor Loss(Tensor z, Tensor t, float smooth = 1)
                {
                    {{before}}
                    var p = z.sigmoid();
                    return functional.binary_cross_entropy_with_logits(z, t) + 1 - (2 * (p * t).sum() + smooth) / (p.sum() + t.sum() + smooth);
                }
            }
            """ + Network);
        Assert.Empty(await project.CompileErrors());
        Assert.Empty(await project.Refactorings(new AnnotateLossRefactoringProvider(), "Loss(Tensor z, Tensor t, float"));
    }

    [Fact]
    public async Task A_taken_name_gives_another_stem()
    {
        using var project = new FixedProject(Usings + """
            internal sealed class Net : Module<Tensor, Tensor>
            {
                public Net() : base("n") { }
                public override Tensor forward(Tensor x) => x;
                public static Tensor Loss(Tensor z, Tensor t)
                {
                    var p = z.sigmoid();
                    return functional.binary_cross_entropy_with_logits(z, t) + (1 - (2 * (p * t).sum() + 1) / (p.sum() + t.sum() + 1));
                }
            }
            """);
        await project.Apply(Assert.Single(await project.Refactorings(new AnnotateLossRefactoringProvider(), "Loss(Tensor")));
        Assert.Contains("[MaskSharp.SegmentationLoss(Name = \"FusedLoss\")]", project.Text, StringComparison.Ordinal);
        Assert.Contains("=> Net.FusedLoss(z, t);", project.Text, StringComparison.Ordinal);
    }
}
