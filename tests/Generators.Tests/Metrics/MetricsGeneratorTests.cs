using MaskSharp.Generators.Metrics;
using Microsoft.CodeAnalysis.CSharp;

namespace MaskSharp.Generators.Tests.Metrics;

public class MetricsGeneratorTests
{
    private const string Header = "/// <summary>Annotated.</summary>\n";

    [Fact]
    public void Default() => Snapshots.Verify(Run("using MaskSharp; namespace Demo;\n" + Header + "[SegmentationMetrics] public partial class Net { }").AssertClean());

    [Fact]
    public void Several_on_one_class() => Snapshots.Verify(Run(
        $$"""
        using MaskSharp;
        namespace Demo;
        {{Header}}
        [SegmentationMetrics(Input = PredictionKind.Probabilities, Threshold = 0.25, IgnoreIndex = -1, Empty = EmptyMask.SkipNoTarget, Undefined = UndefinedScore.Zero)]
        [SegmentationMetrics(Name = "Organ", Mode = SegmentationMode.Multilabel, Classes = 3, Threshold = 0.3, ClassNames = new[] { "liver", "spleen \"left\"", "<kidney>" })]
        [SegmentationMetrics(Name = "Tissue", Mode = SegmentationMode.Multiclass, Classes = 4, IgnoreIndex = 255, IncludeBackground = false)]
        public partial class Net { }
        """).AssertClean());

    public static TheoryData<string, string> Shapes => new()
    {
        { "nested", "namespace A.B { public partial class Outer { public partial struct Middle { [SegmentationMetrics] internal static partial class Net { } } } }" },
        { "generic", "namespace A { public partial class Outer<T> where T : class { [SegmentationMetrics] public partial class Net<U, V> where U : notnull { } } }" },
        { "record", "[SegmentationMetrics] public sealed partial record Net(int X);" },
        { "in record struct and interface", "public partial record struct Outer { public partial interface IMiddle { [SegmentationMetrics] public partial class Net { } } }" },
        { "global namespace", "[SegmentationMetrics] public partial class Net { }" },
        { "file-scoped namespace", "namespace A;\n[SegmentationMetrics] public partial class Net { }" },
        { "internal", "[SegmentationMetrics] internal abstract partial class Net { }" },
        { "private nested", "public partial class Outer { [SegmentationMetrics] private protected partial class Net { } }" },
        { "keyword names", "namespace @namespace.@class { public partial class @event { [SegmentationMetrics] public partial class @int<@out> { } } }" },
        { "module", "[SegmentationMetrics] public abstract partial class Net : TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor> { protected Net() : base(\"net\") { } }" },
        { "base and derived", "[SegmentationMetrics] public partial class Base { } [SegmentationMetrics] public partial class Derived : Base { }" },
        { "two parts", "[SegmentationMetrics] public partial class Net { } [SegmentationMetrics(Name = \"Val\")] public partial class Net { }" },
        { "same name, other arity", "[SegmentationMetrics] public partial class Net { } [SegmentationMetrics] public partial class Net<T> { }" },
        { "own types named as ours", "namespace A { public class Tensor { } public class PixelCounts { } public class TorchSharp { } public class MaskSharp { } [SegmentationMetrics] public partial class System { } }" },
        { "contextual keyword", "[SegmentationMetrics(Name = \"record\")] public partial class Net { }" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_shape_of_type_compiles_without_a_warning(string shape, string source)
    {
        Assert.NotEmpty(shape);
        var outcome = Run("using MaskSharp;\n#pragma warning disable CS1591, CS1572, CS1573, CS8981\n" + source);
        outcome.AssertClean();
        Assert.NotEmpty(outcome.Files);
    }

    [Fact]
    public void Only_the_header_disables_warnings_and_each_with_its_reason()
    {
        var text = Run("using MaskSharp;\n[SegmentationMetrics] public partial class Net { }").Files[0].SourceText.ToString();
        Assert.All(
            text.Split('\n').Where(line => line.StartsWith("#pragma warning disable", StringComparison.Ordinal)),
            line => Assert.Contains("//", line, StringComparison.Ordinal));
    }

    [Fact]
    public void The_text_is_the_same_under_every_culture()
    {
        const string Source = "using MaskSharp;\n[SegmentationMetrics(Threshold = 0.3, IgnoreIndex = -1)] public partial class Net { }";
        var expected = Run(Source).Files[0].SourceText.ToString();
        var before = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            // Decimal comma, and a minus that is no hyphen.
            var culture = (System.Globalization.CultureInfo)System.Globalization.CultureInfo.InvariantCulture.Clone();
            culture.NumberFormat.NumberDecimalSeparator = ",";
            culture.NumberFormat.NegativeSign = "−";
            System.Globalization.CultureInfo.CurrentCulture = culture;
            Assert.Equal(expected, Run(Source).Files[0].SourceText.ToString());
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData(0.0, "double.NegativeInfinity")]
    [InlineData(0.5, "0.0")]
    [InlineData(1.0, "double.PositiveInfinity")]
    public void The_threshold_of_logits_is_folded_into_a_constant(double threshold, string cut)
    {
        var outcome = Run($"using MaskSharp;\n{Header}[SegmentationMetrics(Threshold = {threshold.ToString(System.Globalization.CultureInfo.InvariantCulture)})] public partial class Net {{ }}").AssertClean();
        Assert.Contains($"cut: {cut})", outcome.Files[0].SourceText.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Half_typed_attributes_neither_throw_nor_report()
    {
        foreach (var attribute in (string[])["[SegmentationMetrics(", "[SegmentationMetrics(Name = )]", "[SegmentationMetrics(Classes = x)]", "[SegmentationMetrics(ClassNames = new string[] { nope })]", "[SegmentationMetrics(Nope = 1)]", "[SegmentationMetrics(Name = nameof(Missing))]"])
            Assert.Empty(Run($"using MaskSharp;\n{attribute} public partial class Net {{ }}").Diagnostics);
    }

    private static GeneratorOutcome Run(string source) => GeneratorDriverHarness.Run<MetricsGenerator>(source);
}
