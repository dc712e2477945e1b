using MaskSharp.Generators.Analyzers.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.PixelAccuracy;

/// <summary>
/// Tells an average or count that is only asked whether everything agrees, or anything: <c>if (same != 1) throw</c>. It is no score, and may
/// be told in the message of what is thrown.
/// </summary>
internal static class ExactCheck
{
    public static bool Is(IOperation reduction) => reduction switch
    {
        IIncrementOrDecrementOperation { Target: ILocalReferenceOperation counter } => AreReads(counter),
        ICompoundAssignmentOperation { Target: ILocalReferenceOperation counter } => AreReads(counter),
        IInvocationOperation => IsRead(reduction),
        _ => false,
    };

    private static bool AreReads(ILocalReferenceOperation local) => AreReads(local.Local, local, _ => true);

    private static bool AreReads(ILocalSymbol symbol, IOperation near, Func<IOperation, bool> isFollowed)
    {
        var isChecked = false;
        foreach (var read in SymbolUses.Of(near).Reads(symbol))
        {
            if (isFollowed(read) && IsRead(read))
                isChecked = true;
            else if (!IsThrown(read))
                return false;
        }

        return isChecked;
    }

    private static bool IsRead(IOperation operation)
    {
        var value = Scalar(operation);
        return value.Parent switch
        {
            IBinaryOperation comparison => IsExact(comparison, value),
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => AreReads(declarator.Symbol, value, r => r.IsAfter(declarator)),
            _ => false,
        };
    }

    /// <summary>The number behind a call that hands it out: <c>.item()</c>, <c>(double)</c>.</summary>
    private static IOperation Scalar(IOperation operation)
    {
        var value = operation.Wrapped();
        while (value.Parent is IInvocationOperation { TargetMethod.Name: "item" or "cpu" or "ToDouble" or "ToSingle" or "ToInt64" or "ToInt32" } call && call.Receiver() == value)
            value = call.Wrapped();
        return value.Parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "ToDouble" or "ToSingle" or "ToInt64" or "ToInt32" or "item" } scalar } ? Scalar(scalar) : value;
    }

    // Whether all agree, or any differ: at the end of the range, and of a count also where the other side is the number of all.
    private static bool IsExact(IBinaryOperation comparison, IOperation value)
    {
        var isLeft = comparison.LeftOperand == value;
        var bound = (isLeft ? comparison.RightOperand : comparison.LeftOperand).Number();
        return comparison.OperatorKind switch
        {
            BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals => true,
            BinaryOperatorKind.LessThan or BinaryOperatorKind.GreaterThanOrEqual => bound == (isLeft ? 1 : 0),
            BinaryOperatorKind.GreaterThan or BinaryOperatorKind.LessThanOrEqual => bound == (isLeft ? 0 : 1),
            _ => false,
        };
    }

    private static bool IsThrown(IOperation read)
    {
        for (var around = read.Parent; around is not (null or IBlockOperation); around = around.Parent)
        {
            if (around is IThrowOperation)
                return true;
        }

        return false;
    }
}
