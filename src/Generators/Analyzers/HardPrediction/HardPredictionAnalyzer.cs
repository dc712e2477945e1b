using MaskSharp.Generators.Analyzers.Operations;
using MaskSharp.Generators.Analyzers.Tensors;
using MaskSharp.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.HardPrediction;

/// <summary>
/// MASK1003: a thresholded, rounded or argmax prediction becomes a part of a loss. Weights, targets, scores beside the loss
/// and straight-through estimators are left alone.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HardPredictionAnalyzer() : TorchRule(Descriptors.HardPredictionLoss)
{
    private protected override void Analyze(BodyContext body)
    {
        foreach (var hard in body.Operations.Hardenings)
            Analyze(body, hard, body.Project);
    }

    private void Analyze(BodyContext context, IOperation hard, TorchProject project)
    {
        if (!Gradient.IsHardening(hard, project.Types) || Gradient.IsOff(hard) || !LossReach.Of(hard, project))
            return;
        var input = hard is IBinaryOperation binary ? binary.LeftOperand : ((IInvocationOperation)hard).Receiver();
        if (input is not null && Gradient.Reaches(input, project))
            context.ReportDiagnostic(Report(hard, Gradient.IsRanking(hard, project.Types) ? "indexes of " + Name(hard.Syntax) : Name(hard.Syntax)));
    }

    private static string Name(SyntaxNode syntax) => syntax switch
    {
        BinaryExpressionSyntax binary => binary.OperatorToken.ValueText,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Name.Identifier.ValueText,
        InvocationExpressionSyntax { Expression: SimpleNameSyntax name } => name.Identifier.ValueText,
        _ => syntax.Kind().ToString(),
    };
}
