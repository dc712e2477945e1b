using System.Diagnostics;

namespace Benchmarks.Measuring;

/// <summary>
/// Times contenders in turn, round after round, in one process: what disturbs the machine for a while disturbs all of them, so
/// their ratios hold where their times do not.
/// </summary>
internal static class Interleaved
{
    private const int Warmups = 3;
    private const int FewestRounds = 15;
    private const int MostRounds = 400;

    /// <summary>A timed sample is long enough that the clock's own cost vanishes.</summary>
    private static readonly TimeSpan _shortestSample = TimeSpan.FromMilliseconds(1);

    /// <summary>Seconds per step, [contender][round].</summary>
    public static double[][] Measure(IReadOnlyList<Contender> contenders, TimeSpan budget)
    {
        var repeats = contenders.Select(WarmUp).ToArray();
        var times = contenders.Select(_ => new List<double>()).ToArray();
        var clock = Stopwatch.StartNew();
        for (var round = 0; round < FewestRounds || (round < MostRounds && clock.Elapsed < budget); round++)
        {
            for (var i = 0; i < contenders.Count; i++)
            {
                // Each contender starts every other round from another neighbour, so that none always follows the same one.
                var turn = (i + round) % contenders.Count;
                times[turn].Add(Time(contenders[turn], repeats[turn]) / repeats[turn]);
            }
        }

        return [.. times.Select(series => series.ToArray())];
    }

    private static int WarmUp(Contender contender)
    {
        // Tiered compilation needs some tens of calls; small steps get them, large ones spend their time in kernels.
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < Warmups || (i < 300 && clock.ElapsedMilliseconds < 300); i++)
            contender.Step();
        var one = Time(contender, Warmups) / Warmups;
        return Math.Clamp((int)Math.Ceiling(_shortestSample.TotalSeconds / one), 1, 1000);
    }

    private static double Time(Contender contender, int repeats)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < repeats; i++)
            contender.Step();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
