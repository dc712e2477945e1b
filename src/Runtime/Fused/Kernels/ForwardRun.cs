namespace MaskSharp.Fused;

/// <summary>The forward pass: each chunk's sums by the emitted kernel, then all of them in the chunks' order, in double.</summary>
internal sealed unsafe class ForwardRun<TKernel>(LossInputs inputs, LossSums sums) : IKernelRun
    where TKernel : ILossKernel
{
    /// <summary>After so many lanes their sums, of floats, go into doubles: narrow lanes are to be as exact as wide ones.</summary>
    private const int LanesOfOneSum = 1024;

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
        var width = layout.ChunkSums;
        var partial = new double[plan.Count * width];
        var memory = ChunkMemory.Of(inputs, null);

        plan.Run(index =>
        {
            var chunk = plan[index];
            var start = index * width;
            partial[start + 1] = double.PositiveInfinity;
            partial[start + 2] = double.NegativeInfinity;
            memory.Each<TPrediction, TTarget>(chunk, (block, count) =>
            {
                var into = partial.AsSpan(start, width);
                for (var done = 0; done < count; done += LanesOfOneSum * TLane.Width)
                {
                    var part = block.Advance<TPrediction, TTarget>(done);
                    var length = Math.Min(count - done, LanesOfOneSum * TLane.Width);
                    var wide = length - (length % TLane.Width);
                    if (wide > 0)
                        TKernel.Forward<TLane, PixelBlock<TLane, TPrediction, TTarget, TMasked, TIndices>>(new(part, wide, chunk.Channel), into);
                    if (wide < length)
                    {
                        TKernel.Forward<TRest, PixelBlock<TRest, TPrediction, TTarget, TMasked, TIndices>>(
                            new(part.Advance<TPrediction, TTarget>(wide), length - wide, chunk.Channel), into);
                    }
                }
            });
        });

        for (var i = 0; i < plan.Count; i++)
            Add(layout, plan[i], partial.AsSpan(i * width, width));
        for (var i = 0; layout.CountSum >= 0 && i < sums.ClassCounts.Length; i++)
            sums.Class[(i * layout.ClassSums) + layout.CountSum] = sums.ClassCounts[i];
    }

    private void Add(LossLayout layout, Chunk chunk, ReadOnlySpan<double> partial)
    {
        sums.Count += partial[0];
        sums.Smallest = Math.Min(sums.Smallest, partial[1]);
        sums.Largest = Math.Max(sums.Largest, partial[2]);

        var pixel = partial.Slice(LossLayout.FirstSum, layout.PixelSums);
        for (var s = 0; s < pixel.Length; s++)
            sums.Pixel[s] += pixel[s];

        var classes = partial[(LossLayout.FirstSum + layout.PixelSums)..];
        var first = (chunk.Group * sums.Channels) + chunk.Channel;
        for (var c = 0; c < layout.KernelChannels; c++)
            sums.ClassCounts[first + c] += partial[0];
        var own = sums.Class.AsSpan(first * layout.ClassSums, classes.Length);
        for (var s = 0; s < own.Length; s++)
            own[s] += classes[s];
    }
}
