namespace MaskSharp.Evaluator.Commands;

/// <summary>Shows on a terminal how far a run has come; anywhere else it is silent.</summary>
internal sealed class Progress(bool enabled)
{
    private readonly Lock _lock = new();
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
            Console.Error.Write(percent == 100 ? "\r\e[K" : FormattableString.Invariant($"\r{done} of {total} cases, {percent} %"));
        }
    }
}
