namespace MaskSharp.Fused;

/// <summary>Room for the sums, values and slopes of one class while the emitted formulas run.</summary>
internal sealed class OverlapOperands(LossLayout layout)
{
    private readonly ScalarQuantity[] _sums = new ScalarQuantity[layout.ClassSums];

    /// <summary>The value of each overlap term.</summary>
    public ScalarQuantity[] Values { get; } = new ScalarQuantity[layout.OverlapTerms];

    /// <summary>The slope of each overlap term along each sum, term by term.</summary>
    public ScalarQuantity[] Slopes { get; } = new ScalarQuantity[layout.OverlapTerms * layout.ClassSums];

    /// <summary>
    /// Computes the terms of one group and class; false where it takes no part in the mean, because no pixel of it is counted or
    /// because it is absent and to be skipped.
    /// </summary>
    public bool Load<TKernel>(LossSums all, int group, int channel)
        where TKernel : ILossKernel
    {
        if (all.ClassCounts[(group * all.Channels) + channel] == 0)
            return false;
        var own = all.Of(group, channel);
        if (layout.TargetSum >= 0 && own[layout.TargetSum] == 0)
        {
            Array.Clear(Values);
            Array.Clear(Slopes);
            return layout.Absent != AbsentClass.Skip;
        }

        for (var s = 0; s < _sums.Length; s++)
            _sums[s] = new(own[s]);
        TKernel.Overlap<ScalarQuantity>(_sums, Values, Slopes);
        return true;
    }
}
