using MaskSharp.Generators.Losses;

namespace MaskSharp.Generators.Tests.Losses;

/// <summary>The emitted text of a representative set, word for word.</summary>
public class LossSnapshotTests
{
    [Theory]
    [InlineData("Classic", "")]
    [InlineData("BinaryOptions", "Bce = 0.5, Jaccard = 2, PosWeight = 3, Smooth = 0, SquaredDenominator = true, Over = OverlapScope.Sample, IgnoreIndex = 255, Reduction = LossReduction.Sum")]
    [InlineData("BinaryProbabilities", "Input = PredictionKind.Probabilities")]
    [InlineData("Multilabel", "Mode = SegmentationMode.Multilabel, Classes = 3, IgnoreIndex = 255, IncludeBackground = false")]
    [InlineData("Multiclass", "Mode = SegmentationMode.Multiclass, Classes = 3")]
    [InlineData("MulticlassOptions", "Name = \"Organ\", Mode = SegmentationMode.Multiclass, Classes = 3, CrossEntropy = 1, Dice = 0.5, ClassWeights = new[] { 0.1, 1, 2 }, SmoothNumerator = 0, SmoothDenominator = 1e-5, IgnoreIndex = 255")]
    [InlineData("ManyClasses", "Mode = SegmentationMode.Multiclass, Classes = 20, CrossEntropy = 1, Dice = 1")]
    [InlineData("FocalTversky", "Bce = 1, Tversky = 1, TverskyAlpha = 0.3, TverskyBeta = 0.7, TverskyGamma = 0.75, LabelSmoothing = 0.1")]
    [InlineData("LogDice", "Dice = 1, LogOverlap = true, LogFloor = 1e-7, Smooth = 0, Epsilon = 1e-7")]
    [InlineData("Focal", "Bce = 0.5, Focal = 1, FocalAlpha = 0.25, Dice = 1")]
    [InlineData("NormalizedFocal", "Focal = 1, FocalNormalized = true, FocalGamma = 1.5, FocalReducedThreshold = 0.5")]
    [InlineData("SoftmaxFocal", "Mode = SegmentationMode.Multiclass, Classes = 3, Focal = 1, Dice = 1, FocalIncludeBackground = false")]
    [InlineData("SigmoidFocal", "Mode = SegmentationMode.Multiclass, Classes = 3, Focal = 1, FocalActivation = FocalActivation.Sigmoid")]
    [InlineData("GeneralizedDice", "Mode = SegmentationMode.Multiclass, Classes = 3, CrossEntropy = 1, GeneralizedDice = 1, GeneralizedWeight = VolumeWeight.Simple")]
    [InlineData("Mcc", "Bce = 1, Mcc = 1, Smooth = 1e-5")]
    [InlineData("UnreducedDice", "Dice = 1, Jaccard = 1, Reduction = LossReduction.None")]
    [InlineData("DeepSupervision", "Dice = 1, DeepSupervision = new[] { 1, 0.5, 0 }")]
    [InlineData("Lovasz", "Dice = 1, Lovasz = 0.5, Over = OverlapScope.Sample")]
    [InlineData("FieldsAlone", "Mode = SegmentationMode.Multiclass, Classes = 3, TopKCrossEntropy = 1, TopK = 0.25, ClassWeights = new[] { 0.1, 1, 2 }, LabelSmoothing = 0.1, ClDice = 0.5, HausdorffDT = 0.1, Absent = AbsentClass.Skip, IncludeBackground = false")]
    [InlineData("Boundary", "Dice = 1, Boundary = 0.01, IgnoreIndex = 255")]
    public void Emitted_text(string variant, string arguments)
        => Snapshots.Verify(GeneratorDriverHarness.Run<LossGenerator>(LossSources.Annotated(arguments)), variant);
}
