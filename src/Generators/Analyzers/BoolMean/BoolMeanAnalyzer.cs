using MaskSharp.Generators.Analyzers.Operations;
using MaskSharp.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.BoolMean;

/// <summary>MASK1006: the mean of a Bool tensor without a type to compute in, which libtorch refuses.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BoolMeanAnalyzer() : TorchRule(Descriptors.BoolMean)
{
    private protected override void Analyze(BodyContext body)
    {
        foreach (var call in body.Operations.Means)
            Analyze(body, call, body.Project);
    }

    private void Analyze(BodyContext context, IInvocationOperation call, TorchProject project)
    {
        if (!project.Types.IsTorchMethod(call.TargetMethod) || call.Receiver() is not { } receiver)
            return;
        var hasType = call.Arguments.Any(static a => a.Parameter?.Name is "type" or "dtype" && a.ArgumentKind != ArgumentKind.DefaultValue && a.Value.ConstantValue is not { HasValue: true, Value: null });
        if (!hasType && new BoolTensors(project).Is(receiver))
            context.ReportDiagnostic(Report(call));
    }
}
