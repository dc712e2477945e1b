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
    }

    private void Analyze(BodyContext context, IInvocationOperation call, TorchProject project)
    {
        if (!Waits(call, project.Types))
            return;
        if (context.Body.Owner is { } owner && CodeMap.MemberOf(owner) is IMethodSymbol method && ReturnsTensor(method, project.Types) && LossCalls.IsLoss(method, project.Types) && !Trains(call))
            context.ReportDiagnostic(Report(call, call.TargetMethod.Name));
    }

    /// <summary>A loss gives a tensor, or several at once: the sum to train on and its terms.</summary>
    private static bool ReturnsTensor(IMethodSymbol method, TorchTypes types)
        => types.IsTensor(method.ReturnType) || method.ReturnType is INamedTypeSymbol { IsTupleType: true } several && several.TupleElements.Any(e => types.IsTensor(e.Type));

    private static bool Waits(IInvocationOperation call, TorchTypes types)
    {
        var waits = call.TargetMethod.Name != "to"
            || call.Arguments.Any(static a => a.Value.DescendantsAndSelf().Any(static o => o is IFieldReferenceOperation { Field: { Name: "CPU", ContainingType.Name: "DeviceType" or "torch" } }
                || o.ConstantValue is { HasValue: true, Value: "cpu" }));
        return waits && types.IsTorchMethod(call.TargetMethod) && types.IsTensor(call.Receiver()?.Unwrap().Type);
    }

    /// <summary>What calls backward itself is a training step, whose reports are wanted.</summary>
    private static bool Trains(IOperation operation)
        => BodyOperations.Of(operation.Root()).Calls.Any(static c => c.TargetMethod.Name == "backward");
}
