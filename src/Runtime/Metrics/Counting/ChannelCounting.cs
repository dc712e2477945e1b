namespace MaskSharp;

/// <summary>Counts channels that are each foreground or background (Binary, Multilabel) on the CPU, in one pass.</summary>
internal static class ChannelCounting
{
    /// <param name="tensors">Contiguous, on the CPU.</param>
    /// <param name="cut">A channel is foreground where its value is at least this.</param>
    /// <param name="ignore">Target value that is not counted.</param>
    public static PixelCounts Count(PixelTensors tensors, double cut, int? ignore)
    {
        var (classes, pixels) = (tensors.Classes, tensors.Pixels);
        var prediction = PixelReader.Of(tensors.Prediction);
        var target = PixelReader.Of(tensors.Target);
        var mask = tensors.Mask is { } tensor ? PixelReader.Of(tensor) : null;
        var (mustBeWhole, wrong) = (tensors.TargetIsWhole, new WrongTarget(tensors, target));

        void CountChannels(int sample, long start, int length, Span<PixelTally> tallies)
        {
            Span<byte> predicted = stackalloc byte[length];
            Span<byte> actual = stackalloc byte[length];
            Span<byte> masked = stackalloc byte[mask is null ? 0 : length];
            Span<byte> valid = stackalloc byte[ignore is null ? 0 : length];
            mask?.AtLeast((sample * pixels) + start, 1, masked);
            for (var c = 0; c < classes; c++)
            {
                var first = (((sample * (long)classes) + c) * pixels) + start;
                prediction.AtLeast(first, cut, predicted);
                target.AtLeast(first, PixelCounter.TargetCut, actual);
                if (ignore is { } value)
                {
                    target.EqualTo(first, value, valid);
                    PixelVectors.Remaining(valid, masked);
                }

                var counted = ignore is null ? masked : valid;
                if (mustBeWhole && target.FirstOutside(first, 1, counted, length) is >= 0 and var place)
                    wrong.Report(first + place);
                tallies[c] += MaskCounting.Count(predicted, actual, counted);
            }
        }

        var counts = PixelBlocks.Count(tensors.Samples, pixels, classes, CountChannels);
        wrong.ThrowIfAny();
        return counts;
    }

    /// <summary>The same for a target of class indices: each channel's foreground is its own index.</summary>
    /// <param name="tensors">Contiguous, on the CPU.</param>
    /// <param name="cut">A channel is foreground where its value is at least this.</param>
    /// <param name="ignore">Target index that is not counted.</param>
    public static PixelCounts CountIndices(PixelTensors tensors, double cut, int? ignore)
    {
        var (classes, pixels) = (tensors.Classes, tensors.Pixels);
        var prediction = PixelReader.Of(tensors.Prediction);
        var target = new LabelReader(tensors, ignore);

        void CountChannels(int sample, long start, int length, Span<PixelTally> tallies)
        {
            Span<byte> predicted = stackalloc byte[length];
            Span<byte> actual = stackalloc byte[length];
            Span<byte> valid = stackalloc byte[length];
            Span<short> labels = stackalloc short[length];
            target.Read(sample, start, labels);
            PixelVectors.Apply(labels, new AtLeast<short>(0), valid);
            for (var c = 0; c < classes; c++)
            {
                prediction.AtLeast((((sample * (long)classes) + c) * pixels) + start, cut, predicted);
                PixelVectors.Apply(labels, new EqualTo<short>((short)c), actual);
                tallies[c] += MaskCounting.Count(predicted, actual, valid);
            }
        }

        var counts = PixelBlocks.Count(tensors.Samples, pixels, classes, CountChannels);
        target.ThrowIfOutOfRange();
        return counts;
    }
}
