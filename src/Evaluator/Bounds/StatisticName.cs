namespace MaskSharp.Evaluator.Bounds;

/// <summary>Names of statistics in sentences.</summary>
internal static class StatisticName
{
    public static string Of(Statistic statistic) => statistic switch
    {
        Statistic.Mean => "mean",
        Statistic.Pooled => "pooled",
        Statistic.Median => "median",
        Statistic.P05 => "fifth-percentile",
        Statistic.Min => "worst case's",
        _ => "lower confidence limit of",
    };
}
