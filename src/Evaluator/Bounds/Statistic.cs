namespace MaskSharp.Evaluator.Bounds;

/// <summary>Which figure of the cases' scores is held against a bound.</summary>
internal enum Statistic
{
    /// <summary>Mean over cases (and classes).</summary>
    Mean,

    /// <summary>The score of all cases' pixels counted together.</summary>
    Pooled,

    /// <summary>Half of the cases are at least this good.</summary>
    Median,

    /// <summary>Nineteen of twenty cases are at least this good.</summary>
    P05,

    /// <summary>The worst case.</summary>
    Min,

    /// <summary>The lower end of the mean's 95 % confidence interval.</summary>
    ConfidenceLow,
}
