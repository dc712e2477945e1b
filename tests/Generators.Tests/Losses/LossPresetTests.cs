using MaskSharp.Generators.Losses;

namespace MaskSharp.Generators.Tests.Losses;

/// <summary>A preset stands where a property is not given, and nowhere else.</summary>
public class LossPresetTests
{
    [Theory]
    [InlineData("Monai", "Bce = 1")]
    [InlineData("Monai", "Mode = SegmentationMode.Multiclass, Classes = 3, CrossEntropy = 1")]
    [InlineData("NnUNet", "Dice = 1, LogOverlap = true")]
    [InlineData("NnUNet", "Mode = SegmentationMode.Multilabel, Classes = 3")]
    [InlineData("Smp", "Bce = 1")]
    [InlineData("Smp", "Dice = 1, SquaredDenominator = true")]
    [InlineData("Smp", "Tversky = 1, Reduction = LossReduction.Sum")]
    public void A_default_of_a_preset_is_never_an_option_without_effect(string preset, string arguments)
    {
        var outcome = GeneratorDriverHarness.Run<LossGenerator>(LossSources.Annotated($"Preset = LossPreset.{preset}, {arguments}"));

        Assert.Empty(outcome.AssertClean().Diagnostics);
    }

    [Theory]
    [InlineData("Monai", "Dice = 1, Tversky = 1, Smooth = 1, Over = OverlapScope.Batch")]
    [InlineData("NnUNet", "Mode = SegmentationMode.Multiclass, Classes = 3, Dice = 1, Smooth = 1, Epsilon = 0, NegativeOverlap = false, IncludeBackground = true")]
    [InlineData("Smp", "Tversky = 1, TverskyGamma = 2, Smooth = 1, Epsilon = 0, LogFloor = 0, LogOverlap = true, Absent = AbsentClass.Smooth, SoftTargets = false, TverskyGammaOnMean = false")]
    public void A_given_property_wins_over_the_preset(string preset, string arguments)
        => Assert.Equal(Emitted($"{arguments}"), Emitted($"Preset = LossPreset.{preset}, {arguments}"));

    [Theory]
    [InlineData("Preset = LossPreset.Monai, Jaccard = 1, Smooth = 2", "Jaccard = 1, Smooth = 1, Over = OverlapScope.Sample")]
    [InlineData("Preset = LossPreset.Smp, Dice = 1, Smooth = 2, Epsilon = 3", "Dice = 1, Smooth = 4, Epsilon = 6, Absent = AbsentClass.Zero, SoftTargets = true")]
    [InlineData("Preset = LossPreset.Smp, Jaccard = 1, LogOverlap = true", "Jaccard = 1, LogOverlap = true, Smooth = 0, Epsilon = 1e-7, LogFloor = 1e-7, Absent = AbsentClass.Zero")]
    [InlineData("Preset = LossPreset.Smp, Jaccard = 1, LogOverlap = true, Epsilon = 2", "Jaccard = 1, LogOverlap = true, Smooth = 0, Epsilon = 2, LogFloor = 2, Absent = AbsentClass.Zero")]
    public void A_number_means_what_it_means_in_the_presets_library(string preset, string classic)
        => Assert.Equal(Emitted(classic), Emitted(preset));

    [Theory]
    [InlineData("Monai")]
    [InlineData("NnUNet")]
    [InlineData("Smp")]
    public void A_preset_chooses_no_term(string preset)
    {
        var text = Emitted($"Preset = LossPreset.{preset}");

        Assert.Contains("new(\"Bce\", 1.0)", text, StringComparison.Ordinal);
        Assert.Contains("new(\"Dice\", 1.0)", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Bce")]
    [InlineData("Mode = SegmentationMode.Multilabel, Classes = 6, ", "Bce")]
    [InlineData("Mode = SegmentationMode.Multiclass, Classes = 3, ", "CrossEntropy")]
    [InlineData("Mode = SegmentationMode.Multiclass, Classes = 7, ", "CrossEntropy")]
    public void Terms_that_take_soft_labels_differently_stand_in_one_loss(string mode, string pixel)
    {
        foreach (var preset in new[] { "Classic", "Monai", "NnUNet", "Smp" })
        {
            var text = Emitted($"{mode}Preset = LossPreset.{preset}, {pixel} = 1, Focal = 1, Dice = 1, Jaccard = 1, Tversky = 1, TverskyAlpha = 0.3, GeneralizedDice = 1, Mcc = 1, Lovasz = 1, ClDice = 1");

            Assert.Contains("new(\"Mcc\", 1.0)", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_unknown_preset_is_an_error()
    {
        var outcome = GeneratorDriverHarness.Run<LossGenerator>(LossSources.Annotated("Preset = (LossPreset)9"));

        Assert.Equal("MASK0007", Assert.Single(outcome.Diagnostics).Id);
    }

    private static string Emitted(string arguments)
        => GeneratorDriverHarness.Run<LossGenerator>(LossSources.Annotated(arguments)).AssertClean().Files.Single().SourceText.ToString();
}
