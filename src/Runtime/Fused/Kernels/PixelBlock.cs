using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace MaskSharp.Fused;

/// <summary>A block over raw memory, specialised to the dtypes of prediction and target and to the presence of a mask.</summary>
internal readonly unsafe struct PixelBlock<TLane, TPrediction, TTarget, TMasked, TIndices>(BlockMemory memory, int count, int channel)
    : IPixelBlock<TLane>
    where TLane : unmanaged, ILane<TLane>
    where TPrediction : unmanaged, IElement
    where TTarget : unmanaged, IElement
    where TMasked : unmanaged, IPresence
    where TIndices : unmanaged, IPresence
{
    /// <summary>Bytes: four lines of the cache.</summary>
    private const int Ahead = 256;

    // Every member is inlined by order: one call left in an emitted loop would spill all its registers.
    private readonly BlockMemory _memory = memory;

    public static bool IsMasked
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TMasked.Value;
    }

    public static bool HasClassIndices
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TIndices.Value;
    }

    public static bool ReportsRange
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TTarget.IsInteger || TIndices.Value;
    }

    public int Count { get; } = count;

    public int Channel { get; } = channel;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Prediction(int pixel) => TPrediction.Load<TLane>(_memory.Prediction + ((nint)pixel * TPrediction.Size));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Prediction(int pixel, int channel)
    {
        var source = _memory.Prediction + (((channel * _memory.ChannelStride) + pixel) * TPrediction.Size);
        Prefetch(source);
        return TPrediction.Load<TLane>(source);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Target(int pixel) => TTarget.Load<TLane>(_memory.Target + ((nint)pixel * TTarget.Size));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Target(int pixel, int channel)
        => TTarget.Load<TLane>(_memory.Target + (((channel * _memory.TargetStride) + pixel) * TTarget.Size));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Counted(int pixel) => TLane.Load(_memory.Mask + pixel);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetGradient(int pixel, TLane value)
        => TPrediction.Store(value, _memory.Gradient + ((nint)pixel * TPrediction.Size));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetGradient(int pixel, int channel, TLane value)
    {
        var destination = _memory.Gradient + (((channel * _memory.ChannelStride) + pixel) * TPrediction.Size);
        Prefetch(destination);
        TPrediction.Store(value, destination);
    }

    /// <summary>Asks for the line that this plane needs a few pixels later: the processor alone does not follow that many planes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch(byte* address)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(address + Ahead);
    }
}
