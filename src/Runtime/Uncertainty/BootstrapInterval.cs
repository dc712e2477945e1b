using System.Globalization;

namespace MaskSharp;

/// <summary>
/// A figure with its bootstrap interval: how it could have come out with other cases of the same kind. Cases are drawn with
/// replacement, as many as there are, over and over (Efron 1979).
/// </summary>
/// <param name="Estimate">The figure of the cases as they are, in units of the figure; NaN without cases.</param>
/// <param name="Low">Lower end of the interval, in units of the figure; NaN where there is none.</param>
/// <param name="High">Upper end, in units of the figure; NaN where there is none.</param>
/// <param name="Confidence">Share of such intervals that hold the true value, above 0 and below 1.</param>
/// <param name="Method">How the interval was read off the bootstrap distribution.</param>
/// <param name="Resamples">How often the cases were drawn anew.</param>
/// <param name="Cases">Number of cases.</param>
/// <remarks>
/// Draw r has a generator of its own, so the interval is the same bits on any machine and any number of threads. Without cases,
/// and where the figure or one of a resample is NaN, the ends are NaN: nothing measured is never certain. So are those of
/// <see cref="BootstrapMethod.Bca"/> where the figure without one case is NaN or infinite: nobody knows the skewness then.
/// </remarks>
public sealed record BootstrapInterval(double Estimate, double Low, double High, double Confidence, BootstrapMethod Method, int Resamples, int Cases)
{
    /// <summary>The interval of the mean of values, one a case.</summary>
    /// <param name="values">One score a case, in any unit; those to be left out are not among them. A NaN makes mean and interval NaN, and so does the lack of any.</param>
    /// <param name="options">Method, confidence, resamples and seed; null means <see cref="BootstrapOptions.Default"/>.</param>
    /// <returns>The mean with its interval.</returns>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static BootstrapInterval OfMean(ReadOnlySpan<double> values, BootstrapOptions? options = null)
    {
        var scores = values.ToArray();
        return Of(scores.Length, drawn =>
        {
            var sum = 0.0;
            foreach (var index in drawn)
                sum += scores[index];
            return sum / drawn.Length;
        }, options);
    }

    /// <summary>The interval of any figure of a set of cases, such as a median or a pooled score.</summary>
    /// <param name="cases">Number of cases, at least 0.</param>
    /// <param name="statistic">
    /// The figure of the cases with these numbers, of which one may stand several times. Called by several threads at once; what it throws ends the whole
    /// and is thrown here.
    /// </param>
    /// <param name="options">Method, confidence, resamples and seed; null means <see cref="BootstrapOptions.Default"/>.</param>
    /// <returns>The figure with its interval.</returns>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="statistic"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="cases"/> is negative.</exception>
    public static BootstrapInterval Of(int cases, CaseStatistic statistic, BootstrapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        ArgumentOutOfRangeException.ThrowIfNegative(cases);
        options ??= BootstrapOptions.Default;
        options.Check(nameof(options));
        BootstrapInterval Interval(double estimate, double low, double high) => new(estimate, low, high, options.Confidence, options.Method, options.Resamples, cases);

        if (cases == 0)
            return Interval(double.NaN, double.NaN, double.NaN);
        var all = Enumerable.Range(0, cases).ToArray();
        var estimate = statistic(all);
        var distribution = Distribution(cases, statistic, options);
        if (double.IsNaN(estimate) || Array.Exists(distribution, double.IsNaN))
            return Interval(estimate, double.NaN, double.NaN);
        Array.Sort(distribution);
        var tail = (1 - options.Confidence) / 2;
        var (low, high) = options.Method == BootstrapMethod.Bca
            ? BcaCorrection.Shares(estimate, distribution, LeaveOneOut(cases, statistic, options), tail)
            : (tail, 1 - tail);
        return Interval(estimate, SortedNumbers.Quantile(distribution, low), SortedNumbers.Quantile(distribution, high));
    }

    /// <summary>Figure and interval, for logs.</summary>
    public override string ToString()
        => string.Create(CultureInfo.InvariantCulture, $"{Estimate:0.####} [{Low:0.####}, {High:0.####}]");

    private static double[] Distribution(int cases, CaseStatistic statistic, BootstrapOptions options)
    {
        var figures = new double[options.Resamples];
        Lines.Run(options.Resamples, cases, options.Threads, (start, end) =>
        {
            var drawn = new int[cases];
            for (var resample = start; resample < end; resample++)
            {
                var random = new SplitMix(options.Seed, resample);
                for (var i = 0; i < drawn.Length; i++)
                    drawn[i] = random.Below(cases);
                figures[resample] = statistic(drawn);
            }
        });
        return figures;
    }

    private static double[] LeaveOneOut(int cases, CaseStatistic statistic, BootstrapOptions options)
    {
        // Of one case nothing remains without it, and its resamples are all alike anyway.
        if (cases == 1)
            return [0];
        var figures = new double[cases];
        Lines.Run(cases, cases, options.Threads, (start, end) =>
        {
            for (var left = start; left < end; left++)
            {
                var without = left;
                figures[left] = statistic([.. Enumerable.Range(0, cases).Where(index => index != without)]);
            }
        });
        return figures;
    }
}
