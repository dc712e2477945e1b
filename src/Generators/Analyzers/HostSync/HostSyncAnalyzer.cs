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
        if (Waits(call, project.Types) && IsInLoss(call, context.Body.Owner, project))
            context.ReportDiagnostic(Report(call, call.TargetMethod.Name));
    }

    /// <summary>Whether the member is a loss, or a lambda or local function in it around the call.</summary>
    private static bool IsInLoss(IOperation call, ISymbol? owner, TorchProject project)
    {
        for (var function = call.FunctionAround(); ; function = function.FunctionAround())
        {
            var symbol = function switch
            {
                IAnonymousFunctionOperation lambda => lambda.Symbol,
                ILocalFunctionOperation local => local.Symbol,
                _ => owner is null ? null : CodeMap.MemberOf(owner) as IMethodSymbol,
            };
            if (symbol is not null && ReturnsTensor(symbol, project.Types) && LossFunctions.Is(function, symbol, project))
                return !Trains(function);
            if (function.Parent is null)
                return false;
        }
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
    private static bool Trains(IOperation function)
        => BodyOperations.Of(function.Root()).Calls.Any(c => c.TargetMethod.Name == "backward" && IsWithin(c, function));

    private static bool IsWithin(IOperation operation, IOperation function)
    {
        for (var outer = operation; outer is not null; outer = outer.Parent)
        {
            if (outer == function)
                return true;
        }

        return false;
    }
}
