namespace MaskSharp;

/// <summary>How an interval is read off the bootstrap distribution.</summary>
public enum BootstrapMethod
{
    /// <summary>Between two quantiles of the distribution (Efron 1979).</summary>
    Percentile,

    /// <summary>
    /// Bias-corrected and accelerated (Efron 1987): the quantiles are moved for the distribution's bias and skewness, which makes
    /// intervals of few or skewed cases cover better. It costs one more statistic for each case.
    /// </summary>
    Bca,
}
