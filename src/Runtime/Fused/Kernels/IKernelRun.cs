namespace MaskSharp.Fused;

/// <summary>A pass over all chunks, to be specialised to lanes, dtypes, mask and kind of target.</summary>
internal interface IKernelRun
{
    void Run<TLane, TRest, TPrediction, TTarget, TMasked, TIndices>()
        where TLane : unmanaged, ILane<TLane>
        where TRest : unmanaged, ILane<TRest>
        where TPrediction : unmanaged, IElement
        where TTarget : unmanaged, IElement
        where TMasked : unmanaged, IPresence
        where TIndices : unmanaged, IPresence;
}
