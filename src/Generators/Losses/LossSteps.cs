namespace MaskSharp.Generators.Losses;

/// <summary>Names of the generator's steps, for the tests that watch which of them run again.</summary>
internal static class LossSteps
{
    public const string Parse = "LossParse";
    public const string Specs = "LossSpecs";
    public const string Measurements = "LossMeasurements";
    public const string Resolved = "LossResolved";
    public const string Clashes = "LossClashes";
    public const string Diagnostics = "LossDiagnostics";
}
