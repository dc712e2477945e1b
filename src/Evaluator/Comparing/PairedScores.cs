namespace MaskSharp.Evaluator.Comparing;

/// <summary>One score of two runs on the same cases.</summary>
internal sealed class PairedScores
{
    private readonly List<(string Id, double A, double B)> _pairs;

    /// <param name="pairs">The score of each case under both runs; cases without one in either are left out.</param>
    public PairedScores(IEnumerable<(string Id, double A, double B)> pairs)
    {
        _pairs = [.. pairs.Where(pair => !double.IsNaN(pair.A) && !double.IsNaN(pair.B))];
        double[] changes = [.. _pairs.Select(pair => pair.B - pair.A)];
        MeanA = Mean(_pairs.Select(pair => pair.A));
        MeanB = Mean(_pairs.Select(pair => pair.B));
        Change = Mean(changes);
        var interval = BootstrapInterval.OfMean(changes);
        Interval = (interval.Low, interval.High);
        Better = changes.Count(change => change > 0);
        Worse = changes.Count(change => change < 0);
        PValue = WilcoxonSignedRank.Of(changes).PValue;
    }

    /// <summary>Cases that have a score in both.</summary>
    public int Cases => _pairs.Count;

    public double MeanA { get; }

    public double MeanB { get; }

    /// <summary>Mean of B − A over the cases.</summary>
    public double Change { get; }

    /// <summary>Its 95 % percentile-bootstrap interval over cases.</summary>
    public (double Low, double High) Interval { get; }

    /// <summary>Cases in which B is better.</summary>
    public int Better { get; }

    /// <summary>Cases in which B is worse.</summary>
    public int Worse { get; }

    /// <summary>Two-sided p-value of the Wilcoxon signed-rank test: how often cases of no real difference would differ as much.</summary>
    public double PValue { get; }

    /// <summary>The cases that lost most, B's loss first.</summary>
    public IEnumerable<(string Id, double A, double B)> LostMost => _pairs.Where(pair => pair.B < pair.A).OrderBy(pair => pair.B - pair.A).ThenBy(pair => pair.Id, StringComparer.Ordinal);

    private static double Mean(IEnumerable<double> values) => values.DefaultIfEmpty(double.NaN).Average();
}
