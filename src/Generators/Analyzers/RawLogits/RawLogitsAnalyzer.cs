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
    private protected override void Register(CompilationStartAnalysisContext context, TorchProject project)
    {
        var overlap = SoftOverlap.Of(project);
        OnOperations(context, project, operation => AnalyzeRatio(operation, project, overlap), OperationKind.Binary, OperationKind.Invocation);
        OnOperations(context, project, operation => AnalyzeCall(operation, project, overlap), OperationKind.Invocation);
    }

    private void AnalyzeRatio(RuleContext context, TorchProject project, SoftOverlap overlap)
    {
        foreach (var (_, left, right) in overlap.ProductsOf(context.Operation))
        {
            var raw = new[] { left, right }.Where(side => Logits.Are(side, project)).ToList();
            if (raw is [var logits])
            {
                context.ReportDiagnostic(Report(logits));
                return;
            }
        }
    }

    private void AnalyzeCall(RuleContext context, TorchProject project, SoftOverlap overlap)
    {
        var call = (IInvocationOperation)context.Operation;
        var prediction = LossCalls.GeneratedInput(call.TargetMethod) is LossInput.Probabilities ? 0 : Parameter(call, project, overlap);
        if (prediction is { } ordinal && call.Arguments.ByParameter(ordinal)?.Value is { } value && Logits.Are(value, project))
            context.ReportDiagnostic(Report(value));
    }

    private static int? Parameter(IInvocationOperation call, TorchProject project, SoftOverlap overlap)
    {
        var method = (call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition;
        if (call.Arguments.Length < 2 || project.Types.IsTorchMethod(method) && call.Instance?.Type is not { DeclaringSyntaxReferences.Length: > 0 })
            return null;
        if (call.Instance?.Unwrap().Type is INamedTypeSymbol type && project.Types.IsModule(type) && method.Name is "forward" or "call")
        {
            var forward = ((INamedTypeSymbol)call.Instance.Unwrap().Type!).GetMembers("forward").OfType<IMethodSymbol>().FirstOrDefault(static m => m.Parameters.Length >= 2);
            return forward is null ? null : overlap.ParameterOf(forward.OriginalDefinition);
        }

        return overlap.ParameterOf(method);
    }
}
