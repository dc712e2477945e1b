using MaskSharp.Generators.Analyzers.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.Tensors;

/// <summary>
/// Tells raw outputs of networks: those of a layer without an activation, what is called logits, and what the same function activates or
/// hands to a loss of logits.
/// </summary>
internal static class Logits
{
    private const int MostProducts = 3;

    public static bool Are(IOperation value, TorchProject project) => Are(value, project, 0);

    private static bool Are(IOperation value, TorchProject project, int depth)
    {
        var sources = TensorSources.Of(value, project);
        if (sources.Count == 0 || sources.Any(static s => s.Source is not (TensorSource.Layer or TensorSource.Unknown)))
            return false;
        return sources.All(s => s.Source == TensorSource.Layer || IsVariable(s.Operation, project) || IsWeighed(s.Operation, project, depth))
            || (IsVariable(value.Unwrap(), project) && sources.All(static s => s.Operation is IInvocationOperation { TargetMethod.Name: "forward" or "call" }));
    }

    private static bool IsVariable(IOperation value, TorchProject project)
        => value is ILocalReferenceOperation or IParameterReferenceOperation && value.ReferencedSymbol() is { } symbol
            && (Words.Any(symbol.Name, static w => w is "logit" or "logits") || IsTreatedAsLogits(value, symbol, project));

    /// <summary><c>z * valid</c>: what is left of logits where a mask is laid over them.</summary>
    private static bool IsWeighed(IOperation value, TorchProject project, int depth)
        => depth < MostProducts && value is IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } product
            && (Are(product.LeftOperand, project, depth + 1) || Are(product.RightOperand, project, depth + 1));

    /// <summary>The same value is activated, or handed to a loss of logits, elsewhere in the function.</summary>
    private static bool IsTreatedAsLogits(IOperation reference, ISymbol symbol, TorchProject project)
    {
        foreach (var read in SymbolUses.Of(reference).Reads(symbol))
        {
            if (!HasSameValue(read, reference, symbol))
                continue;
            var wrapped = read.Wrapped();
            var call = (wrapped.Parent as IInvocationOperation) ?? (wrapped.Parent as IArgumentOperation)?.Parent as IInvocationOperation;
            if (call is null)
                continue;
            var isActivated = call.TargetMethod.Name is "sigmoid" or "softmax" or "log_softmax" && project.Types.IsTorchMethod(call.TargetMethod) && call.Receiver()?.Unwrap() == read;
            if (isActivated || (project.Losses.Read(call) is { Input: LossInput.BinaryLogits or LossInput.ClassLogits } loss && loss.Prediction.Unwrap() == read))
                return true;
        }

        return false;
    }

    private static bool HasSameValue(IOperation read, IOperation reference, ISymbol symbol)
    {
        var one = ReachingWrites.Of(read, symbol, out var isOneHidden);
        var other = ReachingWrites.Of(reference, symbol, out var isOtherHidden);
        return isOneHidden == isOtherHidden && one.SequenceEqual(other);
    }
}
