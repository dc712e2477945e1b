using System.Globalization;
using MaskSharp.Generators.Losses;
using MaskSharp.Generators.Metrics;
using Microsoft.CodeAnalysis;

namespace MaskSharp.Generators.Tests.Losses;

/// <summary>Generated text has the same bytes in every language.</summary>
public class LossCultureTests
{
    private static readonly string _source = """
        using MaskSharp;
        namespace Sample;
        /// <summary>A model.</summary>
        [SegmentationLoss(Bce = 0.25, Dice = 1.5, Tversky = 1, TverskyGamma = 0.75, Focal = 1, FocalAlpha = 0.25, Smooth = 1e-5, PosWeight = 2.5, IgnoreIndex = -100, DeepSupervision = new[] { 1, 0.5 })]
        [SegmentationLoss(Name = "Indices", Mode = SegmentationMode.Multiclass, Classes = 3, CrossEntropy = 1, Mcc = 1, ClassWeights = new[] { 0.1, 1, 2 })]
        [SegmentationMetrics(Threshold = 0.25, IgnoreIndex = -1)]
        public partial class INSTITUTE { }
        """;

    [Theory]
    [InlineData("de-DE")]
    [InlineData("fi-FI")]
    [InlineData("tr-TR")]
    public void The_same_bytes_in_every_language(string name)
    {
        var own = Thread.CurrentThread.CurrentCulture;
        var invariant = Emit();
        try
        {
            Thread.CurrentThread.CurrentCulture = Thread.CurrentThread.CurrentUICulture = Culture(name);
            Assert.Equal(invariant, Emit());
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = Thread.CurrentThread.CurrentUICulture = own;
        }
    }

    /// <summary>The culture with its separators, which a machine without language data does not know.</summary>
    private static CultureInfo Culture(string name)
    {
        var culture = (CultureInfo)Known(name).Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NegativeSign = name == "fi-FI" ? "−" : "-";
        return culture;
    }

    private static CultureInfo Known(string name)
    {
        try
        {
            return CultureInfo.GetCultureInfo(name);
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.InvariantCulture;
        }
    }

    private static List<string> Emit()
    {
        var compilation = GeneratorDriverHarness.Compile(_source);
        var result = GeneratorDriverHarness.CreateDriver(compilation, new LossGenerator(), new MetricsGenerator()).RunGenerators(compilation).GetRunResult();
        Assert.Empty(result.Diagnostics);
        return [.. result.Results.SelectMany(own => own.GeneratedSources).Select(file => file.HintName + "\n" + file.SourceText)];
    }
}
