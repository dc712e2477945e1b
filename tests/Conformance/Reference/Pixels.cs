using MaskSharp;
using static TorchSharp.torch;

namespace Conformance.Reference;

/// <summary>Prediction, target and what counts, all [N, C, P], with ignored elements replaced by harmless zeros.</summary>
/// <param name="Prediction">Logits or probabilities.</param>
/// <param name="Target">Labels in [0, 1], one-hot where indices came in; 0 where ignored.</param>
/// <param name="Counted">1 where an element takes part, else 0.</param>
public sealed record Pixels(Tensor Prediction, Tensor Target, Tensor Counted)
{
    public static Pixels From(Tensor prediction, Tensor target, Tensor? mask, SegmentationMode mode, int classes, int? ignore)
    {
        var type = prediction.dtype;
        var samples = prediction.shape[0];
        var spatial = mode == SegmentationMode.Binary && !(prediction.dim() > 1 && prediction.shape[1] == 1)
            ? prediction.shape[1..]
            : prediction.shape[2..];
        var rows = prediction.reshape(samples, classes, -1);
        var counted = ones_like(rows).detach();
        if (mask is not null)
            counted = counted * (mask != 0).expand([samples, 1, .. spatial]).reshape(samples, 1, -1).to(type);

        Tensor labels;
        if (mode != SegmentationMode.Binary && !target.shape.SequenceEqual(prediction.shape))
        {
            var index = target.to(ScalarType.Int64).reshape(samples, 1, -1);
            if (ignore is { } ignored)
            {
                counted = counted * (index != ignored).to(type);
                index = where(index == ignored, zeros_like(index), index);
            }

            labels = zeros_like(rows).detach().scatter(1, index, ones_like(index).to(type));
        }
        else
        {
            labels = target.to(type).reshape(samples, classes, -1);
            if (ignore is { } ignored && mode != SegmentationMode.Multiclass)
                counted = counted * (labels != ignored).to(type);
        }

        var zero = zeros_like(rows).detach();
        return new(where(counted != 0, rows, zero), where(counted != 0, labels, zero), counted);
    }
}
