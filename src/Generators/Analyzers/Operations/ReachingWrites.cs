using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.Operations;

/// <summary>
/// The writes of a local or parameter whose value a reference can see: a later write that always happens hides the earlier
/// ones. Read from the nesting of statements, which is enough for structured code and costs no flow graph.
/// </summary>
internal static class ReachingWrites
{
    private static readonly List<SymbolWrite> _none = [];

    /// <summary>
    /// The values, in the order of the text. An in-place call such as <c>p.sigmoid_()</c> counts as a write of its result.
    /// </summary>
    public static IReadOnlyList<IOperation> Of(IOperation reference, ISymbol symbol) => Of(reference, symbol, out _);

    /// <param name="reference">Where the symbol is read.</param>
    /// <param name="symbol">The local or parameter.</param>
    /// <param name="isHidden">Whether the value that the symbol starts with is overwritten for certain.</param>
    public static IReadOnlyList<IOperation> Of(IOperation reference, ISymbol symbol, out bool isHidden)
    {
        var uses = SymbolUses.Of(reference);
        if (!uses.Reached.TryGetValue(reference, out var reached) || !SymbolEqualityComparer.Default.Equals(reached.Symbol, symbol))
            uses.Reached[reference] = reached = Find(reference, symbol, uses.AllWrites(symbol));
        isHidden = reached.IsHidden;
        return reached.Values;
    }

    private static Reached Find(IOperation reference, ISymbol symbol, IReadOnlyList<SymbolWrite> writes)
    {
        if (writes.Count == 0)
            return new(symbol, [], isHidden: false);
        var function = reference.FunctionAround();
        var before = new List<SymbolWrite>();
        List<SymbolWrite>? after = null;
        var isHidden = false;
        foreach (var write in writes)
        {
            if (write.Use == reference)
                continue;
            if (write.Function != function)
            {
                // Another function runs before or after: both may be.
                before.Add(write);
            }
            else if (write.Statement.Syntax.Span.End <= reference.Syntax.SpanStart)
            {
                if (IsCertain(write.Statement, reference))
                {
                    Hide(before, function);
                    isHidden = true;
                }

                before.Add(write);
            }
            else if (!Contains(write.Statement, reference) || LoopAround(write.Statement, reference) is not null)
            {
                (after ??= []).Add(write);
            }
        }

        // What a loop writes later, its next round reads, unless it writes anew before.
        foreach (var write in after ?? _none)
        {
            if (LoopAround(write.Statement, reference) is { } loop && !IsWrittenAnew(before, loop, reference))
                before.Add(write);
        }

        return new(symbol, before.ConvertAll(static w => w.Result), isHidden);
    }

    /// <summary>Takes out what was written before in the same function, and around it.</summary>
    private static void Hide(List<SymbolWrite> before, IOperation function)
    {
        if (before.Count > 0)
            before.RemoveAll(w => w.Function == function || IsAround(w.Function, function));
    }

    private static bool IsWrittenAnew(List<SymbolWrite> before, IOperation loop, IOperation reference)
        => before.Exists(w => Contains(loop, w.Statement) && IsCertain(w.Statement, reference));

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
}

/// <summary>The values that a reference can see.</summary>
internal sealed class Reached(ISymbol symbol, IReadOnlyList<IOperation> values, bool isHidden)
{
    public ISymbol Symbol { get; } = symbol;

    public IReadOnlyList<IOperation> Values { get; } = values;

    public bool IsHidden { get; } = isHidden;
}
