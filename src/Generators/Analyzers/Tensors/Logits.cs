using MaskSharp.Generators.Analyzers.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.Tensors;

/// <summary>Tells raw outputs of networks: those of a layer without an activation, and what is called logits.</summary>
internal static class Logits
{
    public static bool Are(IOperation value, TorchProject project)
    {
        var sources = TensorSources.Of(value, project);
        if (sources.Count == 0 || sources.Any(static s => s.Source is not (TensorSource.Layer or TensorSource.Unknown)))
            return false;
        return sources.All(static s => s.Source == TensorSource.Layer || IsCalledLogits(s.Operation))
            || (IsCalledLogits(value.Unwrap()) && sources.All(static s => s.Operation is IInvocationOperation { TargetMethod.Name: "forward" or "call" }));
    }

    private static bool IsCalledLogits(IOperation value)
        => value is ILocalReferenceOperation or IParameterReferenceOperation && Words.Any(value.ReferencedSymbol()!.Name, static w => w is "logit" or "logits");
}
