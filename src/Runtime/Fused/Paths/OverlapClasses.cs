using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>The classes that overlap terms look at, picked out of tensors [groups, C] and put back into them.</summary>
internal static class OverlapClasses
{
    /// <summary>The columns of the chosen classes.</summary>
    public static Tensor Pick(LossLayout layout, Tensor classes)
    {
        if (layout.OverlapClasses is not { } chosen)
            return classes;
        return IsRange(chosen)
            ? classes.narrow(1, chosen[0], chosen.Count)
            : cat([.. chosen.Select(c => classes.narrow(1, c, 1))], 1);
    }

    /// <summary>The chosen columns in their places, zeros elsewhere.</summary>
    public static Tensor PutBack(LossLayout layout, Tensor picked)
    {
        if (layout.OverlapClasses is not { } chosen)
            return picked;
        var zero = zeros([picked.shape[0], 1], picked.dtype, picked.device);
        var columns = new Tensor[layout.Classes];
        Array.Fill(columns, zero);
        for (var place = 0; place < chosen.Count; place++)
            columns[chosen[place]] = picked.narrow(1, place, 1);
        return cat(columns, 1);
    }

    /// <summary>The weight of each chosen class, [1, chosen], or null where all weigh alike.</summary>
    public static Tensor? Weights(LossLayout layout, Tensor like)
        => layout.OverlapWeights is { } weights ? tensor([.. weights], like.dtype, like.device).unsqueeze(0) : null;

    private static bool IsRange(IReadOnlyList<int> chosen) => chosen[^1] - chosen[0] == chosen.Count - 1;
}
