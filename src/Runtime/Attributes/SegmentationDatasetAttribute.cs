namespace MaskSharp;

/// <summary>
/// Tells the analyzer how imbalanced a data set is, where the build does not measure it: rule MASK1001 speaks with this number.
/// </summary>
[AttributeUsage(
    AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Field
    | AttributeTargets.Parameter | AttributeTargets.Assembly,
    AllowMultiple = true)]
public sealed class SegmentationDatasetAttribute : Attribute
{
    /// <summary>Name of the data set, as in the build's <c>SegmentationDataset</c> item.</summary>
    public string? Name { get; set; }

    /// <summary>Share of foreground pixels, from 0 to 1; <see cref="double.NaN"/> means not given.</summary>
    public double ForegroundFraction { get; set; } = double.NaN;
}
