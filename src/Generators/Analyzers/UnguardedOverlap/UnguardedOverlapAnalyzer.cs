using MaskSharp.Generators.Analyzers.Operations;
using MaskSharp.Generators.Analyzers.PixelAccuracy;
using MaskSharp.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.UnguardedOverlap;

/// <summary>MASK1004: Dice, IoU or Tversky as a ratio that is 0/0 where both masks are empty.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnguardedOverlapAnalyzer() : TorchRule(Descriptors.UnguardedOverlap)
{
    /// <summary>Masks are counted in arrays too.</summary>
    private protected override bool Concerns(SyntaxTree tree, TreeSelection trees) => trees.HasMasks(tree);

    private protected override void Analyze(BodyContext body)
    {
        foreach (var ratio in body.Operations.Quotients)
            Analyze(body, ratio, body.Project);
    }

    private void Analyze(BodyContext context, IOperation ratio, TorchProject project)
    {
        if (ratio.Quotient(project.Types) is not var (numerator, denominator) || denominator.Number() is not null)
            return;
        var size = Denominator.Of(denominator, project);
        if (!size.IsSizeOfBoth || !OverlapFormula.HasIntersection(numerator, project.Types, project.Code))
            return;
        if (!new RatioGuard(project, size.Symbols).Protects(ratio))
            context.ReportDiagnostic(Report(ratio));
    }
}
