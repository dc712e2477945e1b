using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.Operations;

/// <summary>
/// The writes of a local or parameter whose value a reference can see: a later write that always happens hides the earlier
/// ones. Read from the nesting of statements, which is enough for structured code and costs no flow graph.
/// </summary>
internal static class ReachingWrites
{
    /// <summary>
    /// The values, in the order of the text. An in-place call such as <c>p.sigmoid_()</c> counts as a write of its result.
    /// </summary>
    public static IReadOnlyList<IOperation> Of(IOperation reference, ISymbol symbol) => Of(reference, symbol, out _);

    /// <param name="reference">Where the symbol is read.</param>
    /// <param name="symbol">The local or parameter.</param>
    /// <param name="isHidden">Whether the value that the symbol starts with is overwritten for certain.</param>
    public static IReadOnlyList<IOperation> Of(IOperation reference, ISymbol symbol, out bool isHidden)
    {
        var function = FunctionOf(reference);
        var before = new List<Write>();
        var after = new List<Write>();
        isHidden = false;
        foreach (var write in WritesOf(reference, symbol))
        {
            if (FunctionOf(write.Statement) != function)
            {
                // Another function runs before or after: both may be.
                before.Add(write);
            }
            else if (write.Statement.Syntax.Span.End <= reference.Syntax.SpanStart)
            {
                if (IsCertain(write.Statement, reference))
                {
                    before.RemoveAll(w => FunctionOf(w.Statement) == function || IsAround(FunctionOf(w.Statement), function));
                    isHidden = true;
                }

                before.Add(write);
            }
            else if (!Contains(write.Statement, reference) || LoopAround(write.Statement, reference) is not null)
            {
                after.Add(write);
            }
        }

        // What a loop writes later, its next round reads, unless it writes anew before.
        foreach (var write in after)
        {
            if (LoopAround(write.Statement, reference) is { } loop && !before.Any(w => Contains(loop, w.Statement) && IsCertain(w.Statement, reference)))
                before.Add(write);
        }

        return [.. before.Select(static w => w.Value)];
    }

    private static IEnumerable<Write> WritesOf(IOperation reference, ISymbol symbol)
    {
        foreach (var use in SymbolUses.Of(reference).All(symbol))
        {
            if (use == reference)
                continue;
            if (SymbolUses.WrittenValue(use) is { } value)
            {
                var statement = Statement(use);
                yield return new(statement, statement is ICompoundAssignmentOperation ? statement : value);
            }
            else if (use.Wrapped() is { Parent: IInvocationOperation { TargetMethod.Name: var name } call } instance && call.Instance == instance
                && name.Length > 1 && name[name.Length - 1] == '_')
            {
                yield return new(call, call);
            }
        }
    }

    /// <summary>The assignment or declaration that writes.</summary>
    private static IOperation Statement(IOperation use)
    {
        for (var operation = use; operation is not null; operation = operation.Parent)
        {
            if (operation is IAssignmentOperation or IVariableDeclaratorOperation or IInvocationOperation)
                return operation;
            if (operation is IForEachLoopOperation loop)
                return loop.Collection;
        }

        return use;
    }

    /// <summary>Whether a write happens whenever the reference is reached after it.</summary>
    private static bool IsCertain(IOperation write, IOperation reference)
    {
        var child = write;
        for (var parent = write.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            var isOptional = parent switch
            {
                IConditionalOperation conditional => child != conditional.Condition,
                ITryOperation { Catches.Length: > 0 } guarded => child == guarded.Body,
                ILoopOperation loop => child == loop.Body,
                ISwitchCaseOperation or ISwitchExpressionArmOperation or ICatchClauseOperation or IAnonymousFunctionOperation or ILocalFunctionOperation => true,
                ICoalesceOperation coalesce => child == coalesce.WhenNull,
                IConditionalAccessOperation access => child == access.WhenNotNull,
                IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } binary => child == binary.RightOperand,
                _ => false,
            };
            if (isOptional && !Contains(child, reference))
                return false;
            if (Contains(parent, reference) && !isOptional && parent is IBlockOperation)
                return true;
        }

        return true;
    }

    private static ILoopOperation? LoopAround(IOperation write, IOperation reference)
    {
        for (var parent = write.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is ILoopOperation loop && Contains(loop, reference))
                return loop;
        }

        return null;
    }

    private static bool Contains(IOperation outer, IOperation inner)
    {
        for (var operation = inner; operation is not null; operation = operation.Parent)
        {
            if (operation == outer)
                return true;
        }

        return false;
    }

    private static bool IsAround(IOperation outer, IOperation inner) => outer != inner && Contains(outer, inner);

    private static IOperation FunctionOf(IOperation operation) => OperationQueries.EnclosingFunction(operation, operation.Root());

    private readonly record struct Write(IOperation Statement, IOperation Value);
}
