using MaskSharp.Generators.Losses;
using Microsoft.CodeAnalysis;

namespace MaskSharp.Generators.Tests.Losses;

/// <summary>Misuse of the attribute is reported on the argument to blame, and nothing is generated from it.</summary>
public class LossDiagnosticsTests
{
    [Theory]
    [InlineData("MASK0003", "Name = \"1st\"", "Name = \"1st\"")]
    [InlineData("MASK0003", "Name = \"class\"", "Name = \"class\"")]
    [InlineData("MASK0003", "Name = null", "Name = null")]
    [InlineData("MASK0004", "Name = \"UNet\"", "Name = \"UNet\"")]
    [InlineData("MASK0005", "Classes = 3", "Classes = 3")]
    [InlineData("MASK0005", "Mode = SegmentationMode.Multiclass", "Mode = SegmentationMode.Multiclass")]
    [InlineData("MASK0005", "Mode = SegmentationMode.Multilabel, Classes = 1", "Classes = 1")]
    [InlineData("MASK0005", "Mode = SegmentationMode.Multiclass, Classes = 100000", "Classes = 100000")]
    [InlineData("MASK0006", "CrossEntropy = 1", "CrossEntropy = 1")]
    [InlineData("MASK0006", "Mode = SegmentationMode.Multiclass, Classes = 2, Bce = 1", "Bce = 1")]
    [InlineData("MASK0007", "Dice = -1", "Dice = -1")]
    [InlineData("MASK0007", "Dice = double.NaN", "Dice = double.NaN")]
    [InlineData("MASK0007", "Bce = double.PositiveInfinity", "Bce = double.PositiveInfinity")]
    [InlineData("MASK0007", "Smooth = -0.5", "Smooth = -0.5")]
    [InlineData("MASK0007", "SmoothDenominator = double.PositiveInfinity", "SmoothDenominator = double.PositiveInfinity")]
    [InlineData("MASK0007", "PosWeight = 0", "PosWeight = 0")]
    [InlineData("MASK0007", "IgnoreIndex = 2000000000", "IgnoreIndex = 2000000000")]
    [InlineData("MASK0007", "Mode = (SegmentationMode)7", "Mode = (SegmentationMode)7")]
    [InlineData("MASK0007", "Mode = SegmentationMode.Multiclass, Classes = 2, ClassWeights = new[] { 1, -1.0 }", "ClassWeights = new[] { 1, -1.0 }")]
    [InlineData("MASK0007", "Tversky = 1, TverskyAlpha = -1", "TverskyAlpha = -1")]
    [InlineData("MASK0007", "Tversky = 1, TverskyGamma = 0", "TverskyGamma = 0")]
    [InlineData("MASK0007", "Tversky = 1, TverskyAlpha = 0, TverskyBeta = 0", "TverskyAlpha = 0")]
    [InlineData("MASK0007", "Tversky = 1, TverskyGamma = 2, NegativeOverlap = true", "TverskyGamma = 2")]
    [InlineData("MASK0007", "Tversky = 1, TverskyGamma = 0.75, Preset = LossPreset.NnUNet", "TverskyGamma = 0.75")]
    [InlineData("MASK0007", "Mode = SegmentationMode.Multilabel, Classes = 2, Focal = 1, FocalIncludeBackground = false, FocalClassWeights = new[] { 1.0, 0 }", "FocalClassWeights = new[] { 1.0, 0 }")]
    [InlineData("MASK0003", "Name = \"Lo\\u200Dss\"", "Name = \"Lo\\u200Dss\"")]
    [InlineData("MASK0007", "Dice = 1, Epsilon = double.NaN", "Epsilon = double.NaN")]
    [InlineData("MASK0007", "LabelSmoothing = 1", "LabelSmoothing = 1")]
    [InlineData("MASK0007", "LogOverlap = true, LogFloor = -0.1", "LogFloor = -0.1")]
    [InlineData("MASK0007", "BalanceFrom = \"\"", "BalanceFrom = \"\"")]
    [InlineData("MASK0007", "BalanceFrom = \" \"", "BalanceFrom = \" \"")]
    [InlineData("MASK0007", "Mode = SegmentationMode.Multilabel, Classes = 2, OverlapClasses = new[] { 2 }", "OverlapClasses = new[] { 2 }")]
    [InlineData("MASK0007", "Mode = SegmentationMode.Multilabel, Classes = 2, OverlapClassWeights = new[] { 0.0, 0 }", "OverlapClassWeights = new[] { 0.0, 0 }")]
    [InlineData("MASK0006", "TopKCrossEntropy = 1", "TopKCrossEntropy = 1")]
    [InlineData("MASK0007", "Mode = SegmentationMode.Multiclass, Classes = 2, TopKCrossEntropy = 1, TopK = 0", "TopK = 0")]
    [InlineData("MASK0007", "Mode = SegmentationMode.Multiclass, Classes = 2, TopKCrossEntropy = 1, TopK = 1.5", "TopK = 1.5")]
    [InlineData("MASK0007", "HausdorffDT = 1, HausdorffAlpha = 0", "HausdorffAlpha = 0")]
    [InlineData("MASK0007", "ClDice = 1, SkeletonIterations = -1", "SkeletonIterations = -1")]
    [InlineData("MASK0009", "Lovasz = 1, Boundary = 1, Reduction = LossReduction.None", "Reduction = LossReduction.None")]
    [InlineData("MASK0009", "Mode = SegmentationMode.Multiclass, Classes = 2, Lovasz = 1, Dice = 1, Over = OverlapScope.Sample, Reduction = LossReduction.None", "Reduction = LossReduction.None")]
    [InlineData("MASK0008", "Mode = SegmentationMode.Multilabel, Classes = 2, PosWeights = new[] { 1.0 }", "PosWeights = new[] { 1.0 }")]
    [InlineData("MASK0007", "Mode = SegmentationMode.Multiclass, Classes = 2, ClassWeights = new[] { 0, 0.0 }", "ClassWeights = new[] { 0, 0.0 }")]
    [InlineData("MASK0008", "Mode = SegmentationMode.Multiclass, Classes = 3, ClassWeights = new[] { 1.0, 2.0 }", "ClassWeights = new[] { 1.0, 2.0 }")]
    [InlineData("MASK0007", "Focal = 1, FocalGamma = -1", "FocalGamma = -1")]
    [InlineData("MASK0007", "Focal = 1, FocalAlpha = 1.5", "FocalAlpha = 1.5")]
    [InlineData("MASK0007", "Focal = 1, FocalReducedThreshold = 0", "FocalReducedThreshold = 0")]
    [InlineData("MASK0007", "Focal = 1, FocalActivation = FocalActivation.Softmax", "FocalActivation = FocalActivation.Softmax")]
    [InlineData("MASK0007", "Mode = SegmentationMode.Multiclass, Classes = 2, Focal = 1, FocalNormalized = true", "FocalNormalized = true")]
    [InlineData("MASK0007", "GeneralizedDice = 1, GeneralizedWeight = (VolumeWeight)3", "GeneralizedWeight = (VolumeWeight)3")]
    [InlineData("MASK0008", "Mode = SegmentationMode.Multilabel, Classes = 2, Focal = 1, FocalClassWeights = new[] { 1.0 }", "FocalClassWeights = new[] { 1.0 }")]
    [InlineData("MASK0009", "Focal = 1, FocalNormalized = true, Reduction = LossReduction.None", "Reduction = LossReduction.None")]
    [InlineData("MASK0009", "Mode = SegmentationMode.Multiclass, Classes = 2, CrossEntropy = 1, Focal = 1, Reduction = LossReduction.None", "Reduction = LossReduction.None")]
    [InlineData("MASK0009", "Bce = 1, Dice = 1, Reduction = LossReduction.None", "Reduction = LossReduction.None")]
    [InlineData("MASK0007", "DeepSupervision = new double[0]", "DeepSupervision = new double[0]")]
    [InlineData("MASK0007", "DeepSupervision = new[] { 1, -0.5 }", "DeepSupervision = new[] { 1, -0.5 }")]
    [InlineData("MASK0007", "DeepSupervision = new[] { 0.0, 0 }", "DeepSupervision = new[] { 0.0, 0 }")]
    [InlineData("MASK0009", "Bce = 1, DeepSupervision = new[] { 1, 0.5 }, Reduction = LossReduction.None", "Reduction = LossReduction.None")]
    [InlineData("MASK0012", "Dice = 0", "Dice = 0")]
    public void Misuse_is_an_error_on_its_argument(string id, string arguments, string blamed)
    {
        var outcome = GeneratorDriverHarness.Run<LossGenerator>(LossSources.Annotated(arguments));

        var diagnostic = Assert.Single(outcome.Diagnostics);
        Assert.Equal(id, diagnostic.Id);
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        Assert.Equal(blamed, diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan));
        Assert.Empty(outcome.Files);
    }

    [Theory]
    [InlineData("IncludeBackground = false", "IncludeBackground = false")]
    [InlineData("Bce = 1, Smooth = 2", "Smooth = 2")]
    [InlineData("Dice = 1, PosWeight = 2", "PosWeight = 2")]
    [InlineData("Lovasz = 1, Smooth = 2", "Smooth = 2")]
    [InlineData("Lovasz = 1, Absent = AbsentClass.Zero", "Absent = AbsentClass.Zero")]
    [InlineData("Boundary = 1, Over = OverlapScope.Sample", "Over = OverlapScope.Sample")]
    [InlineData("Dice = 1, TopK = 0.5", "TopK = 0.5")]
    [InlineData("Dice = 1, SkeletonIterations = 5", "SkeletonIterations = 5")]
    [InlineData("Dice = 1, HausdorffAlpha = 1", "HausdorffAlpha = 1")]
    [InlineData("TverskyAlpha = 0.3", "TverskyAlpha = 0.3")]
    [InlineData("LogFloor = 0.1", "LogFloor = 0.1")]
    [InlineData("LogOverlap = true, NegativeOverlap = true", "NegativeOverlap = true")]
    [InlineData("Bce = 1, IncludeBackground = false", "IncludeBackground = false")]
    [InlineData("Dice = 1, FocalGamma = 1", "FocalGamma = 1")]
    [InlineData("Focal = 1, FocalIncludeBackground = false", "FocalIncludeBackground = false")]
    [InlineData("Mcc = 1, Epsilon = 1", "Epsilon = 1")]
    [InlineData("Tversky = 1, SquaredDenominator = true", "SquaredDenominator = true")]
    [InlineData("Dice = 1, SquaredDenominator = true, SoftTargets = true", "SoftTargets = true")]
    [InlineData("Mode = SegmentationMode.Multiclass, Classes = 3, Focal = 1, FocalActivation = FocalActivation.Sigmoid, FocalNormalized = true, Absent = AbsentClass.Zero", "Absent = AbsentClass.Zero")]
    [InlineData("Dice = 1, GeneralizedWeight = VolumeWeight.Simple", "GeneralizedWeight = VolumeWeight.Simple")]
    [InlineData("Dice = 1, LabelSmoothing = 0.1", "LabelSmoothing = 0.1")]
    [InlineData("Bce = 1, ClassWeights = new[] { 1.0 }, Dice = 1", "ClassWeights = new[] { 1.0 }")]
    [InlineData("Mode = SegmentationMode.Multilabel, Classes = 2, PosWeight = 3, PosWeights = new[] { 1.0, 2 }", "PosWeight = 3")]
    public void An_option_without_effect_is_a_warning_and_the_loss_is_generated(string arguments, string blamed)
    {
        var outcome = GeneratorDriverHarness.Run<LossGenerator>(LossSources.Annotated(arguments));

        var diagnostic = Assert.Single(outcome.Diagnostics);
        Assert.Equal("MASK0010", diagnostic.Id);
        Assert.Equal(blamed, diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan));
        Assert.Single(outcome.Files);
        Assert.DoesNotContain(outcome.Output.GetDiagnostics(), problem => problem.Severity == DiagnosticSeverity.Error);
    }

    [Theory]
    [InlineData("MASK0001", "[SegmentationLoss] public class UNet { }")]
    [InlineData("MASK0001", "public class Outer { [SegmentationLoss] public partial class UNet { } }")]
    [InlineData("MASK0002", "[SegmentationLoss] file partial class UNet { }")]
    [InlineData("MASK0004", "[SegmentationLoss] public partial class Loss { }")]
    [InlineData("MASK0004", "[SegmentationLoss] public partial class UNet { public void Loss() { } }")]
    [InlineData("MASK0004", "[SegmentationLoss] public partial class UNet { public int LossModule; }")]
    [InlineData("MASK0004", "[SegmentationLoss(Name = \"T\")] public partial class UNet<T> { }")]
    [InlineData("MASK0004", "[SegmentationLoss(Name = \"Clone\")] public partial record UNet;")]
    [InlineData("MASK0004", "[SegmentationLoss(Name = \"Item\")] public partial class UNet { public int this[int index] => index; }")]
    [InlineData("MASK0004", "public abstract class Model { public abstract int Loss { get; } } [SegmentationLoss] public abstract partial class UNet : Model { }")]
    public void A_type_that_cannot_take_the_members_is_an_error(string id, string source)
    {
        var outcome = GeneratorDriverHarness.Run<LossGenerator>("using MaskSharp;\n" + source);

        Assert.Contains(outcome.Diagnostics, diagnostic => diagnostic.Id == id);
        Assert.Empty(outcome.Files);
    }

    [Theory]
    [InlineData("internal abstract class Model { public abstract int Loss { get; } } internal class Base : Model { public override int Loss => 1; } [SegmentationLoss] internal partial class UNet : Base { }")]
    [InlineData("[SegmentationLoss(Name = \"Clone\")] internal partial class UNet { }")]
    [InlineData("[SegmentationLoss(Name = \"Item\")] internal partial class UNet { [System.Runtime.CompilerServices.IndexerName(\"At\")] public int this[int index] => index; }")]
    public void A_member_that_only_looks_like_a_clash_is_none(string source)
    {
        var outcome = GeneratorDriverHarness.Run<LossGenerator>("using MaskSharp;\n" + source);

        Assert.Empty(outcome.Diagnostics);
        Assert.Single(outcome.Files);
        Assert.DoesNotContain(outcome.Output.GetDiagnostics(), problem => problem.Severity == DiagnosticSeverity.Error);
    }

    [Theory]
    [InlineData("Dice = 1, Tversky = 1, SquaredDenominator = true, SoftTargets = true")]
    [InlineData("Dice = 1, Mcc = 1, SquaredDenominator = true, SoftTargets = true")]
    public void Soft_targets_that_another_term_looks_at_have_an_effect_beside_squares(string arguments)
        => Assert.Empty(GeneratorDriverHarness.Run<LossGenerator>(LossSources.Annotated(arguments)).AssertClean().Diagnostics);

    [Fact]
    public void Two_attributes_of_one_name_generate_one_loss_and_an_error()
    {
        var outcome = GeneratorDriverHarness.Run<LossGenerator>(
            "using MaskSharp; [SegmentationLoss] [SegmentationLoss(Dice = 1)] public partial class UNet { }");

        Assert.Contains(outcome.Diagnostics, diagnostic => diagnostic.Id == "MASK0004");
        Assert.Single(outcome.Files);
    }

    [Fact]
    public void A_pragma_around_the_attribute_is_obeyed()
    {
        var source = LossSources.Annotated("IncludeBackground = false").Replace(
            "[Segm", "#pragma warning disable MASK0010\n[Segm", StringComparison.Ordinal);

        var compilation = GeneratorDriverHarness.Compile(source);
        GeneratorDriverHarness.CreateDriver(compilation, new LossGenerator())
            .RunGeneratorsAndUpdateCompilation(compilation, out _, out var diagnostics);

        Assert.DoesNotContain(diagnostics, diagnostic => !diagnostic.IsSuppressed);
    }
}
