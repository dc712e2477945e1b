using System.Diagnostics;
using System.Globalization;

namespace MaskSharp.Evaluator.Commands;

/// <summary>Shows on a terminal how far a run has come, and how long the rest will take; anywhere else it is silent.</summary>
internal sealed class Progress(bool enabled)
{
    private readonly Lock _lock = new();
    private readonly long _start = Stopwatch.GetTimestamp();
    private int _lastPercent = -1;

    public static Progress ForTerminal(bool forMsBuild) => new(!forMsBuild && !Console.IsErrorRedirected);

    public void Report(int done, int total)
    {
        if (!enabled) return;
        var percent = (int)(100L * done / total);
        lock (_lock)
        {
            if (percent <= _lastPercent) return;
            _lastPercent = percent;
            Console.Error.Write(percent == 100 ? "\r\e[K" : $"\r{Line(done, total, Stopwatch.GetElapsedTime(_start))}\e[K");
        }
    }

    /// <summary>Such as "120 of 1000 cases, 12 %, 1:05 left".</summary>
    public static string Line(int done, int total, TimeSpan elapsed)
    {
        var left = elapsed * ((double)(total - done) / done);
        var time = left.TotalHours >= 1 ? left.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture) : left.ToString(@"m\:ss", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{done} of {total} cases, {100L * done / total} %, {time} left");
    }
}
