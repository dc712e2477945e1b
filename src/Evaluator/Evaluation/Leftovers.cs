namespace MaskSharp.Evaluator.Evaluation;

/// <summary>
/// Frees what finished cases, and the reports of them, leave behind. By itself the collector waits until that fills the processor's
/// cache, which may be tens of megabytes, so that a run's memory would grow with the number of its cases, and differ between machines.
/// </summary>
internal static class Leftovers
{
    private const long Most = 4 << 20;

    private static long _due = Most;

    /// <summary>Collects if much was allocated since it last did; for any thread, between two cases or pieces of a report.</summary>
    public static void Collect()
    {
        var due = Volatile.Read(ref _due);
        if (GC.GetTotalAllocatedBytes() < due || Interlocked.CompareExchange(ref _due, long.MaxValue, due) != due) return;
        GC.Collect(0, GCCollectionMode.Forced, blocking: true);
        Volatile.Write(ref _due, GC.GetTotalAllocatedBytes() + Most);
    }
}
