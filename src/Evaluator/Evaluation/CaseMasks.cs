using MaskSharp.Evaluator.Findings;
using MaskSharp.Evaluator.Formats;
using MaskSharp.Evaluator.Geometry;
using MaskSharp.Evaluator.Pairing;

namespace MaskSharp.Evaluator.Evaluation;

/// <summary>A case's two masks, voxel for voxel at the same places.</summary>
internal sealed class CaseMasks : IDisposable
{
    private CaseMasks(MaskImage prediction, MaskImage truth, bool wasTurned) => (Prediction, Truth, WasTurned) = (prediction, truth, wasTurned);

    public MaskImage Prediction { get; }

    public MaskImage Truth { get; }

    /// <summary>The prediction was stored in another order of axes.</summary>
    public bool WasTurned { get; }

    /// <summary>Reads both, and turns the prediction to the ground truth's order of axes if their affines say that it is stored in another.</summary>
    /// <exception cref="CaseException">A file can't be used, or the two do not lie at the same places.</exception>
    public static CaseMasks Read(CasePair pair, EvaluationSettings settings)
    {
        var truth = Read(pair, pair.GroundTruth, "ground truth", settings);
        MaskImage? prediction = null;
        try
        {
            prediction = Read(pair, pair.Prediction, "prediction", settings);
            if (GridMatch.Find(prediction, truth, out var fault) is not { } order)
                throw new CaseException(Finding.Error(Codes.SizeDiffers, $"case '{pair.Id}': {fault}", pair.Prediction));
            if (order.IsSame) return new CaseMasks(prediction, truth, false);
            var turned = order.Apply(prediction, truth.Shape, truth.Geometry);
            prediction.Dispose();
            return new CaseMasks(turned, truth, true);
        }
        catch
        {
            prediction?.Dispose();
            truth.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Prediction.Dispose();
        Truth.Dispose();
    }

    private static MaskImage Read(CasePair pair, string path, string role, EvaluationSettings settings)
    {
        try
        {
            // A lossy file can carry probabilities under a threshold, but never class indices.
            return MaskFormats.Read(path, acceptLossy: settings.Threshold is not null && !settings.HasLabels);
        }
        catch (MaskFileException e)
        {
            throw new CaseException(Finding.Error(e.Code, $"the {role} of case '{pair.Id}' {e.Message}", path));
        }
    }
}
