using MaskSharp.Generators.Analyzers.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.DisposeScopes;

/// <summary>Whether what a round makes is freed in it.</summary>
internal static class RoundMemory
{
    /// <summary>
    /// A scope, calls of Dispose, collections by hand, or tensors in <c>using</c>. A single one in <c>using</c> among several that are not frees
    /// itself and nothing that it was made of.
    /// </summary>
    public static bool IsFreed(IOperation body, TorchTypes types)
    {
        int used = 0, plain = 0;
        foreach (var operation in body.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IInvocationOperation { TargetMethod.Name: "NewDisposeScope" or "DisposeEverything" or "DisposeEverythingBut" or "Dispose" or "Collect" }:
                    return true;
                case IUsingOperation { Resources: var resources }:
                    used += CountTensors(resources, types);
                    break;
                case IUsingDeclarationOperation declared:
                    used += CountTensors(declared, types);
                    break;
                case IVariableDeclaratorOperation { Symbol.IsUsing: false } declarator when types.IsTensor(declarator.Symbol.Type) && IsMade(declarator, types):
                    plain++;
                    break;
            }
        }

        return used > 1 || (used == 1 && plain < 2);
    }

    private static int CountTensors(IOperation resources, TorchTypes types) => resources.DescendantsAndSelf().Any(o => types.IsTensor(o.Type)) ? Math.Max(1, resources.DescendantsAndSelf().Count(static o => o is IVariableDeclaratorOperation)) : 0;

    /// <summary>Whether a variable holds a tensor that is made there: another variable, or an element of a batch, is freed by its owner.</summary>
    private static bool IsMade(IVariableDeclaratorOperation declarator, TorchTypes types)
        => declarator.GetVariableInitializer()?.Value.Unwrap() is IBinaryOperation or IUnaryOperation or IInvocationOperation;
}
