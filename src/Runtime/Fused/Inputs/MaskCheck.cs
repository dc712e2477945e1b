using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>What a mask must be: broadcastable over [N, 1, …], nonzero where the pixel counts.</summary>
internal static class MaskCheck
{
    /// <summary>The mask as bool [N, P].</summary>
    /// <exception cref="ArgumentException">Its device or shape does not fit the prediction.</exception>
    public static Tensor Counted(LossLayout layout, Tensor prediction, Tensor mask, PixelShape shape)
    {
        if (mask.device_type != prediction.device_type || mask.device_index != prediction.device_index)
        {
            throw new ArgumentException(
                $"{layout.Name}: mask is on {mask.device}, expected {prediction.device} as the prediction.", nameof(mask));
        }

        var predicted = prediction.shape;
        long[] full = PredictionCheck.HasChannels(layout, predicted)
            ? [predicted[0], 1, .. predicted.AsSpan(2)]
            : [predicted[0], 1, .. predicted.AsSpan(1)];
        var given = mask.shape;

        // A mask [N, …] without the channel dimension is taken for what it plainly is.
        if (given.Length == full.Length - 1 && given.Length > 1 && given[0] == full[0] && given.AsSpan(1).SequenceEqual(full.AsSpan(2)))
            given = [given[0], 1, .. given.AsSpan(1)];
        if (!CanBroadcast(given, full))
        {
            throw new ArgumentException(
                $"{layout.Name}: mask has shape {ShapeText.Of(mask.shape)}, expected one that broadcasts over {ShapeText.Of(full)}.", nameof(mask));
        }

        return mask.ne(Constant.Zero).reshape(given).expand(full).reshape(shape.Samples, shape.Pixels);
    }

    private static bool CanBroadcast(long[] given, long[] full)
    {
        if (given.Length > full.Length)
            return false;
        for (var i = 1; i <= given.Length; i++)
        {
            if (given[^i] != 1 && given[^i] != full[^i])
                return false;
        }

        return true;
    }
}
