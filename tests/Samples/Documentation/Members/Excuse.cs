namespace MaskSharp.Samples.Tests.Documentation.Members;

/// <summary>A fault that a rule finds and that is none.</summary>
/// <param name="Member">How the members' names start.</param>
/// <param name="Fault">What the fault says.</param>
/// <param name="Reason">Why it is none.</param>
internal sealed record Excuse(string Member, string Fault, string Reason)
{
    private const string PixelsInMemory = "throws OverflowException undocumented, in PixelCounts.PixelCounts(int, int, long[], long[], long[], long[])";

    /// <summary>All that there are: errors of calls that cannot meet them, because of what they hand on.</summary>
    public static IReadOnlyList<Excuse> All { get; } =
    [
        new("PixelCounts.From", PixelsInMemory, "the pixels that are counted lie in spans, which have at most 2³¹ − 1"),
        new("ConfusionMatrix.FromLabels", "in ConfusionMatrix.ConfusionMatrix(long[,])", "it makes the matrix, of the pixels of two spans"),
        new("ConfusionMatrix.ToPixelCounts", PixelsInMemory, "the pixels of the matrix are a long already"),
        new("ConfusionMatrix.NormalizedExpectedCost", "throws ArgumentNullException undocumented, in ConfusionMatrix.CheckWeights", "it looks at costs only if there are any"),
        new("PixelCounter.Count", PixelsInMemory, "the pixels that are counted lie in memory"),
        new("BootstrapInterval.OfMean", "in BootstrapInterval.Of(", "it has a statistic, and no negative number of values"),
        new("PairedComparison.Of", "in BootstrapInterval.Of(", "it asks for the interval of a mean"),
        new("FusedLoss.T", "throws OverflowException undocumented, in LossSums", "2³¹ samples are 4 GB at least, one pixel each"),
        new("FusedLoss.T", "throws ArgumentOutOfRangeException undocumented, in DistanceTransform.Fill", "it asks for a thread for each processor"),
    ];

    public bool Covers(string member, string fault) => member.StartsWith(Member, StringComparison.Ordinal) && fault.Contains(Fault, StringComparison.Ordinal);
}
