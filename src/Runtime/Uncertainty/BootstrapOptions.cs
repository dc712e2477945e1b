namespace MaskSharp;

/// <summary>How a bootstrap interval is made.</summary>
public sealed class BootstrapOptions
{
    /// <summary>The defaults: 95 % percentile interval of 2,000 resamples.</summary>
    public static BootstrapOptions Default { get; } = new();

    /// <summary>How the interval is read off the distribution.</summary>
    public BootstrapMethod Method { get; init; }

    /// <summary>Share of such intervals that hold the true value, above 0 and below 1.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>How often the cases are drawn anew, at least 1.</summary>
    public int Resamples { get; init; } = 2000;

    /// <summary>The same seed draws the same cases, on any machine and any number of threads.</summary>
    public long Seed { get; init; }

    /// <summary>At most so many threads; 0: one for each processor.</summary>
    public int Threads { get; init; }

    internal void Check(string argument)
    {
        if (!Enum.IsDefined(Method))
            throw new ArgumentException($"Method = {Method} is no value of {nameof(BootstrapMethod)}.", argument);
        if (!(Confidence is > 0 and < 1))
            throw new ArgumentException($"Confidence = {Confidence}; expected a number above 0 and below 1.", argument);
        if (Resamples < 1)
            throw new ArgumentException($"Resamples = {Resamples}; expected at least 1.", argument);
        if (Threads < 0)
            throw new ArgumentException($"Threads = {Threads}; expected 0 (one for each processor) or more.", argument);
    }
}
