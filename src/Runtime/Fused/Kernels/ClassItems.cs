namespace MaskSharp.Fused;

/// <summary>
/// The values that a class term has: which sums each is made of. A class of which no pixel counts takes part in none; one
/// without a true pixel as <see cref="LossLayout.Absent"/> says.
/// </summary>
internal static class ClassItems
{
    public static List<ClassItem> Of(LossLayout layout, LossTermLayout term, LossSums sums) => term switch
    {
        { Join: ClassJoin.Volume } => ByVolume(layout, term, sums),
        { Join: ClassJoin.Samples, FirstClass: >= 0 } => OfElements(layout, term, sums),
        { Join: ClassJoin.Samples } => OverSamples(layout, term, sums),
        _ => Single(layout, term, sums),
    };

    /// <summary>A value for each group and class.</summary>
    private static List<ClassItem> Single(LossLayout layout, LossTermLayout term, LossSums sums)
    {
        var items = new List<ClassItem>(sums.Groups * layout.OverlapCount);
        for (var group = 0; group < sums.Groups; group++)
        {
            for (var place = 0; place < layout.OverlapCount; place++)
                Add(layout, term, sums, items, layout.OverlapWeight(place), [new(group, layout.OverlapClass(place), 1)]);
        }

        return items;
    }

    /// <summary>A value for each class, of the sums over all groups.</summary>
    private static List<ClassItem> OverSamples(LossLayout layout, LossTermLayout term, LossSums sums)
    {
        var items = new List<ClassItem>(layout.OverlapCount);
        for (var place = 0; place < layout.OverlapCount; place++)
            Add(layout, term, sums, items, layout.OverlapWeight(place), AllGroups(sums, layout.OverlapClass(place)));
        return items;
    }

    /// <summary>A value for each class of a term that sums over elements, whatever classes the overlap terms look at.</summary>
    private static List<ClassItem> OfElements(LossLayout layout, LossTermLayout term, LossSums sums)
    {
        var items = new List<ClassItem>(sums.Channels);
        for (var channel = term.FirstClass; channel < sums.Channels; channel++)
        {
            var parts = AllGroups(sums, channel);
            items.Add(new(Total(layout, sums, parts), 1, parts));
        }

        return items;
    }

    /// <summary>
    /// A value for each group, of the weighed sums of its classes. A class without a true pixel, whose weight would be infinite,
    /// has the largest finite one of the group, or none as <see cref="LossLayout.Absent"/> says; a group of such classes alone is absent itself.
    /// </summary>
    private static List<ClassItem> ByVolume(LossLayout layout, LossTermLayout term, LossSums sums)
    {
        var items = new List<ClassItem>(sums.Groups);
        for (var group = 0; group < sums.Groups; group++)
        {
            var largest = 0.0;
            for (var place = 0; place < layout.OverlapCount; place++)
            {
                var weight = Weight(group, layout.OverlapClass(place));
                if (!double.IsInfinity(weight))
                    largest = Math.Max(largest, weight);
            }

            var parts = new List<ClassPart>(layout.OverlapCount);
            for (var place = 0; place < layout.OverlapCount; place++)
            {
                var channel = layout.OverlapClass(place);
                var isAbsent = sums.Of(group, channel)[layout.TargetSum] == 0;
                if (Counts(sums, group, channel) == 0)
                    continue;
                var own = isAbsent && layout.Absent != AbsentClass.Smooth ? 0 : Math.Min(Weight(group, channel), largest);
                parts.Add(new(group, channel, own * layout.OverlapWeight(place)));
            }

            if (parts.Count > 0)
                Add(layout, term, items, 1, Total(layout, sums, parts), parts);
        }

        return items;

        double Weight(int group, int channel) => VolumeOf(term.VolumeWeight, sums.Of(group, channel)[layout.TargetSum]);
    }

    private static double VolumeOf(VolumeWeight weight, double volume) => weight switch
    {
        VolumeWeight.Square => 1 / (volume * volume),
        VolumeWeight.Simple => 1 / volume,
        _ => 1,
    };

    private static void Add(LossLayout layout, LossTermLayout term, LossSums sums, List<ClassItem> items, double weight, ClassPart[] parts)
    {
        var counted = 0.0;
        foreach (var part in parts)
            counted += Counts(sums, part.Group, part.Channel);
        if (counted > 0)
            Add(layout, term, items, weight, Total(layout, sums, parts), parts);
    }

    private static void Add(LossLayout layout, LossTermLayout term, List<ClassItem> items, double weight, ScalarQuantity[] total, IReadOnlyList<ClassPart> parts)
    {
        var absent = layout.AbsentOf(term);
        var isAbsent = absent != AbsentClass.Smooth && total[layout.TargetSum].Value == 0;
        if (isAbsent && absent == AbsentClass.Skip)
            return;
        items.Add(new(total, weight, isAbsent ? [] : parts));
    }

    private static ClassPart[] AllGroups(LossSums sums, int channel)
    {
        var parts = new ClassPart[sums.Groups];
        for (var group = 0; group < parts.Length; group++)
            parts[group] = new(group, channel, 1);
        return parts;
    }

    private static ScalarQuantity[] Total(LossLayout layout, LossSums sums, IReadOnlyList<ClassPart> parts)
    {
        var total = new ScalarQuantity[layout.ClassSums];
        foreach (var part in parts)
        {
            var own = sums.Of(part.Group, part.Channel);
            for (var s = 0; s < total.Length; s++)
                total[s] = new(total[s].Value + (part.Factor * own[s]));
        }

        return total;
    }

    private static double Counts(LossSums sums, int group, int channel) => sums.ClassCounts[(group * sums.Channels) + channel];
}
