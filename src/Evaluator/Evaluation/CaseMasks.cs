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
        var truth = Read($"the ground truth of case '{pair.Id}'", pair.GroundTruth, settings);
        MaskImage? prediction = null;
        try
        {
            prediction = Read($"the prediction of case '{pair.Id}'", pair.Prediction, settings);
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

    /// <summary>Reads one mask.</summary>
    /// <param name="who">The mask in a sentence, such as "the prediction of case 'a'".</param>
    /// <param name="path">Its file.</param>
    /// <param name="settings">Say whether the file may be lossy.</param>
    /// <exception cref="CaseException">The file can't be used.</exception>
    public static MaskImage Read(string who, string path, EvaluationSettings settings)
    {
        try
        {
            // A lossy file can carry probabilities under a threshold, but never class indices.
            return MaskFormats.Read(path, acceptLossy: settings.Threshold is not null && !settings.HasLabels);
        }
        catch (MaskFileException e)
        {
            throw new CaseException(Finding.Error(e.Code, $"{who} {e.Message}", path));
        }
    }

    public void Dispose()
    {
        Prediction.Dispose();
        Truth.Dispose();
    }
}
