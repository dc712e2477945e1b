using MaskSharp.Generators.Analyzers.Operations;
using MaskSharp.Generators.Analyzers.Tensors;
using MaskSharp.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.DoubleActivation;

/// <summary>
/// MASK1002: probabilities go into a loss that applies the activation itself, or probabilities or hard masks into a count of logits.
/// A logarithm of a softmax is none: softmax of it gives the same again.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DoubleActivationAnalyzer() : TorchRule(Descriptors.DoubleActivation)
{
    private protected override void Analyze(BodyContext body)
    {
        foreach (var call in body.Operations.LossCalls)
            Analyze(body, call, body.Project);
        foreach (var call in body.Operations.Activations)
            AnalyzeActivation(body, call, body.Project);
        foreach (var call in body.Operations.ScoreCalls)
            AnalyzeScore(body, call, body.Project);
    }

    private void Analyze(BodyContext context, IInvocationOperation call, TorchProject project)
    {
        if (project.Losses.Read(call) is not { Input: LossInput.BinaryLogits or LossInput.ClassLogits } loss)
            return;
        var sources = TensorSources.Of(loss.Prediction, project);
        var isSigmoid = loss.Input == LossInput.BinaryLogits;
        if (sources.Count > 0 && sources.All(s => TensorSources.IsProbability(s.Source) || (isSigmoid && IsLogActivation(s))))
            Report(context, call, sources[0], isSigmoid);
    }

    /// <summary><c>log_softmax(softmax(z))</c>, <c>net.call(x).sigmoid()</c> of a network that ends in one.</summary>
    private void AnalyzeActivation(BodyContext context, IInvocationOperation call, TorchProject project)
    {
        if (!project.Types.IsTorchMethod(call.TargetMethod) || call.Receiver() is not { } receiver || !project.Types.IsTensor(receiver.Unwrap().Type))
            return;
        var isSigmoid = call.TargetMethod.Name is not ("softmax" or "log_softmax");
        var sources = TensorSources.Of(receiver, project);
        if (sources.Count > 0 && sources.All(s => isSigmoid ? IsActivated(s) : IsOverSame(s, call)))
            Report(context, call, sources[0], isSigmoid);
    }

    /// <summary>Of probabilities and hard masks every pixel lies above the logit of a threshold of one half: all would count as foreground.</summary>
    private void AnalyzeScore(BodyContext context, IInvocationOperation call, TorchProject project)
    {
        if (ScoreCalls.LogitsOf(call) is not { } prediction)
            return;
        var sources = TensorSources.Of(prediction, project);
        if (sources.Count > 0 && sources.All(s => !s.IsScaled && (TensorSources.IsProbability(s.Source) || IsHard(s, project))))
            context.ReportDiagnostic(Report(call, IsHard(sources[0], project) ? "a mask" : Activation(sources[0]), "counts logits"));
    }

    private void Report(BodyContext context, IInvocationOperation call, TensorSources.Found first, bool isSigmoid)
        => context.ReportDiagnostic(Report(call, Activation(first), isSigmoid ? "applies a sigmoid itself" : "applies a softmax itself"));

    private static string Activation(TensorSources.Found source) => source.Source == TensorSource.Sigmoid || IsCallOf(source, "logsigmoid") ? "a sigmoid" : "a softmax";

    private static bool IsHard(TensorSources.Found source, TorchProject project) => source.Operation is IBinaryOperation binary
        ? Gradient.IsHardening(binary, project.Types)
        : source.Operation is IInvocationOperation { TargetMethod.Name: "gt" or "ge" or "lt" or "le" } call && project.Types.IsTorchMethod(call.TargetMethod);

    /// <summary>Multiplied by a steepness, probabilities are pressed on purpose.</summary>
    private static bool IsActivated(TensorSources.Found source) => !source.IsScaled && (TensorSources.IsProbability(source.Source) || IsLogActivation(source));

    /// <summary>A softmax over places of what is a softmax over classes makes weights of a map: the dimensions must be the same.</summary>
    private static bool IsOverSame(TensorSources.Found source, IInvocationOperation call)
        => source is { Source: TensorSource.Softmax, IsScaled: false, IsMoved: false }
            && (source.Operation is not IInvocationOperation inner || DimensionOf(inner) is not { } dimension || dimension == DimensionOf(call));

    private static double? DimensionOf(IInvocationOperation softmax) => softmax.Arguments.FirstOrDefault(static a => a.Parameter?.Name == "dim")?.Value.Number();

    /// <summary>Logarithms of probabilities are no logits of independent classes.</summary>
    private static bool IsLogActivation(TensorSources.Found source) => IsCallOf(source, "logsigmoid") || IsCallOf(source, "log_softmax");

    private static bool IsCallOf(TensorSources.Found source, string function)
        => source is { Source: TensorSource.LogProbability, Operation: IInvocationOperation { TargetMethod.Name: var name } } && name == function;
}
