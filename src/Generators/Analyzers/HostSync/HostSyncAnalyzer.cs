using MaskSharp.Generators.Analyzers.Operations;
using MaskSharp.Generators.Analyzers.Tensors;
using MaskSharp.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.HostSync;

/// <summary>MASK1010: a loss reads a value of a tensor on the host, which waits for everything queued on the device.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HostSyncAnalyzer() : TorchRule(Descriptors.HostSync)
{
    private protected override void Analyze(BodyContext body)
    {
        foreach (var call in body.Operations.HostReads)
            Analyze(body, call, body.Project);
        foreach (var cast in body.Operations.HostCasts)
        {
            if (body.Project.Types.IsTensor(cast.Operand.Unwrap().Type) && LossWork.Contains(cast, body.Body.Owner, body.Project))
                body.ReportDiagnostic(Report(cast, $"({cast.Type!.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)})"));
        }
    }

    private void Analyze(BodyContext context, IInvocationOperation call, TorchProject project)
    {
        if (Waits(call, project.Types) && LossWork.Contains(call, context.Body.Owner, project))
            context.ReportDiagnostic(Report(call, call.TargetMethod.Name));
    }

    private static bool Waits(IInvocationOperation call, TorchTypes types)
    {
        var waits = call.TargetMethod.Name != "to"
            || call.Arguments.Any(static a => a.Value.DescendantsAndSelf().Any(static o => o is IFieldReferenceOperation { Field: { Name: "CPU", ContainingType.Name: "DeviceType" or "torch" } }
                || o.ConstantValue is { HasValue: true, Value: "cpu" }));
        return waits && types.IsTorchMethod(call.TargetMethod) && types.IsTensor(call.Receiver()?.Unwrap().Type);
    }
}
