using System.Globalization;
using MaskSharp.Evaluator.Evaluation;
using MaskSharp.Evaluator.Findings;
using MaskSharp.Evaluator.Formats;
using MaskSharp.Evaluator.Formats.NiftiFormat;
using TorchSharp;
using static TorchSharp.torch;

namespace MaskSharp.Evaluator.AssemblyGates;

/// <summary>A case's tensors as files that are read like any masks.</summary>
internal static class CaseTensors
{
    /// <summary>Writes both.</summary>
    /// <exception cref="CaseException">The tensors are no masks, or do not fit together.</exception>
    public static void Write(SegmentationCase item, string prediction, string truth)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var target = Spatial(item.Target, item, "target");
        var predicted = Spatial(item.Prediction, item, "prediction");
        // Of class scores [classes, 1, height, width] the depth of 1 stands behind the classes.
        while (predicted.dim() > target.dim() + 1 && predicted.shape[1] == 1) predicted = predicted.squeeze(1);
        if (predicted.dim() == target.dim() + 1 && predicted.shape.AsSpan(1).SequenceEqual(target.shape)) predicted = Largest(predicted, item);
        if (!predicted.shape.AsSpan().SequenceEqual(target.shape))
        {
            throw Fault(Codes.SizeDiffers, $"case '{item.Id}': the prediction has the shape {Text(item.Prediction)}, the target {Text(item.Target)}; "
                + "expected the same spatial shape, or one axis of class scores more before it");
        }
        if (target.dim() is not (2 or 3))
            throw Fault(Codes.SizeDiffers, $"case '{item.Id}': the target has the shape {Text(item.Target)}; expected [height, width] or [depth, height, width], after any leading axes of size 1");
        var geometry = Geometry(item, (int)target.dim());
        WriteFile(predicted, geometry, prediction, item, "prediction");
        WriteFile(target, geometry, truth, item, "target");
    }

    private static Tensor Spatial(Tensor tensor, SegmentationCase item, string role)
    {
        if (tensor.IsInvalid) throw Fault(Codes.UnreadableFile, $"case '{item.Id}': the {role} was disposed of before it was counted");
        if (tensor.numel() == 0) throw Fault(Codes.SizeDiffers, $"case '{item.Id}': the {role} has the shape {Text(tensor)} and no element");
        var spatial = tensor.detach().cpu();
        while (spatial.dim() > 2 && spatial.shape[0] == 1) spatial = spatial.squeeze(0);
        return spatial;
    }

    private static Tensor Largest(Tensor scores, SegmentationCase item)
    {
        if (scores.is_floating_point() && scores.isnan().any().ToBoolean())
            throw Fault(Codes.ValueOutOfRange, $"case '{item.Id}': the prediction's class scores hold NaN (not a number)");
        return scores.argmax(0).to_type(ScalarType.Int32);
    }

    private static MaskGeometry? Geometry(SegmentationCase item, int rank)
    {
        if (item.Spacing is not { } spacing) return null;
        // A volume of one plane has a spacing along its depth too.
        if (rank == 2 && spacing.Count == 3 && item.Target.dim() > 2) rank = 3;
        if (spacing.Count != rank)
        {
            throw Fault(
                Codes.SizeDiffers,
                string.Create(CultureInfo.InvariantCulture, $"case '{item.Id}' has a spacing along {spacing.Count} axes and {rank} spatial axes, of the shape {Text(item.Target)}"));
        }
        return rank == 2 ? MaskGeometry.OfSpacing(spacing[1], spacing[0], 1) : MaskGeometry.OfSpacing(spacing[2], spacing[1], spacing[0]);
    }

    private static void WriteFile(Tensor tensor, MaskGeometry? geometry, string path, SegmentationCase item, string role)
    {
        var (stored, type) = tensor.dtype switch
        {
            ScalarType.Bool => (tensor.to_type(ScalarType.Byte), NiftiType.UInt8),
            ScalarType.Byte => (tensor, NiftiType.UInt8),
            ScalarType.Int8 => (tensor, NiftiType.Int8),
            ScalarType.Int16 => (tensor, NiftiType.Int16),
            ScalarType.Int32 => (tensor, NiftiType.Int32),
            ScalarType.Int64 => (tensor, NiftiType.Int64),
            ScalarType.Float16 or ScalarType.BFloat16 => (tensor.to_type(ScalarType.Float32), NiftiType.Float),
            ScalarType.Float32 => (tensor, NiftiType.Float),
            ScalarType.Float64 => (tensor, NiftiType.Double),
            _ => throw Fault(Codes.ValueOutOfRange, $"case '{item.Id}': the {role} holds {tensor.dtype}, which is no mask; expected bool, whole numbers, or floating probabilities"),
        };
        var shape = tensor.shape;
        var (depth, height, width) = shape.Length == 3 ? (shape[0], shape[1], shape[2]) : (1, shape[0], shape[1]);
        try
        {
            NiftiWriter.Write(path, MaskShape.Checked(width, height, depth), type, stored.contiguous().bytes, geometry);
        }
        catch (MaskFileException e)
        {
            throw Fault(e.Code, $"case '{item.Id}': the {role} {e.Message}");
        }
    }

    private static string Text(Tensor tensor) => $"[{string.Join(", ", tensor.shape)}]";

    private static CaseException Fault(string code, string message) => new(Finding.Error(code, message));
}
