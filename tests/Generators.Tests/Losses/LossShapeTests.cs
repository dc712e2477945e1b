using System.Globalization;
using MaskSharp.Generators.Losses;

namespace MaskSharp.Generators.Tests.Losses;

/// <summary>Emitted code compiles without a warning, whatever the annotated type looks like.</summary>
public class LossShapeTests
{
    [Theory]
    [InlineData("namespace A.B; [SegmentationLoss] public partial class UNet { }")]
    [InlineData("[SegmentationLoss] public partial class UNet { }")]
    [InlineData("namespace A { internal static partial class Outer { [SegmentationLoss] internal sealed partial class UNet { } } }")]
    [InlineData("namespace A; public partial record Outer<T> where T : struct { [SegmentationLoss] private protected partial record class UNet<U>(T Value, U Other) where U : class; }")]
    [InlineData("namespace A; public partial struct Outer { public partial interface IInner { [SegmentationLoss] public abstract partial class UNet<@event> { } } }")]
    [InlineData("namespace @class.@namespace; [SegmentationLoss] public partial class @event { }")]
    [InlineData("namespace A; [SegmentationLoss] public static partial class Losses { }")]
    [InlineData("namespace A { [SegmentationLoss] public partial class UNet { } } namespace B { [SegmentationLoss] public partial class UNet { } }")]
    [InlineData("namespace A; [SegmentationLoss] public partial class UNet { } [SegmentationLoss] public partial class UNet<T> { }")]
    [InlineData("namespace A.MaskSharp.TorchSharp { public class Tensor { } public class System { } [SegmentationLoss] public partial class UNet { } }")]
    [InlineData("namespace A; [SegmentationLoss] public partial class Base { } [SegmentationLoss] public partial class Derived : Base { }")]
    [InlineData("namespace A; [SegmentationLoss] [SegmentationLoss(Name = \"Focused\", Dice = 1)] [SegmentationLoss(Name = \"_é1\", Jaccard = 1)] public partial class UNet { }")]
    [InlineData("namespace A; public partial class Outer<T> { [SegmentationLoss(DeepSupervision = new[] { 1, 0.5 })] public partial record UNet<@event>; }")]
    [InlineData("namespace A; [SegmentationLoss] public partial class UNet { public static class UNetLossKernel { } }")]
    [InlineData("namespace A; [SegmentationLoss] public partial class UNet { } public partial class UNet { [SegmentationLoss] public partial class Inner { } }")]
    public void Emitted_code_compiles_clean(string source)
    {
        var outcome = GeneratorDriverHarness.Run<LossGenerator>("#pragma warning disable CS1591, CS8981\nusing MaskSharp;\n" + source);

        Assert.NotEmpty(outcome.AssertClean().Files);
    }

    [Fact]
    public void Every_option_of_every_mode_compiles_clean()
    {
        string[] modes =
        [
            "Bce = 1",
            "Mode = SegmentationMode.Multilabel, Classes = 2, Bce = 1",
            "Mode = SegmentationMode.Multilabel, Classes = 9, Bce = 1",
            "Mode = SegmentationMode.Multiclass, Classes = 2, CrossEntropy = 1",
            "Mode = SegmentationMode.Multiclass, Classes = 9, CrossEntropy = 1",
            "Mode = SegmentationMode.Multiclass, Classes = 3, Dice = 1",
        ];
        string[] options =
        [
            "", ", Input = PredictionKind.Probabilities", ", Jaccard = 1", ", Jaccard = 1, SquaredDenominator = true", ", Jaccard = 1, Smooth = 0",
            ", IgnoreIndex = -1", ", Jaccard = 1, Input = PredictionKind.Probabilities, IgnoreIndex = 255", ", Reduction = LossReduction.Sum",
            ", Tversky = 1, TverskyAlpha = 0.3, SoftTargets = true", ", Tversky = 1, Jaccard = 1, TverskyGamma = 2, LogOverlap = true, Epsilon = 1e-7",
            ", Jaccard = 1, NegativeOverlap = true, Absent = AbsentClass.Skip",
        ];
        var number = 0;
        var sources = modes.SelectMany(mode => options.Select(option => $$"""
            using MaskSharp;

            /// <summary>A model.</summary>
            [SegmentationLoss({{mode}}{{option}})]
            public partial class UNet{{number++}}
            {
            }
            """)).ToArray();

        var outcome = GeneratorDriverHarness.Run<LossGenerator>(sources);

        Assert.Equal(sources.Length, outcome.AssertClean().Files.Length);
    }

    [Fact]
    public void Numbers_do_not_follow_the_culture()
    {
        var culture = Thread.CurrentThread.CurrentCulture;
        var invariant = Emit();
        try
        {
            var finnish = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            finnish.NumberFormat.NumberDecimalSeparator = ",";
            finnish.NumberFormat.NegativeSign = "−";
            Thread.CurrentThread.CurrentCulture = finnish;
            Assert.Equal(invariant, Emit());
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = culture;
        }

        static string Emit() => GeneratorDriverHarness
            .Run<LossGenerator>(LossSources.Annotated("Bce = 0.25, Dice = 1, Smooth = 1e-5, PosWeight = 2.5, IgnoreIndex = -100"))
            .Files.Single().SourceText.ToString();
    }
}
