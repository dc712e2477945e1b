using MaskSharp.Generators.Analyzers.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.UnguardedOverlap;

/// <summary>
/// Whether the code around a ratio takes care of 0/0: a condition about the sizes before it, or a look for NaN or a selection
/// of the result after it.
/// </summary>
internal sealed class RatioGuard(TorchProject project, HashSet<ISymbol> symbols)
{
    public bool Protects(IOperation ratio) => IsAfterCheck(ratio) || IsFilteredBefore(ratio) || IsChecked(ratio, 0);

    /// <summary>Conditions that decide whether the ratio is reached.</summary>
    private bool IsAfterCheck(IOperation ratio)
    {
        for (var operation = ratio; operation.Parent is { } parent; operation = parent)
        {
            switch (parent)
            {
                case IConditionalOperation conditional when conditional.Condition != operation && IsAboutSize(conditional.Condition):
                case IWhileLoopOperation { Condition: { } condition } when condition != operation && IsAboutSize(condition):
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both when both.RightOperand == operation && IsAboutSize(both.LeftOperand):
                case ISwitchExpressionOperation choice when choice.Value != operation && IsAboutSize(choice.Value):
                case ISwitchOperation statement when IsAboutSize(statement.Value):
                    return true;
                case IBlockOperation block when block.Operations.TakeWhile(o => o != operation).Any(IsExit):
                    return true;
            }
        }

        return false;
    }

    /// <summary><c>if (union == 0) return 1;</c>, <c>continue</c>, <c>throw</c>, or a new value for the size.</summary>
    private bool IsExit(IOperation statement)
        => statement is IConditionalOperation { Condition: var condition, WhenTrue: var then, WhenFalse: var otherwise } && IsAboutSize(condition)
            && (Leaves(then) || (otherwise is not null && Leaves(otherwise)) || Rewrites(then));

    private static bool Leaves(IOperation branch)
        => (branch is IBlockOperation block ? block.Operations.LastOrDefault() : branch) is IReturnOperation or IBranchOperation or IThrowOperation or IExpressionStatementOperation { Operation: IThrowOperation };

    private bool Rewrites(IOperation branch)
        => branch.DescendantsAndSelf().Any(o => o is IAssignmentOperation { Target: var target } && target.ReferencedSymbol() is { } symbol && symbols.Contains(symbol));

    /// <summary>A number in the denominator, or a look at how much of a mask there is.</summary>
    private bool IsAboutSize(IOperation condition)
    {
        foreach (var operation in condition.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IInvocationOperation { TargetMethod.Name: "sum" or "any" or "all" or "count_nonzero" or "item" or "max" or "is_nonzero" or "nonzero" or "equal" or "gt" or "mean" or "Any" or "All" or "Sum" or "Count" } call
                    when Mentions(call):
                case IInvocationOperation { TargetMethod.DeclaringSyntaxReferences.Length: > 0 } helper when Mentions(helper):
                    return true;
                case ILocalReferenceOperation { Type.SpecialType: SpecialType.System_Boolean } flag:
                    if (SymbolUses.Of(flag).Writes(flag.Local).Any(IsAboutSize))
                        return true;
                    break;
                case var scalar when TorchTypes.IsNumber(scalar.Type) && scalar.ReferencedSymbol() is { } symbol && symbols.Contains(symbol) && !IsLoopVariable(scalar, symbol):
                case ILocalReferenceOperation total when TorchTypes.IsNumber(total.Type) && IsSizeOfThese(total):
                case IArrayElementReferenceOperation { ArrayReference: var array } when array.ReferencedSymbol() is { } list && symbols.Contains(list):
                    return true;
            }
        }

        return false;
    }

    private bool Mentions(IOperation operation)
        => operation.Descendants().Any(o => o.ReferencedSymbol() is { } symbol && (symbols.Contains(symbol) || IsMadeOfThese(o, symbol)));

    /// <summary>A size in a variable of its own: <c>var total = mask.sum()</c>.</summary>
    private bool IsMadeOfThese(IOperation reference, ISymbol symbol)
        => symbol is ILocalSymbol && SymbolUses.Of(reference).Writes(symbol).Any(w => w.DescendantsAndSelf().Any(o => o.ReferencedSymbol() is { } inner && symbols.Contains(inner)));

    /// <summary>Another size of the same masks, such as the union beside the sum that Dice divides by: both are zero together.</summary>
    private bool IsSizeOfThese(ILocalReferenceOperation local)
        => SymbolUses.Of(local).Writes(local.Local).Any(w => Denominator.Of(w, project) is { IsSizeOfBoth: true } size && size.Symbols.Overlaps(symbols));

    private static bool IsLoopVariable(IOperation reference, ISymbol symbol)
    {
        for (var parent = reference.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IForLoopOperation loop && loop.Locals.Contains(symbol, SymbolEqualityComparer.Default))
                return true;
        }

        return false;
    }

    /// <summary><c>classes.Where(c => union[c] > 0).Select(c => inter[c] / union[c])</c></summary>
    private bool IsFilteredBefore(IOperation ratio)
    {
        for (var parent = ratio.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IInvocationOperation { TargetMethod: { Name: "Select", ContainingType.Name: "Enumerable" or "ParallelEnumerable" } } select
                && select.Arguments[0].Value.DescendantsAndSelf().Any(o => o is IInvocationOperation { TargetMethod.Name: "Where" } where
                    && where.Arguments.Length > 1 && where.Arguments[1].Value.ReturnedValues().Any(IsAboutSize)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What happens to the result: a look for NaN, a replacement, a selection.</summary>
    private bool IsChecked(IOperation result, int depth)
    {
        var value = result.Wrapped();
        switch (value.Parent)
        {
            case IInvocationOperation call when call.Instance == value:
                return IsCheck(call.TargetMethod.Name) || (project.Types.IsTorchMethod(call.TargetMethod) && IsChecked(call, depth));
            case IArgumentOperation { Parent: IInvocationOperation call }:
                return IsCheck(call.TargetMethod.Name)
                    || (call.TargetMethod.Name is "ToSingle" or "ToDouble" or "mean" or "stack" or "cat" && IsChecked(call, depth));
            case IPropertyReferenceOperation { Arguments.Length: > 0 } indexer when indexer.Instance == value:
                return indexer.Arguments.Any(a => a.Value.DescendantsAndSelf().Any(o => project.Types.IsTensor(o.Type)));
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals or BinaryOperatorKind.Equals } self:
                return SymbolEqualityComparer.Default.Equals(self.LeftOperand.ReferencedSymbol(), self.RightOperand.ReferencedSymbol());
            case IBinaryOperation or IUnaryOperation or IConditionalOperation:
                return IsChecked(value.Parent, depth);
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                return depth < 3 && SymbolUses.Of(declarator).Reads(declarator.Symbol).Any(r => IsChecked(r, depth + 1));
            case ISimpleAssignmentOperation assignment when assignment.Value == value && assignment.Target.ReferencedSymbol() is ILocalSymbol local:
                return depth < 3 && SymbolUses.Of(assignment).Reads(local).Any(r => IsChecked(r, depth + 1));
            default:
                return false;
        }
    }

    private static bool IsCheck(string name)
        => name is "nan_to_num" or "nan_to_num_" or "nanmean" or "nansum" or "nanmedian" or "isnan" or "isfinite" or "IsNaN" or "IsFinite" or "where" or "masked_select" or "masked_fill" or "masked_fill_"
            or "IsRealNumber";
}
