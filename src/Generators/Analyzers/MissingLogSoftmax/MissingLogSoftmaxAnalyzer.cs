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
    private protected override void Register(CompilationStartAnalysisContext context, TorchProject project)
    {
        var losses = LossCalls.Of(project);
        OnOperations(context, project, static b => b.WideCalls, (body, call) => Analyze(body, call, project, losses));
    }

    private void Analyze(BodyContext context, IInvocationOperation call, TorchProject project, LossCalls losses)
    {
        if (losses.Read(call) is not { Input: LossInput.LogProbabilities } loss)
            return;
        var isProbability = TensorSources.IsAlways(loss.Prediction, TensorSources.IsProbability, project);
        if (isProbability || Logits.Are(loss.Prediction, project))
            context.ReportDiagnostic(Report(call, isProbability ? "probabilities" : "logits"));
    }
}
