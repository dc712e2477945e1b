namespace MaskSharp.CodeFixes.Tests;

/// <summary>The fix of MASK1001: what it adds compiles, is no no-op, and silences the rule for a good reason.</summary>
public sealed class AddOverlapScoresTests
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading.Tasks;
        using MaskSharp;
        using TorchSharp;
        using static TorchSharp.torch;
        using static TorchSharp.torch.nn;

        """;

    // What the generator adds to an annotated class.
    private const string Generated = """

        public partial class TumourNet
        {
            public static PixelCounts CountPixels(Tensor prediction, Tensor target, Tensor? mask = null) => new(1, 0, 0, 1);
            public static SegmentationScores Score(Tensor prediction, Tensor target, Tensor? mask = null) => new(CountPixels(prediction, target, mask));
            public static SegmentationMeter CreateMeter() => new(1);
        }

        [SegmentationMetrics]
        public partial class TumourNet : Module<Tensor, Tensor>
        {
            private readonly Module<Tensor, Tensor> up = ConvTranspose2d(1, 1, 2);
            public TumourNet() : base("t") => RegisterComponents();
            public override Tensor forward(Tensor x) => up.call(x);
        }
        """;

    [Fact]
    public async Task Adds_scores_of_the_compared_masks_in_a_method()
    {
        var text = await Fix("""
            internal static class E
            {
                public static double Run(Module<Tensor, Tensor> unet, Tensor image, Tensor mask)
                {
                    // The hard prediction.
                    var p = unet.call(image).argmax(1);
                    return p.eq(mask).to_type(ScalarType.Float32).mean().ToDouble();
                }
            }
            """);
        Assert.Contains("""
                    // Dice and IoU of the foreground (nonzero labels) show what accuracy hides. Where both masks are empty, they are 1 (EmptyMask.One).
                    var overlap = new SegmentationScores(PixelCounts.FromMasks(p.ne(0).cpu().data<bool>().ToArray(), mask.ne(0).cpu().data<bool>().ToArray()));
                    Console.WriteLine($"Dice {overlap.Dice.Pooled:F4}, IoU {overlap.IoU.Pooled:F4}");
                    return p.eq(mask)
            """, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Computes_an_operand_once()
    {
        var text = await Fix("""
            internal static class E
            {
                public static double Run(Module<Tensor, Tensor> unet, Tensor image, Tensor mask)
                {
                    return (unet.call(image).sigmoid() > 0.5).eq(mask > 0).to_type(ScalarType.Float32).mean().ToDouble();
                }
            }
            """);
        Assert.Contains("var predicted = unet.call(image).sigmoid() > 0.5;", text, StringComparison.Ordinal);
        Assert.Equal(2, text.Split("unet.call").Length);
    }

    [Fact]
    public async Task Counts_over_the_whole_loop()
    {
        var text = await Fix("""
            internal static class E
            {
                public static double Run(Module<Tensor, Tensor> unet, IEnumerable<(Tensor x, Tensor mask)> data)
                {
                    double hit = 0, n = 0;
                    foreach (var (x, mask) in data)
                    {
                        var p = unet.call(x).argmax(1);
                        hit += (p == mask).sum().ToDouble();
                        n += mask.numel();
                    }
                    return hit / n;
                }
            }
            """);
        Assert.Contains("var overlapMeter = new SegmentationMeter(classes: 1);\n        foreach", text, StringComparison.Ordinal);
        Assert.Contains("overlapMeter.Update(PixelCounts.FromMasks(", text, StringComparison.Ordinal);
        Assert.Contains("var overlap = overlapMeter.Compute();\n        Console.WriteLine(", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gives_the_only_statement_of_a_loop_braces()
        => Assert.Contains("overlapMeter.Update", await Fix("""
            internal static class E
            {
                public static double Run(Module<Tensor, Tensor> unet, IList<(Tensor x, Tensor mask)> data)
                {
                    double sum = 0;
                    using (no_grad())
                        foreach (var (x, mask) in data)
                            sum += unet.call(x).argmax(1).eq(mask).to_type(ScalarType.Float32).mean().ToDouble();
                    return sum / data.Count;
                }
            }
            """), StringComparison.Ordinal);

    [Fact]
    public async Task Gives_an_expression_body_braces()
        => Assert.Contains("return predicted == mask", await Fix("""
            internal static class E
            {
                public static Tensor Pixels(Tensor logits, Tensor mask) => logits.argmax(1) == mask;
                public static double Run(Module<Tensor, Tensor> unet, Tensor x, Tensor mask) => Pixels(unet.call(x), mask).to_type(ScalarType.Float32).mean().ToDouble();
            }
            """), StringComparison.Ordinal);

    [Fact]
    public async Task Works_in_top_level_statements()
        => Assert.Contains("Console.WriteLine($\"Dice", await Fix("""
            var unet = Conv2d(1, 2, 1);
            var mask = zeros(1, 8, 8);
            var p = unet.call(rand(1, 1, 8, 8)).argmax(1);
            Console.WriteLine(p.eq(mask).to_type(ScalarType.Float32).mean().ToDouble());
            """), StringComparison.Ordinal);

    [Fact]
    public async Task Uses_the_generated_metrics_of_the_network()
    {
        var text = await Fix("""
            internal static class E
            {
                public static double Run(TumourNet net, Tensor image, Tensor mask)
                {
                    var logits = net.call(image);
                    return (sigmoid(logits) > 0.5).eq(mask).to_type(ScalarType.Float32).mean().ToDouble();
                }
            }
            """ + Generated);
        Assert.Contains("var overlap = TumourNet.Score(logits, mask);", text, StringComparison.Ordinal);
        Assert.Contains("they are 1 (EmptyMask.One)", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Uses_the_generated_meter_around_a_loop()
    {
        var text = await Fix("""
            internal static class E
            {
                public static double Run(TumourNet net, IEnumerable<(Tensor image, Tensor mask)> data)
                {
                    var values = new List<double>();
                    foreach (var (image, mask) in data)
                    {
                        var logits = net.call(image);
                        values.Add(logits.sigmoid().round().eq(mask).to_type(ScalarType.Float32).mean().ToDouble());
                    }
                    return values.Average();
                }
            }
            """ + Generated);
        Assert.Contains("var overlapMeter = TumourNet.CreateMeter();", text, StringComparison.Ordinal);
        Assert.Contains("overlapMeter.Update(TumourNet.CountPixels(logits, mask));", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""
        internal static class E
        {
            public static double PixelAccuracy(byte[] predicted, byte[] mask)
            {
                var same = 0;
                for (var i = 0; i < mask.Length; i++)
                    if (predicted[i] == mask[i]) same++;
                return same / (double)mask.Length;
            }
        }
        """)]
    [InlineData("""
        internal static class E
        {
            public static double Run(Module<Tensor, Tensor> unet, IEnumerable<(Tensor x, Tensor mask)> data)
                => data.Average(d => unet.call(d.x).argmax(1).eq(d.mask).to_type(ScalarType.Float32).mean().ToDouble());
        }
        """)]
    [InlineData("""
        internal sealed class E(Module<Tensor, Tensor> unet, Tensor x, Tensor mask)
        {
            public double Accuracy => unet.call(x).argmax(1).eq(mask).to_type(ScalarType.Float32).mean().ToDouble();
        }
        """)]
    public async Task Is_not_offered_where_it_cannot_compile(string source)
    {
        using var project = new FixedProject(Usings + source);
        Assert.NotEmpty(await project.Diagnose());
        Assert.Empty(await project.Actions());
    }

    [Fact]
    public async Task Fix_all_gives_each_place_its_own_names()
    {
        using var project = new FixedProject(Usings + """
            internal static class E
            {
                public static void Run(Module<Tensor, Tensor> unet, Tensor x, Tensor mask, Tensor y, Tensor truthMask)
                {
                    var first = unet.call(x).argmax(1).eq(mask).to_type(ScalarType.Float32).mean().ToDouble();
                    var second = unet.call(y).argmax(1).eq(truthMask).to_type(ScalarType.Float32).mean().ToDouble();
                    Console.WriteLine(first + second);
                }
            }
            """);
        Assert.Equal(2, (await project.Diagnose()).Length);
        await project.ApplyToAll();
        Assert.Empty(await project.CompileErrors());
        Assert.Empty(await project.Diagnose());
        Assert.Contains("overlap2.Dice", project.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_equivalence_key_is_public_and_stable()
    {
        Assert.Equal("MaskSharp.AddOverlapScores", AddOverlapScoresFixProvider.EquivalenceKey);
        Assert.Equal("MASK1001", Assert.Single(new AddOverlapScoresFixProvider().FixableDiagnosticIds));
        Assert.NotNull(new AddOverlapScoresFixProvider().GetFixAllProvider());
    }

    /// <summary>Applies the fix to the only report, and checks what holds for every fix.</summary>
    private static async Task<string> Fix(string source)
    {
        using var project = new FixedProject(Usings + source);
        Assert.Empty(await project.CompileErrors());
        var before = project.Text;
        var action = Assert.Single(await project.Actions());
        Assert.Equal(AddOverlapScoresFixProvider.EquivalenceKey, action.EquivalenceKey);
        await project.Apply(action);
        Assert.NotEqual(before, project.Text);
        Assert.True((await project.CompileErrors()).Count == 0, string.Join(Environment.NewLine, (await project.CompileErrors()).Append(project.Text)));
        Assert.Empty(await project.Diagnose());
        return project.Text.ReplaceLineEndings("\n");
    }
}
