using MaskSharp.Generators.Analyzers.Operations;
using MaskSharp.Generators.Analyzers.Tensors;
using MaskSharp.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.DoubleActivation;

/// <summary>
/// MASK1002: probabilities go into a loss that applies the activation itself. A logarithm of a softmax is none: softmax of it
/// gives the same again.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DoubleActivationAnalyzer() : TorchRule(Descriptors.DoubleActivation)
{
    private protected override void Analyze(BodyContext body)
    {
        foreach (var call in body.Operations.LossCalls)
            Analyze(body, call, body.Project);
    }

    private void Analyze(BodyContext context, IInvocationOperation call, TorchProject project)
    {
        if (project.Losses.Read(call) is not { Input: LossInput.BinaryLogits or LossInput.ClassLogits } loss)
            return;
        var sources = TensorSources.Of(loss.Prediction, project);
        if (sources.Count == 0 || !sources.All(static s => TensorSources.IsProbability(s.Source)))
            return;
        var first = sources[0].Source == TensorSource.Sigmoid ? "sigmoid" : "softmax";
        var second = loss.Input == LossInput.BinaryLogits ? "sigmoid" : "softmax";
        context.ReportDiagnostic(Report(call, first, second));
    }
}
