namespace MaskSharp.Fused;

/// <summary>Room for the sums, values and slopes of one class while the emitted formulas run.</summary>
internal sealed class OverlapOperands(int sums, int terms)
{
    private readonly ScalarQuantity[] _sums = new ScalarQuantity[sums];

    /// <summary>The value of each overlap term.</summary>
    public ScalarQuantity[] Values { get; } = new ScalarQuantity[terms];

    /// <summary>The slope of each overlap term along each sum, term by term.</summary>
    public ScalarQuantity[] Slopes { get; } = new ScalarQuantity[terms * sums];

    /// <summary>Computes the terms of one group and class; false where no pixel of it is counted.</summary>
    public bool Load<TKernel>(LossSums all, int group, int channel)
        where TKernel : ILossKernel
    {
        if (all.ClassCounts[(group * all.Channels) + channel] == 0)
            return false;
        var own = all.Of(group, channel);
        for (var s = 0; s < _sums.Length; s++)
            _sums[s] = new(own[s]);
        TKernel.Overlap<ScalarQuantity>(_sums, Values, Slopes);
        return true;
    }
}
