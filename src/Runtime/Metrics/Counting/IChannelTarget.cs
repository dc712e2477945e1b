namespace MaskSharp;

/// <summary>What channels' predictions are counted against.</summary>
internal interface IChannelTarget
{
    /// <summary>The counts of every sample and channel.</summary>
    /// <param name="predicted">Whether each element of the prediction [N, C, S] is foreground.</param>
    PixelCounts Count<TPredicted>(TPredicted predicted)
        where TPredicted : struct, IPixelBits<TPredicted>;
}
