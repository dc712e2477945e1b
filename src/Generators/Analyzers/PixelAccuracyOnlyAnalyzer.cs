using System.Globalization;
using MaskSharp.Generators.Analyzers.Operations;
using MaskSharp.Generators.Analyzers.PixelAccuracy;
using MaskSharp.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MaskSharp.Generators.Analyzers;

/// <summary>
/// MASK1001: an evaluation of a segmentation that averages per-pixel agreement and reports no score of overlap. Evidence from
/// elsewhere is looked up by name only for members that compare masks.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PixelAccuracyOnlyAnalyzer() : TorchRule(Descriptors.PixelAccuracyOnly)
{
    /// <summary>.editorconfig: below this foreground fraction, or above one minus it, accuracy misleads.</summary>
    internal const string ThresholdOption = "masksharp.imbalance_threshold";

    private const double DefaultThreshold = 0.2;

    /// <summary>Masks are compared in arrays too.</summary>
    private protected override bool Concerns(SyntaxTree tree, TreeSelection trees) => trees.HasMasks(tree);

    private protected override void Analyze(BodyContext context)
    {
        if (context.Operations.Agreements.Count == 0)
            return;
        var judge = context.Judge;
        if (!judge.HasAgreements(context.Body.Operation) || context.Body.Owner is not { } owner)
            return;
        var body = context.Body.Operation;
        foreach (var finding in judge.Judge(body, owner))
        {
            context.Tree.CancellationToken.ThrowIfCancellationRequested();
            var threshold = Threshold(context.Tree.Options.AnalyzerConfigOptionsProvider.GetOptions(body.Syntax.SyntaxTree));
            if (finding.Imbalance.IsBalanced(threshold))
                continue;
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptors.PixelAccuracyOnly,
                finding.Agreement.Location,
                finding.Imbalance.ForegroundFraction is null ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning,
                additionalLocations: [finding.Prediction.Syntax.GetLocation(), finding.Target.Syntax.GetLocation()],
                properties: null,
                finding.Imbalance.Describe()));
        }
    }

    internal static double Threshold(AnalyzerConfigOptions options)
        => options.TryGetValue(ThresholdOption, out var text)
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 0.5
            ? value
            : DefaultThreshold;
}
