using System.Numerics;
using MaskSharp.Fused;
using static TorchSharp.torch;

namespace MaskSharp;

/// <summary>A target of the prediction's shape [N, C, S]. Each combination of dtypes, mask and ignored value is one kernel.</summary>
internal sealed unsafe class ChannelTarget(PixelTensors tensors, int? ignore) : IChannelTarget
{
    private readonly byte* _target = TensorMemory.Of(tensors.Target);

    public PixelCounts Count<TPredicted>(TPredicted predicted)
        where TPredicted : struct, IPixelBits<TPredicted> => tensors.Target.dtype switch
        {
            ScalarType.Float32 => CountNumbers<TPredicted, float, NoPixel>(predicted, default),
            ScalarType.Float64 => CountNumbers<TPredicted, double, NoPixel>(predicted, default),
            ScalarType.Float16 => CountKeys(predicted, SixteenBitFloat.Half),
            ScalarType.BFloat16 => CountKeys(predicted, SixteenBitFloat.BFloat16),
            ScalarType.Bool => CountNumbers<TPredicted, byte, NoPixel>(predicted, default),
            ScalarType.Byte => CountIntegers<TPredicted, byte>(predicted),
            ScalarType.Int8 => CountIntegers<TPredicted, sbyte>(predicted),
            ScalarType.Int16 => CountIntegers<TPredicted, short>(predicted),
            ScalarType.Int32 => CountIntegers<TPredicted, int>(predicted),
            _ => CountIntegers<TPredicted, long>(predicted),
        };

    private PixelCounts CountIntegers<TPredicted, T>(TPredicted predicted)
        where TPredicted : struct, IPixelBits<TPredicted>
        where T : unmanaged, INumber<T>
        => CountNumbers<TPredicted, T, PixelBits<T, Outside<T>>>(predicted, new((T*)_target, new(T.Zero, T.One)));

    private PixelCounts CountNumbers<TPredicted, T, TWrong>(TPredicted predicted, TWrong wrong)
        where TPredicted : struct, IPixelBits<TPredicted>
        where T : unmanaged, INumber<T>
        where TWrong : struct, IPixelBits<TWrong>
    {
        var actual = new PixelBits<T, AtLeast<T>>((T*)_target, PixelValues.AtLeast<T>(PixelCounter.TargetCut));
        return ignore is { } value && PixelValues.Holds<T>(value)
            ? CountMasked(predicted, actual, wrong, new PixelBits<T, EqualTo<T>>((T*)_target, new(T.CreateSaturating(value))))
            : CountMasked(predicted, actual, wrong, default(NoPixel));
    }

    private PixelCounts CountKeys<TPredicted>(TPredicted predicted, SixteenBitFloat format)
        where TPredicted : struct, IPixelBits<TPredicted>
    {
        var actual = new PixelBits<short, KeyBetween>((short*)_target, format.AtLeast(PixelCounter.TargetCut));
        return ignore is { } value && format.Holds(value)
            ? CountMasked(predicted, actual, default(NoPixel), new PixelBits<short, KeyBetween>((short*)_target, format.EqualTo(value)))
            : CountMasked(predicted, actual, default(NoPixel), default(NoPixel));
    }

    private PixelCounts CountMasked<TPredicted, TActual, TWrong, TIgnored>(TPredicted predicted, TActual actual, TWrong wrong, TIgnored ignored)
        where TPredicted : struct, IPixelBits<TPredicted>
        where TActual : struct, IPixelBits<TActual>
        where TWrong : struct, IPixelBits<TWrong>
        where TIgnored : struct, IPixelBits<TIgnored>
        => tensors.Mask is { } mask
            ? CountAll(predicted, actual, wrong, ignored, MaskCounting.NotZero(TensorMemory.Of(mask)))
            : CountAll(predicted, actual, wrong, ignored, default(EveryPixel));

    private PixelCounts CountAll<TPredicted, TActual, TWrong, TIgnored, TMask>(TPredicted predicted, TActual actual, TWrong wrong, TIgnored ignored, TMask mask)
        where TPredicted : struct, IPixelBits<TPredicted>
        where TActual : struct, IPixelBits<TActual>
        where TWrong : struct, IPixelBits<TWrong>
        where TIgnored : struct, IPixelBits<TIgnored>
        where TMask : struct, IPixelBits<TMask>
    {
        var (classes, pixels) = (tensors.Classes, tensors.Pixels);
        var report = new WrongTarget(tensors, PixelReader.Of(tensors.Target));
        var counts = PixelBlocks.Count(tensors.Samples, pixels, classes, (sample, start, length, totals) =>
        {
            var masked = mask.From((sample * pixels) + start);
            for (var c = 0; c < classes; c++)
            {
                var first = (((sample * (long)classes) + c) * pixels) + start;
                var counted = new CountedBits<TMask, TIgnored>(masked, ignored.From(first));
                var place = BitCounting.Count(predicted.From(first), actual.From(first), counted, wrong.From(first), length, ref totals[c]);
                if (place >= 0)
                    report.Report(first + place);
            }
        });
        report.ThrowIfAny();
        return counts;
    }
}
