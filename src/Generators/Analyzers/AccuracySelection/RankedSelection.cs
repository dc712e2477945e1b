using MaskSharp.Generators.Analyzers.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.AccuracySelection;

/// <summary>The best of a sequence: <c>candidates.MaxBy(c => c.Accuracy)</c>, the first of a descending order, or what an Aggregate keeps.</summary>
internal static class RankedSelection
{
    private const int MostDepth = 4;

    /// <summary>What a sequence is ranked by, or null where a call ranks none.</summary>
    public static IOperation? KeyOf(IInvocationOperation call)
        => call is { TargetMethod: { Name: "MaxBy" or "OrderByDescending" or "OrderBy" } method, Arguments.Length: >= 2 } && IsLinq(method)
            && call.Arguments.ByParameter(1)?.Value.Unwrap() is IDelegateCreationOperation key
            ? key.Target is IMethodReferenceOperation ? key.Target : key.ReturnedValues().FirstOrDefault()
            : null;

    /// <summary>Whether the one that comes out best is kept as a network, or loaded or saved; to print it selects nothing.</summary>
    public static bool Keeps(IInvocationOperation ranking, TorchTypes types)
        => (ranking.TargetMethod.Name == "MaxBy" ? [ranking] : First(ranking, isLast: ranking.TargetMethod.Name == "OrderBy", 0)).Any(best => IsKept(best, types, 0));

    /// <summary><c>results.Aggregate((a, b) => a.Accuracy > b.Accuracy ? a : b)</c></summary>
    public static bool IsPairwise(IBinaryOperation comparison, IConditionalOperation conditional, TorchTypes types)
        => comparison.LeftOperand.Unwrap() is IMemberReferenceOperation { Instance: { } left } one && comparison.RightOperand.Unwrap() is IMemberReferenceOperation { Instance: { } right } other
            && SymbolEqualityComparer.Default.Equals(one.Member, other.Member) && conditional.WhenFalse is { } otherwise
            && AreSame(left, right, conditional.WhenTrue, otherwise)
            && conditional.FunctionAround() is IAnonymousFunctionOperation lambda
            && DelegateCalls.ValueOf(lambda).Parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "Aggregate" } method } fold } && IsLinq(method)
            && IsKept(fold, types, 0);

    private static bool AreSame(IOperation left, IOperation right, IOperation whenTrue, IOperation whenFalse)
    {
        var compared = new HashSet<ISymbol?>(SymbolEqualityComparer.Default) { left.ReferencedSymbol(), right.ReferencedSymbol() };
        return compared.Count == 2 && !compared.Contains(null) && compared.SetEquals([whenTrue.ReferencedSymbol(), whenFalse.ReferencedSymbol()]);
    }

    private static bool IsLinq(IMethodSymbol method) => method.ContainingType.Name is "Enumerable" or "ParallelEnumerable" or "Queryable";

    /// <summary>The places that take the first of an order, or the last.</summary>
    private static IEnumerable<IOperation> First(IOperation order, bool isLast, int depth)
    {
        var value = order.Wrapped();
        if (depth > MostDepth)
            return [];
        return value.Parent switch
        {
            IArgumentOperation { Parent: IInvocationOperation next } => next.TargetMethod.Name switch
            {
                "First" or "FirstOrDefault" when !isLast => [next],
                "Last" or "LastOrDefault" when isLast => [next],
                "ThenBy" or "ThenByDescending" or "ToList" or "ToArray" => First(next, isLast, depth + 1),
                _ => [],
            },
            IPropertyReferenceOperation { Arguments: [{ Value: var index }] } element when !isLast && index.Number() == 0 => [element],
            IArrayElementReferenceOperation { Indices: [var index] } element when !isLast && index.Number() == 0 => [element],
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => SymbolUses.Of(value).Reads(declarator.Symbol).SelectMany(r => First(r, isLast, depth + 1)),
            _ => [],
        };
    }

    private static bool IsKept(IOperation best, TorchTypes types, int depth)
    {
        var value = best.Wrapped();
        if (depth > MostDepth)
            return false;
        if (TorchTypes.IsNumber(value.Type))
            return value is IMemberReferenceOperation { Member.Name: var setting } && Selection.IsSetting(setting) && IsHandedOn(value);
        return value.Parent switch
        {
            IMemberReferenceOperation member when member.Instance == value => IsKept(member, types, depth + 1),
            IConditionalAccessOperation access when access.Operation == value
                => access.WhenNotNull.DescendantsAndSelf().FirstOrDefault(static o => o is IConditionalAccessInstanceOperation) is { } found && IsKept(found, types, depth + 1),
            IInvocationOperation call when call.Instance == value => types.IsModule(value.Type) || TakesWeights(call.TargetMethod.Name),
            IArgumentOperation { Parent: IInvocationOperation call } => TakesWeights(call.TargetMethod.Name) || types.IsModule(value.Type),
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => SymbolUses.Of(value).Reads(declarator.Symbol).Any(r => IsKept(r, types, depth + 1)),
            IDeconstructionAssignmentOperation assignment when assignment.Value == value => Targets(assignment.Target).Any(t => SymbolUses.Of(value).Reads(t).Any(r => IsKept(r, types, depth + 1))),
            ISimpleAssignmentOperation assignment when assignment.Value == value => Selection.HoldsModule(value.Type, types) || (assignment.Target is IMemberReferenceOperation && Selection.HoldsSettings(value.Type)),
            IReturnOperation => Selection.HoldsModule(value.Type, types) || Selection.HoldsSettings(value.Type),
            _ => false,
        };
    }

    /// <summary>A threshold or learning rate that the method returns, or that an object keeps, is chosen; one that is printed is told.</summary>
    private static bool IsHandedOn(IOperation setting)
        => setting.Wrapped().Parent is IReturnOperation or ISimpleAssignmentOperation { Target: IMemberReferenceOperation };

    private static IEnumerable<ILocalSymbol> Targets(IOperation target)
        => target.DescendantsAndSelf().Select(static o => (o as ILocalReferenceOperation)?.Local).OfType<ILocalSymbol>();

    private static bool TakesWeights(string method) => Selection.IsSaving(method) || Words.Any(method, static w => w is "load" or "restore" or "deploy" or "publish");
}
