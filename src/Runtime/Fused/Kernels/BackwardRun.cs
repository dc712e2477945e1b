namespace MaskSharp.Fused;

/// <summary>The backward pass: each chunk's gradient by the emitted kernel, from the slopes along its sums.</summary>
internal sealed unsafe class BackwardRun<TKernel>(LossInputs inputs, LossSlopes slopes, byte* gradient, bool isFresh) : IKernelRun
    where TKernel : ILossKernel
{
    public void Run<TLane, TRest, TPrediction, TTarget, TMasked, TIndices>()
        where TLane : unmanaged, ILane<TLane>
        where TRest : unmanaged, ILane<TRest>
        where TPrediction : unmanaged, IElement
        where TTarget : unmanaged, IElement
        where TMasked : unmanaged, IPresence
        where TIndices : unmanaged, IPresence
    {
        var layout = TKernel.Layout;
        var plan = ChunkPlan.For(layout, inputs.Shape);
        var memory = ChunkMemory.Of(inputs, gradient);
        var channels = inputs.Shape.Channels;

        plan.Run(index =>
        {
            var chunk = plan[index];
            var classes = slopes.Class.AsSpan(
                ((chunk.Group * channels) + chunk.Channel) * layout.ClassSums, layout.KernelChannels * layout.ClassSums);
            double[] own = [.. slopes.Pixel, .. classes];

            // As lanes in memory, from where the kernel's operations take them: beside a pixel's values they would crowd the registers.
            var wideSlopes = Array.ConvertAll(own, TLane.Create);
            var restSlopes = Array.ConvertAll(own, TRest.Create);
            if (isFresh)
                memory.PopulateGradient<TPrediction>(chunk);
            memory.Each<TPrediction, TTarget>(chunk, (block, count) =>
            {
                var wide = count - (count % TLane.Width);
                if (wide > 0)
                    TKernel.Backward<TLane, PixelBlock<TLane, TPrediction, TTarget, TMasked, TIndices>>(new(block, wide, chunk.Channel), wideSlopes);
                if (wide < count)
                {
                    TKernel.Backward<TRest, PixelBlock<TRest, TPrediction, TTarget, TMasked, TIndices>>(
                        new(block.Advance<TPrediction, TTarget>(wide), count - wide, chunk.Channel), restSlopes);
                }
            });
        });
    }
}
