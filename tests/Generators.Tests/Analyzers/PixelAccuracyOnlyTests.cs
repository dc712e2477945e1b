using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MaskSharp.Generators.Tests.Analyzers;

/// <summary>Severities, sources of the imbalance, options and robustness of MASK1001.</summary>
public sealed class PixelAccuracyOnlyTests
{
    private const string Usings = """
        using MaskSharp;
        using TorchSharp;
        using static TorchSharp.torch;
        using static TorchSharp.torch.nn;

        """;

    private const string Evaluation = """
        {0}
        internal static class Evaluation
        {
            {1}
            public static double Run(Module<Tensor, Tensor> unet, Tensor image, Tensor mask)
            {
                var prediction = unet.call(image).argmax(1);
                return [|prediction.eq(mask)|].to_type(ScalarType.Float32).mean().ToDouble();
            }
        }
        """;

    [Fact]
    public void Unknown_imbalance_is_an_info_on_the_comparison()
    {
        var diagnostic = Verify(Of());
        Assert.Equal(DiagnosticSeverity.Info, diagnostic.Severity);
        Assert.Contains("an empty mask", diagnostic.GetMessage(null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.02, "an empty mask scores 98.0 % pixel accuracy and Dice 0 on 'train'")]
    [InlineData(0.0004, "an empty mask scores 99.96 % pixel accuracy and Dice 0 on 'train'")]
    [InlineData(0.9, "an all-foreground mask scores 90.0 % pixel accuracy and finds no background on 'train'")]
    public void Known_imbalance_is_a_warning_with_the_number(double fraction, string message)
    {
        var diagnostic = Verify(Of(onClass: FormattableString.Invariant($"[SegmentationDataset(Name = \"train\", ForegroundFraction = {fraction})]")));
        Assert.Equal(DiagnosticSeverity.Warning, diagnostic.Severity);
        Assert.Contains(message, diagnostic.GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public void The_number_does_not_depend_on_the_culture()
    {
        var culture = (System.Globalization.CultureInfo)System.Globalization.CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        var before = System.Globalization.CultureInfo.CurrentCulture;
        System.Globalization.CultureInfo.CurrentCulture = culture;
        try
        {
            Assert.Contains("98.7 %", Verify(Of(), MeasuredFile.Of("train", 0.0134)).GetMessage(culture), StringComparison.Ordinal);
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("[SegmentationDataset(ForegroundFraction = 0.02)]", "")]
    [InlineData("", "[SegmentationDataset(ForegroundFraction = 0.02)]")]
    [InlineData("[assembly: SegmentationDataset(ForegroundFraction = 0.02)]", "")]
    [InlineData("", "[SegmentationDataset(ForegroundFraction = 0.02)] private static readonly object data = new(); public static object Data => data;")]
    public void The_attribute_may_stand_on_what_encloses_the_evaluation(string onClass, string onMethod)
    {
        var isUnused = onMethod.Contains("object data", StringComparison.Ordinal);
        var diagnostic = Verify(Of(onClass, onMethod));
        Assert.Equal(isUnused ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning, diagnostic.Severity);
    }

    [Fact]
    public void The_attribute_may_stand_on_parameter_property_and_used_type()
    {
        const string Template = """
            {0} internal sealed class Data { {1} public Tensor Mask { get; } = zeros(1); }
            internal static class Evaluation
            {
                public static double Run(Module<Tensor, Tensor> unet, Tensor image, {2} Data data)
                    => unet.call(image).argmax(1).eq(data.Mask).to_type(ScalarType.Float32).mean().ToDouble();
            }
            """;
        foreach (var place in new[] { "{0}", "{1}", "{2}" })
        {
            var source = Template.Replace(place, "[SegmentationDataset(ForegroundFraction = 0.02)]", StringComparison.Ordinal);
            foreach (var other in new[] { "{0}", "{1}", "{2}" })
                source = source.Replace(other, "", StringComparison.Ordinal);
            Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(AnalyzerRun.Analyze(Usings + source)).Severity);
        }
    }

    [Fact]
    public void The_attribute_of_a_caller_counts()
    {
        var source = Usings + """
            internal static class Metric { public static Tensor Accuracy(Tensor output, Tensor mask) => output.argmax(1).eq(mask).to_type(ScalarType.Float32).mean(); }
            [SegmentationDataset(Name = "ISIC", ForegroundFraction = 0.03)]
            internal sealed class Job { public Tensor Run(Module<Tensor, Tensor> unet, Tensor x, Tensor y) => Metric.Accuracy(unet.call(x), y); }
            """;
        Assert.Contains("97.0 % pixel accuracy and Dice 0 on 'ISIC'", Assert.Single(AnalyzerRun.Analyze(source)).GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public void Balanced_data_is_silent() => Assert.Empty(AnalyzerRun.Analyze(Unmarked(Of(onClass: "[SegmentationDataset(ForegroundFraction = 0.5)]"))));

    [Fact]
    public void The_measured_data_set_speaks_where_no_attribute_does()
    {
        var diagnostic = Verify(Of(), MeasuredFile.Of("lgg", 0.013386));
        Assert.Equal(DiagnosticSeverity.Warning, diagnostic.Severity);
        Assert.Contains("98.7 % pixel accuracy and Dice 0 on 'lgg'", diagnostic.GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public void The_attributes_fraction_comes_before_the_measured_one()
    {
        var diagnostic = Verify(Of(onClass: "[SegmentationDataset(Name = \"a\", ForegroundFraction = 0.1)]"), MeasuredFile.Of("a", 0.01));
        Assert.Contains("90.0 %", diagnostic.GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_several_data_sets_the_attributes_name_picks_one_else_the_most_imbalanced_speaks()
    {
        MeasuredFile[] files = [MeasuredFile.Of("train", 0.05), MeasuredFile.Of("rare", 0.001), MeasuredFile.Of("even", 0.5)];
        Assert.Contains("95.0 % pixel accuracy and Dice 0 on 'train'", Verify(Of(onMethod: "[SegmentationDataset(Name = \"train\")]"), files).GetMessage(null), StringComparison.Ordinal);
        Assert.Contains("99.9 % pixel accuracy and Dice 0 on 'rare'", Verify(Of(), files).GetMessage(null), StringComparison.Ordinal);
        Assert.Empty(AnalyzerRun.Analyze(Unmarked(Of(onMethod: "[SegmentationDataset(Name = \"even\")]")), files));
        Assert.Equal(DiagnosticSeverity.Info, Verify(Of(onMethod: "[SegmentationDataset(Name = \"unmeasured\")]"), files).Severity);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{ \"schema\": 2, \"name\": \"x\", \"foregroundFraction\": 0.01 }")]
    [InlineData("{ \"schema\": 1, \"name\": \"x\", \"foregroundFraction\": 7 }")]
    [InlineData("{ \"schema\": 1, \"name\": \"x\" } trailing")]
    [InlineData("[[[[[[")]
    public void A_malformed_measurement_is_an_unknown_one(string text)
        => Assert.Equal(DiagnosticSeverity.Info, Verify(Of(), new MeasuredFile(text)).Severity);

    [Fact]
    public void A_compilation_that_is_analysed_again_with_another_measurement_speaks_of_that()
    {
        var compilation = AnalyzerRun.Compile(("a.cs", Unmarked(Of())));
        Assert.Contains("'first'", Assert.Single(AnalyzerRun.Analyze(compilation, MeasuredFile.Of("first", 0.01))).GetMessage(null), StringComparison.Ordinal);
        Assert.Contains("'second'", Assert.Single(AnalyzerRun.Analyze(compilation, MeasuredFile.Of("second", 0.01))).GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_another_role_is_not_read()
        => Assert.Equal(DiagnosticSeverity.Info, Verify(Of(), new MeasuredFile(MeasuredFile.Of("x", 0.01).GetText().ToString(), role: "Other")).Severity);

    [Theory]
    [InlineData("0.1", 0.15, false)]
    [InlineData("0.1", 0.05, true)]
    [InlineData("0.1", 0.95, true)]
    [InlineData("0.5", 0.4, true)]
    [InlineData("nonsense", 0.15, true)]
    [InlineData("-1", 0.15, true)]
    public void The_threshold_is_an_editorconfig_option(string option, double fraction, bool isReported)
    {
        var options = new AnalyzerRun.Options(new() { ["masksharp.imbalance_threshold"] = option }, MeasuredFile.Of("x", fraction));
        Assert.Equal(isReported ? 1 : 0, AnalyzerRun.Analyze(AnalyzerRun.Compile(("a.cs", Unmarked(Of()))), options).Length);
    }

    [Fact]
    public void The_score_may_stand_in_another_file()
    {
        var compilation = AnalyzerRun.Compile(
            ("a.cs", Usings + """
                internal sealed partial class Evaluator
                {
                    public void Run(Module<Tensor, Tensor> unet, Tensor x, Tensor mask)
                    {
                        var p = unet.call(x).argmax(1);
                        System.Console.WriteLine(p.eq(mask).to_type(ScalarType.Float32).mean().ToDouble() + Other(p, mask));
                    }
                }
                """),
            ("b.cs", Usings + """
                internal sealed partial class Evaluator
                {
                    private static double Other(Tensor a, Tensor b) => 2 * (a * b).sum().ToDouble() / (a.sum().ToDouble() + b.sum().ToDouble());
                }
                """));
        Assert.Empty(AnalyzerRun.Analyze(compilation));
    }

    [Fact]
    public void The_evaluation_may_stand_in_another_file_than_the_comparison()
    {
        var compilation = AnalyzerRun.Compile(
            ("a.cs", Usings + "internal static class M { public static double Acc(Tensor a, Tensor b) => a.eq(b).to_type(ScalarType.Float32).mean().ToDouble(); }"),
            ("b.cs", Usings + "internal static class E { public static double Run(Module<Tensor, Tensor> unet, Tensor x, Tensor mask) => M.Acc(unet.call(x).argmax(1), mask); }"));
        Assert.Equal("a.cs", Assert.Single(AnalyzerRun.Analyze(compilation)).Location.SourceTree!.FilePath);
    }

    [Fact]
    public void Generated_code_is_left_alone()
        => Assert.Empty(AnalyzerRun.Analyze("// <auto-generated/>\n" + Unmarked(Of())));

    [Fact]
    public void Missing_references_are_silent()
    {
        var compilation = AnalyzerRun.Compile(("a.cs", Unmarked(Of())));
        foreach (var reference in compilation.References.Where(r => r.Display!.EndsWith("TorchSharp.dll", StringComparison.Ordinal) || r.Display.EndsWith("MaskSharp.dll", StringComparison.Ordinal)))
            Assert.Empty(AnalyzerRun.Analyze(compilation.RemoveReferences(reference)));
        Assert.Empty(AnalyzerRun.Analyze(compilation.RemoveAllReferences()));
    }

    [Fact]
    public void A_pragma_silences_it()
        => Assert.Empty(AnalyzerRun.Analyze("#pragma warning disable MASK1001\n" + Unmarked(Of())));

    [Fact]
    public void Half_typed_code_never_crashes_the_analyzer()
    {
        var source = Usings + """
            [SegmentationDataset(Name = "a", ForegroundFraction = 0.02)]
            internal sealed class E
            {
                private readonly Module<Tensor, Tensor> net = Sequential(Conv2d(1, 2, 3), ReLU());
                public double Run(System.Collections.Generic.IEnumerable<(Tensor x, Tensor mask)> data, byte[] predicted, byte[] truth)
                {
                    double hit = 0, n = 0; int tp = 0, tn = 0;
                    foreach (var (x, mask) in data)
                    {
                        var p = (net.call(x).sigmoid() > 0.5).to_type(ScalarType.Float32);
                        hit += (p == mask).sum().ToDouble(); n += mask.numel();
                        var (a, b) = (p & mask, p.logical_or(mask)[mask > 0]);
                    }
                    for (int i = 0; i < truth.Length; i++) if (predicted[i] == truth[i]) tp++; else tn += 1;
                    var z = predicted.Zip(truth, (u, v) => u == v).Count(e => e) / (double)truth.Length;
                    return hit / n + (tp + tn) / (double)truth.Length + Score(p => p.eq(net.call(p)));
                }
                private static double Score(System.Func<Tensor, Tensor> f) => 1 - f(zeros(1)).@float().mean().ToDouble();
            }
            """;
        var compilation = AnalyzerRun.Compile(("a.cs", source));
        var tree = compilation.SyntaxTrees.Single(t => t.FilePath == "a.cs");
        Assert.NotEmpty(AnalyzerRun.Analyze(compilation));
        for (var length = Usings.Length; length < source.Length; length++)
        {
            // A prefix that ends in space is the one before it.
            if (!char.IsWhiteSpace(source[length - 1]))
                AnalyzerRun.Analyze(compilation.ReplaceSyntaxTree(tree, tree.WithChangedText(Microsoft.CodeAnalysis.Text.SourceText.From(source[..length]))));
        }
    }

    private static string Of(string onClass = "", string onMethod = "")
        => Usings + Evaluation.Replace("{0}", onClass, StringComparison.Ordinal).Replace("{1}", onMethod, StringComparison.Ordinal);

    private static string Unmarked(string markup) => markup.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);

    /// <summary>Expects one report, exactly on the marked span.</summary>
    private static Diagnostic Verify(string markup, params MeasuredFile[] files)
    {
        var compilation = AnalyzerRun.Compile(("Source.cs", Unmarked(markup)));
        Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
        var diagnostic = Assert.Single(AnalyzerRun.Analyze(compilation, files));
        var start = markup.IndexOf("[|", StringComparison.Ordinal);
        var end = markup.IndexOf("|]", StringComparison.Ordinal) - 2;
        Assert.Equal((start, end), (diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.End));
        return diagnostic;
    }
}
