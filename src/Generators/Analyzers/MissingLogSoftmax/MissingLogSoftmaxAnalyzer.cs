using MaskSharp.Generators.Analyzers.Operations;
using MaskSharp.Generators.Analyzers.Tensors;
using MaskSharp.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.MissingLogSoftmax;

/// <summary>MASK1005: the negative log-likelihood of something that is no log-probability.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MissingLogSoftmaxAnalyzer() : TorchRule(Descriptors.MissingLogSoftmax)
{
    private protected override void Analyze(BodyContext body)
    {
        foreach (var call in body.Operations.LossCalls)
            Analyze(body, call, body.Project);
    }

    private void Analyze(BodyContext context, IInvocationOperation call, TorchProject project)
    {
        if (project.Losses.Read(call) is not { Input: LossInput.LogProbabilities } loss)
            return;
        var isProbability = TensorSources.IsAlways(loss.Prediction, TensorSources.IsProbability, project);
        if (isProbability || Logits.Are(loss.Prediction, project))
            context.ReportDiagnostic(Report(call, isProbability ? "probabilities" : "logits"));
    }
}
