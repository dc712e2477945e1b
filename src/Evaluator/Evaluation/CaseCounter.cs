using MaskSharp.Evaluator.Formats;
using MaskSharp.Evaluator.Pairing;

namespace MaskSharp.Evaluator.Evaluation;

/// <summary>Reads a case's two masks and counts their pixels with the runtime's counters.</summary>
internal static class CaseCounter
{
    /// <summary>Counts one case.</summary>
    /// <param name="pair">The case.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="values">The run's sets of values.</param>
    /// <exception cref="CaseException">A file can't be used, or the two do not fit together.</exception>
    public static CaseCounts Count(CasePair pair, EvaluationSettings settings, ValueSetPool values)
    {
        using var masks = CaseMasks.Read(pair, settings);
        var counts = settings.HasLabels ? CountLabels(pair, masks.Prediction, masks.Truth, settings) : CountForeground(pair, masks.Prediction, masks.Truth, settings, values);
        return masks.WasTurned ? counts with { PredictionWasTurned = true } : counts;
    }

    private static CaseCounts CountForeground(CasePair pair, MaskImage prediction, MaskImage truth, EvaluationSettings settings, ValueSetPool values)
    {
        var count = truth.Shape.Count;
        using var validBuffer = new PixelBuffer<byte>(count);
        using var truthBuffer = new PixelBuffer<byte>(count);
        using var predictedBuffer = new PixelBuffer<byte>(count);
        var valid = ReadOnlySpan<byte>.Empty;
        if (settings.Ignore is { } ignore && !truth.IsLossy)
        {
            MaskReading.Valid(truth, ignore, validBuffer.Span);
            valid = validBuffer.Span;
        }

        // A lossy ground truth is what its threshold makes of it; its exact values mean nothing.
        if (truth.IsLossy) MaskReading.AtLeast(truth, settings.EffectiveThreshold, truthBuffer.Span);
        else MaskReading.Nonzero(truth, truthBuffer.Span);

        MaskReading.Nonzero(prediction, predictedBuffer.Span);
        var asLabels = ClassCounts.Of(PixelCounts.FromMasks(predictedBuffer.Span, truthBuffer.Span, valid));
        var surfaces = settings.Surfaces ? SurfaceMeasure.OfForeground(predictedBuffer.Span, truthBuffer.Span, valid, truth, settings) : [];
        MaskReading.AtLeast(prediction, settings.EffectiveThreshold, predictedBuffer.Span);
        var asMap = ClassCounts.Of(PixelCounts.FromMasks(predictedBuffer.Span, truthBuffer.Span, valid));
        // The map's foreground is part of the mask's, so equal counts are equal masks, which need no second measure and no second place.
        var isSame = asMap.Equals(asLabels);
        var mapSurfaces = settings.Surfaces && !isSame ? SurfaceMeasure.OfForeground(predictedBuffer.Span, truthBuffer.Span, valid, truth, settings) : surfaces;
        return new CaseCounts(pair)
        {
            AsLabels = asLabels,
            AsMap = isSame ? asLabels : asMap,
            SurfacesAsLabels = surfaces,
            SurfacesAsMap = mapSurfaces,
            TrueValues = truth.IsLossy ? ValueSet.None : values.Share(MaskReading.Values(truth, valid)),
            PredictedValues = values.Share(MaskReading.Values(prediction, valid)),
            PredictionIsReal = prediction.IsReal,
            PredictionIsPalette = prediction.IsPalette,
            PredictionMaximum = prediction.Maximum,
        };
    }

    private static CaseCounts CountLabels(CasePair pair, MaskImage prediction, MaskImage truth, EvaluationSettings settings)
    {
        var count = truth.Shape.Count;
        using var truthBuffer = new PixelBuffer<int>(truth.IsReal ? count : 0);
        using var predictedBuffer = new PixelBuffer<int>(prediction.IsReal ? count : 0);
        var truthName = $"the ground truth of case '{pair.Id}'";
        var predictionName = $"the prediction of case '{pair.Id}'";
        var actual = LabelReading.Whole(truth, truthBuffer, settings, truthName, pair.GroundTruth);
        var predicted = LabelReading.Whole(prediction, predictedBuffer, settings, predictionName, pair.Prediction);
        LabelReading.CheckRange(actual, actual, truth.Shape, settings, truthName, pair.GroundTruth);
        LabelReading.CheckRange(predicted, actual, truth.Shape, settings, predictionName, pair.Prediction);
        var counts = PixelCounts.FromLabels(predicted, actual, settings.Classes, settings.Ignore);
        return new CaseCounts(pair)
        {
            AsLabels = ClassCounts.Of(settings.Class.IsAny ? CountAny(predicted, actual, settings.Ignore) : counts),
            SurfacesAsLabels = settings.Surfaces ? SurfaceMeasure.OfLabels(predicted, actual, truth, settings) : [],
            TrueValues = ValueSet.None,
            PredictedValues = ValueSet.None,
            PredictionIsReal = prediction.IsReal,
            PredictionIsPalette = prediction.IsPalette,
            PredictionMaximum = prediction.Maximum,
        };
    }

    private static PixelCounts CountAny(ReadOnlySpan<int> predicted, ReadOnlySpan<int> actual, int? ignore)
    {
        using var predictedBuffer = new PixelBuffer<byte>(actual.Length);
        using var actualBuffer = new PixelBuffer<byte>(actual.Length);
        using var validBuffer = new PixelBuffer<byte>(actual.Length);
        var predictedAny = predictedBuffer.Span;
        var actualAny = actualBuffer.Span;
        var valid = validBuffer.Span;
        for (var i = 0; i < actual.Length; i++)
        {
            predictedAny[i] = predicted[i] != 0 ? (byte)1 : (byte)0;
            actualAny[i] = actual[i] != 0 ? (byte)1 : (byte)0;
            valid[i] = actual[i] != ignore ? (byte)1 : (byte)0;
        }
        return PixelCounts.FromMasks(predictedAny, actualAny, valid);
    }
}
