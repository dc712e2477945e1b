namespace BrainTumor.Slices;

/// <summary>
/// Splits by patient, never by slice: neighbouring slices of one head look alike, so a model that saw one of them in training
/// would be tested on what it knows.
/// </summary>
internal static class PatientSplit
{
    private const int Share = 4;

    /// <summary>Every fourth patient, by size of tumour, is held out; so both parts have small and large ones.</summary>
    public static (IReadOnlyList<Slice> Train, IReadOnlyList<Slice> Validation) Of(IReadOnlyList<Slice> slices, int seed)
    {
        var patients = slices.GroupBy(s => s.Patient)
            .OrderBy(p => p.Sum(s => s.TumourPixels)).ThenBy(p => p.Key, StringComparer.Ordinal).ToList();
        if (patients.Count < 2)
            throw new InputException($"All {slices.Count} slices are of one patient, {patients[0].Key}: a split by patient needs two or more.");

        var step = Math.Min(Share, patients.Count);
        var offset = (step / 2 + seed) % step;
        return ([.. Pick(held: false)], [.. Pick(held: true)]);

        IEnumerable<Slice> Pick(bool held) => patients.Where((_, i) => i % step == offset == held).SelectMany(p => p);
    }
}
