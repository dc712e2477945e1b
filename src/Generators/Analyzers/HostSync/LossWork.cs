using MaskSharp.Generators.Analyzers.Operations;
using MaskSharp.Generators.Analyzers.Tensors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.HostSync;

/// <summary>Tells what runs whenever a loss is computed: the loss itself, and what only losses call.</summary>
internal static class LossWork
{
    private const int MostDepth = 3;

    /// <summary>Whether an operation stands in a loss, in a lambda or local function of one, or in a helper of losses.</summary>
    public static bool Contains(IOperation operation, ISymbol? owner, TorchProject project)
        => OfLoss(operation, owner, project) ?? IsInHelper(operation, owner, project, new(SymbolEqualityComparer.Default), 0);

    /// <returns>Whether it runs in every computation of a loss, or null where no function around it is a loss.</returns>
    private static bool? OfLoss(IOperation operation, ISymbol? owner, TorchProject project)
    {
        for (var function = operation.FunctionAround(); ; function = function.FunctionAround())
        {
            if (SymbolOf(function, owner) is { } symbol && ReturnsTensor(symbol, project.Types) && LossFunctions.Is(function, symbol, project))
                return !Trains(function);
            if (function.Parent is null)
                return null;
        }
    }

    /// <summary>
    /// A helper that makes something of a tensor for losses alone. One that somebody else calls, too, may be meant for him, and one that is called
    /// under a condition, as to check its input once, does not run in every step.
    /// </summary>
    private static bool IsInHelper(IOperation operation, ISymbol? owner, TorchProject project, HashSet<ISymbol> seen, int depth)
    {
        if (depth >= MostDepth || SymbolOf(operation.FunctionAround(), owner) is not { } helper || helper.MethodKind is not (MethodKind.Ordinary or MethodKind.LocalFunction)
            || helper.ReturnsVoid || !helper.Parameters.Any(p => project.Types.IsTensor(p.Type)) || helper.IsAbstract || helper.IsVirtual || helper.IsOverride || !seen.Add(helper.OriginalDefinition)
            || Trains(operation.FunctionAround()))
        {
            return false;
        }

        var isCalled = false;
        foreach (var use in UsesOf(helper, operation, project))
        {
            if (use is not IInvocationOperation call || IsOnceOnly(call))
                return false;
            var caller = call.SemanticModel?.GetEnclosingSymbol(call.Syntax.SpanStart);
            if (!(OfLoss(call, caller, project) ?? IsInHelper(call, caller, project, seen, depth + 1)))
                return false;
            isCalled = true;
        }

        return isCalled;
    }

    private static IEnumerable<IOperation> UsesOf(IMethodSymbol helper, IOperation inside, TorchProject project)
        => helper.MethodKind == MethodKind.LocalFunction
            ? new DelegateCalls(project.Code).Of(helper, inside)
            : project.Code.MentionsOf((helper.ReducedFrom ?? helper).OriginalDefinition).Select(static m => m.Operation);

    private static bool IsOnceOnly(IOperation call)
    {
        if (call.IsOptional())
            return true;
        for (var parent = call.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is ICoalesceAssignmentOperation or ICoalesceOperation or IFieldInitializerOperation or IPropertyInitializerOperation)
                return true;
        }

        return false;
    }

    private static IMethodSymbol? SymbolOf(IOperation function, ISymbol? owner) => function switch
    {
        IAnonymousFunctionOperation lambda => lambda.Symbol,
        ILocalFunctionOperation local => local.Symbol,
        _ => owner is null ? null : CodeMap.MemberOf(owner) as IMethodSymbol,
    };

    /// <summary>A loss gives a tensor, or several at once: the sum to train on and its terms.</summary>
    private static bool ReturnsTensor(IMethodSymbol method, TorchTypes types)
        => types.IsTensor(method.ReturnType) || method.ReturnType is INamedTypeSymbol { IsTupleType: true } several && several.TupleElements.Any(e => types.IsTensor(e.Type));

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
