using MaskSharp.Generators.Metrics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MaskSharp.Generators.Tests.Metrics;

public class MetricsDiagnosticsTests
{
    [Theory]
    [InlineData("[SegmentationMetrics] class Net { }", "MASK0001 at `SegmentationMetrics`: 'Net' must be declared partial")]
    [InlineData("class Outer { [SegmentationMetrics] partial class Net { } }", "MASK0001 at `SegmentationMetrics`: 'Outer' must be declared partial, so that the generated members of 'Net' can be added to it")]
    [InlineData("[SegmentationMetrics] file partial class Net { }", "MASK0002 at `SegmentationMetrics`: 'Net' is file-local")]
    [InlineData("file partial class Outer { [SegmentationMetrics] partial class Net { } }", "MASK0002 at `SegmentationMetrics`: 'Outer' is file-local")]
    [InlineData("[SegmentationMetrics(Name = \"a b\")] partial class Net { }", "MASK0003 at `Name = \"a b\"`: Name = \"a b\" cannot name a member")]
    [InlineData("[SegmentationMetrics(Name = \"int\")] partial class Net { }", "MASK0003 at `Name = \"int\"`")]
    [InlineData("[SegmentationMetrics(Name = \"\")] partial class Net { }", "MASK0003 at `Name = \"\"`")]
    [InlineData("[SegmentationMetrics(Name = null!)] partial class Net { }", "MASK0003 at `Name = null!`")]
    [InlineData("[SegmentationMetrics] partial class Net { int Score; }", "MASK0004 at `SegmentationMetrics`: The generated member 'Score' clashes with a member of 'Net'")]
    [InlineData("[SegmentationMetrics] partial class Net { } partial class Net { void CreateMeter() { } }", "MASK0004 at `SegmentationMetrics`: The generated member 'CreateMeter' clashes with a member of 'Net'")]
    [InlineData("[SegmentationMetrics] partial class Net { int MeasureSurfaces => 1; }", "MASK0004 at `SegmentationMetrics`: The generated member 'MeasureSurfaces' clashes with a member of 'Net'")]
    [InlineData("[SegmentationMetrics(Name = \"Val\")] partial class ValScore { }", "MASK0004 at `Name = \"Val\"`: The generated member 'ValScore' clashes with the name of 'ValScore'")]
    [InlineData("[SegmentationMetrics] partial class Net<Score> { }", "MASK0004 at `SegmentationMetrics`: The generated member 'Score' clashes with a type parameter of 'Net'")]
    [InlineData("[SegmentationLoss(Name = \"Score\")][SegmentationMetrics] partial class Net { }", "MASK0004 at `SegmentationMetrics`: The generated member 'Score' clashes with a member of another attribute of 'Net'")]
    [InlineData("[SegmentationMetrics(Classes = 3)] partial class Net { }", "MASK0005 at `Classes = 3`: Classes = 3 does not fit Mode = Binary: it has one channel, the foreground; use Multilabel or Multiclass for several")]
    [InlineData("[SegmentationMetrics(Mode = SegmentationMode.Multiclass)] partial class Net { }", "MASK0005 at `Mode = SegmentationMode.Multiclass`: Classes = 1 does not fit Mode = Multiclass: give the number of channels, at least 2")]
    [InlineData("[SegmentationMetrics(Mode = SegmentationMode.Multilabel, Classes = 40000)] partial class Net { }", "MASK0005 at `Classes = 40000`: Classes = 40000 does not fit Mode = Multilabel: at most 32767 can be counted")]
    [InlineData("[SegmentationMetrics(Threshold = 1.5)] partial class Net { }", "MASK0007 at `Threshold = 1.5`: Threshold = 1.5 is out of range: a probability is from 0 to 1")]
    [InlineData("[SegmentationMetrics(Threshold = double.NaN)] partial class Net { }", "MASK0007 at `Threshold = double.NaN`: Threshold = NaN is out of range")]
    [InlineData("[SegmentationMetrics(Mode = (SegmentationMode)7)] partial class Net { }", "MASK0007 at `Mode = (SegmentationMode)7`: Mode = 7 is out of range: use one of Binary, Multilabel, Multiclass")]
    [InlineData("[SegmentationMetrics(Empty = (EmptyMask)(-1))] partial class Net { }", "MASK0007 at `Empty = (EmptyMask)(-1)`: Empty = -1 is out of range: use one of One, Zero, Skip, SkipNoTarget")]
    [InlineData("[SegmentationMetrics(ClassNames = new string[] { null! })] partial class Net { }", "MASK0007 at `ClassNames = new string[] { null! }`: ClassNames = null is out of range: every class needs a name")]
    [InlineData("[SegmentationMetrics(ClassNames = new[] { \"a\", \"b\" })] partial class Net { }", "MASK0008 at `ClassNames = new[] { \"a\", \"b\" }`: ClassNames has 2 values where Classes = 1 needs 1")]
    [InlineData("[SegmentationMetrics(Mode = SegmentationMode.Multiclass, Classes = 2, Threshold = 0.4)] partial class Net { }", "MASK0010 at `Threshold = 0.4`: Threshold has no effect here: in Mode = Multiclass")]
    [InlineData("[SegmentationMetrics(IncludeBackground = false)] partial class Net { }", "MASK0010 at `IncludeBackground = false`: IncludeBackground = false has no effect here: in Mode = Binary")]
    public void Misuse_is_reported_on_the_argument_to_blame(string source, string expected)
    {
        var outcome = GeneratorDriverHarness.Run<MetricsGenerator>("using MaskSharp;\n" + source);
        Assert.StartsWith(expected, Assert.Single(outcome.Describe()), StringComparison.Ordinal);

        // An option without effect is a warning, and the members are there.
        Assert.Equal(outcome.Diagnostics[0].DefaultSeverity == DiagnosticSeverity.Warning ? 1 : 0, outcome.Files.Length);
    }

    [Fact]
    public void Of_two_attributes_with_one_name_the_first_stands()
    {
        var outcome = GeneratorDriverHarness.Run<MetricsGenerator>("using MaskSharp;\n[SegmentationMetrics][SegmentationMetrics(Threshold = 0.4)] partial class Net { }");
        Assert.Equal(5, outcome.Diagnostics.Length);
        Assert.All(outcome.Describe(), text => Assert.StartsWith("MASK0004 at `SegmentationMetrics(Threshold = 0.4)`", text, StringComparison.Ordinal));
        Assert.Single(outcome.Files);
    }

    [Fact]
    public void Several_faults_are_reported_together()
    {
        var outcome = GeneratorDriverHarness.Run<MetricsGenerator>("using MaskSharp;\n[SegmentationMetrics(Name = \"1\", Threshold = 2)] class Net { }");
        Assert.Equal(["MASK0001", "MASK0003", "MASK0007"], outcome.Diagnostics.Select(diagnostic => diagnostic.Id).Order());
    }

    [Fact]
    public void A_project_without_TorchSharp_or_with_an_old_language_is_told_what_to_do()
    {
        const string Source = "using MaskSharp;\n[SegmentationMetrics] partial class Net { }";
        var without = GeneratorDriverHarness.Run<MetricsGenerator>(GeneratorDriverHarness.Compile(Source).WithoutTorchSharp());
        Assert.Equal(["MASK0011 at `SegmentationMetrics`: The members of 'Net' cannot be generated: reference the package TorchSharp"], without.Describe());

        var old = GeneratorDriverHarness.Run<MetricsGenerator>(GeneratorDriverHarness.Compile(GeneratorDriverHarness.ParseOptions.WithLanguageVersion(LanguageVersion.CSharp10), Source));
        Assert.Equal(["MASK0011 at `SegmentationMetrics`: The members of 'Net' cannot be generated: the project uses C# 10.0 where 11.0 or later is needed"], old.Describe());
    }

    [Fact]
    public void Diagnostics_stand_in_the_source_so_that_a_pragma_reaches_them()
    {
        var outcome = GeneratorDriverHarness.Run<MetricsGenerator>("using MaskSharp;\n#pragma warning disable MASK0001\n[SegmentationMetrics] class Net { }");
        var diagnostic = Assert.Single(outcome.Diagnostics);
        Assert.True(diagnostic.Location.IsInSource);
        Assert.Contains(diagnostic.Location.SourceTree, outcome.Output.SyntaxTrees);
    }
}
