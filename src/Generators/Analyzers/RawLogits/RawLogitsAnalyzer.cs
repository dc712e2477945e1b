using MaskSharp.Generators.Analyzers.Operations;
using MaskSharp.Generators.Analyzers.Tensors;
using MaskSharp.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.RawLogits;

/// <summary>
/// MASK1008: Dice or IoU of logits instead of probabilities, in the formula itself, in a function or loss class of the program that
/// takes probabilities, or in a generated loss that does.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RawLogitsAnalyzer() : TorchRule(Descriptors.RawLogits)
{
    private protected override void Analyze(BodyContext body)
    {
        var overlap = body.Project.Overlap;
        foreach (var ratio in body.Operations.Quotients)
            AnalyzeRatio(body, ratio, body.Project, overlap);
        foreach (var call in body.Operations.WideCalls)
            AnalyzeCall(body, call, body.Project, overlap);
    }

    private void AnalyzeRatio(BodyContext context, IOperation ratio, TorchProject project, SoftOverlap overlap)
    {
        if (overlap.FactorsOf(ratio, f => Logits.Are(f.Left, project) != Logits.Are(f.Right, project)) is { } factors)
            context.ReportDiagnostic(Report(Logits.Are(factors.Left, project) ? factors.Left : factors.Right));
    }

    private void AnalyzeCall(BodyContext context, IInvocationOperation call, TorchProject project, SoftOverlap overlap)
    {
        var prediction = LossCalls.GeneratedInput(call.TargetMethod) is LossInput.Probabilities ? 0 : Parameter(call, project, overlap);
        if (prediction is { } ordinal && call.Arguments.ByParameter(ordinal)?.Value is { } value && Logits.Are(value, project))
            context.ReportDiagnostic(Report(value));
    }

    private static int? Parameter(IInvocationOperation call, TorchProject project, SoftOverlap overlap)
    {
        var method = call.TargetMethod;
        if (method.MethodKind == MethodKind.DelegateInvoke)
            return OfDelegate(call, project, overlap);
        var run = method.Name is "forward" or "call" && call.Instance?.Unwrap().Type is { } type && project.Types.IsModule(type)
            ? TorchTypes.ForwardOf(type, 2)
            : (method.ReducedFrom ?? method).OriginalDefinition;
        return run is null ? null : overlap.ParameterOf(run);
    }

    /// <summary>A lambda or method group in a variable: whatever it can be must take the same parameter as it comes.</summary>
    private static int? OfDelegate(IInvocationOperation call, TorchProject project, SoftOverlap overlap)
    {
        if (!project.Types.IsTensor(call.Type) || call.Instance is not { } instance)
            return null;
        var parameters = MadeValues.Of(instance, project.Code).Select(function => function switch
        {
            IAnonymousFunctionOperation lambda => overlap.ParameterOf(lambda),
            IMethodReferenceOperation { Method: var method } => overlap.ParameterOf(method.OriginalDefinition),
            _ => null,
        }).Distinct().ToList();
        return parameters is [var only] ? only : null;
    }
}
