namespace MaskSharp.Generators.Tests.Losses;

/// <summary>Annotated classes as sources.</summary>
internal static class LossSources
{
    /// <summary>A class with one attribute, given by its arguments.</summary>
    public static string Annotated(string arguments) => $$"""
        using MaskSharp;

        namespace Sample;

        /// <summary>A model.</summary>
        [SegmentationLoss({{arguments}})]
        public partial class UNet
        {
        }
        """;
}
