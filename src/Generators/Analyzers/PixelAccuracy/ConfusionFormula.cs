using MaskSharp.Generators.Analyzers.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.PixelAccuracy;

/// <summary>Recognises accuracy written from confusion counts: (TP + TN) / all, (FP + FN) / all, the trace of a matrix over its sum.</summary>
internal static class ConfusionFormula
{
    private const int MostSteps = 5;

    public static Agreement? Read(IOperation ratio, IOperation numerator, IOperation denominator, TorchTypes types, CodeMap code)
    {
        if (ratio.Parent is null)
            return null;
        var addends = new List<IOperation>();
        Flatten(numerator, addends, 0);
        if (addends.Count == 2)
        {
            var isRight = (IsCount(addends[0], "tp", types) && IsCount(addends[1], "tn", types))
                || (IsCount(addends[0], "tn", types) && IsCount(addends[1], "tp", types));
            var isWrong = (IsNamed(addends[0], "fp") && IsNamed(addends[1], "fn")) || (IsNamed(addends[0], "fn") && IsNamed(addends[1], "fp"));
            if (isRight || (isWrong && CountsAll(denominator)))
                return Sides(addends, ratio, types, code);
        }

        var isTrace = addends.Count > 1 ? addends.TrueForAll(IsOnDiagonal) : IsTrace(numerator);
        return isTrace && IsTotal(denominator) ? new Agreement(ratio, numerator, denominator, AgreementKind.FormulaOfCounts) : null;
    }

    /// <summary>What a name says it counts: tp, tn, fp, fn, or null.</summary>
    public static string? CountName(string name)
    {
        var words = Words.Of(name);
        for (var i = 0; i < words.Length; i++)
        {
            switch (words[i])
            {
                case "tp" or "tn" or "fp" or "fn":
                    return words[i];
                case "tps" or "tns" or "fps" or "fns":
                    return words[i].Substring(0, 2);
                case "truepositive" or "truepositives" or "truepos":
                    return "tp";
                case "truenegative" or "truenegatives" or "trueneg":
                    return "tn";
                case "falsepositive" or "falsepositives" or "falsepos":
                    return "fp";
                case "falsenegative" or "falsenegatives" or "falseneg":
                    return "fn";
                case "true" or "false" when i + 1 < words.Length && (words[i + 1].StartsWith("pos", StringComparison.Ordinal)
                    || words[i + 1].StartsWith("neg", StringComparison.Ordinal)):
                    return $"{words[i][0]}{words[i + 1][0]}";
            }
        }

        return null;
    }

    private static void Flatten(IOperation value, List<IOperation> addends, int depth)
    {
        var operation = value.Unwrap();
        switch (operation)
        {
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } binary:
                Flatten(binary.LeftOperand, addends, depth);
                Flatten(binary.RightOperand, addends, depth);
                break;
            case IInvocationOperation { TargetMethod.Name: "add" } call when call.Other() is { } other:
                Flatten(call.Receiver()!, addends, depth);
                Flatten(other, addends, depth);
                break;
            case IInvocationOperation { TargetMethod.Name: "ToDouble" or "ToSingle" or "ToInt64" or "ToInt32" or "item" or "to_type" or "to" or "to_" or "double" or "float" } scalar
                when scalar.Receiver()?.Unwrap() is IBinaryOperation or ILocalReferenceOperation:
                Flatten(scalar.Receiver()!, addends, depth);
                break;
            case ILocalReferenceOperation local when depth < MostSteps && CountName(local.Local.Name) is null
                && SymbolUses.OnlyWrite(local) is { } written:
                Flatten(written, addends, depth + 1);
                break;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply, RightOperand: var right } product when right.Number() is not null:
                Flatten(product.LeftOperand, addends, depth);
                break;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply, LeftOperand: var left } product when left.Number() is not null:
                Flatten(product.RightOperand, addends, depth);
                break;
            default:
                addends.Add(operation);
                break;
        }
    }

    private static bool IsCount(IOperation value, string kind, TorchTypes types)
    {
        var operation = value.Unwrap();
        if (IsNamed(operation, kind))
            return true;
        if (operation.ReferencedSymbol() is { } symbol)
        {
            return operation is ILocalReferenceOperation && SymbolUses.Of(operation).Writes(symbol).Any(w => IsStructural(w, kind, types));
        }

        return IsStructural(operation, kind, types);
    }

    /// <summary>The sum of a conjunction is TP, of a conjunction of negations or a negated disjunction TN.</summary>
    private static bool IsStructural(IOperation value, string kind, TorchTypes types)
        => kind switch
        {
            "tp" => Conjunction(value, types) is { } sides && !IsNegated(sides.Left) && !IsNegated(sides.Right),
            "tn" => (Conjunction(value, types) is { } sides && IsNegated(sides.Left) && IsNegated(sides.Right)) || IsNegatedDisjunction(value),
            _ => false,
        };

    private static bool IsNamed(IOperation value, string kind)
        => value.Unwrap() switch
        {
            IInvocationOperation call when call.Receiver() is { } receiver => IsNamed(receiver, kind),
            IArrayElementReferenceOperation element => IsNamed(element.ArrayReference, kind),
            IPropertyReferenceOperation { Arguments.Length: > 0, Instance: { } instance } => IsNamed(instance, kind),
            var other => other.ReferencedSymbol() is { } symbol && CountName(symbol.Name) == kind,
        };

    private static (IOperation Left, IOperation Right)? Conjunction(IOperation value, TorchTypes types)
    {
        foreach (var operation in value.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IInvocationOperation { TargetMethod.Name: "logical_and" or "bitwise_and" or "mul" or "multiply" } call
                    when call.Other() is { } other && types.IsTensor(other.Unwrap().Type):
                    return (call.Receiver()!, other);
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.And or BinaryOperatorKind.Multiply } binary
                    when types.IsTensor(binary.LeftOperand.Unwrap().Type) && types.IsTensor(binary.RightOperand.Unwrap().Type):
                    return (binary.LeftOperand, binary.RightOperand);
            }
        }

        return null;
    }

    private static bool IsNegated(IOperation value) => value.Unwrap() switch
    {
        IInvocationOperation { TargetMethod.Name: "logical_not" or "bitwise_not" or "lt" or "le" } => true,
        IInvocationOperation { TargetMethod.Name: "eq" } call => call.Other()?.Number() == 0,
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not or UnaryOperatorKind.BitwiseNegation } => true,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract } binary => binary.LeftOperand.Number() == 1,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual } => true,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } binary => binary.RightOperand.Number() == 0,
        ILocalReferenceOperation local => SymbolUses.OnlyWrite(local) is { } written && IsNegated(written),
        _ => false,
    };

    private static bool IsNegatedDisjunction(IOperation value)
    {
        foreach (var operation in value.DescendantsAndSelf())
        {
            var inner = operation switch
            {
                IInvocationOperation { TargetMethod.Name: "logical_not" or "bitwise_not" } call => call.Receiver(),
                IUnaryOperation { OperatorKind: UnaryOperatorKind.Not or UnaryOperatorKind.BitwiseNegation } unary => unary.Operand,
                _ => null,
            };
            if (inner?.Unwrap() is IInvocationOperation { TargetMethod.Name: "logical_or" or "bitwise_or" }
                or IBinaryOperation { OperatorKind: BinaryOperatorKind.Or })
            {
                return true;
            }
        }

        return false;
    }

    private static Agreement? Sides(List<IOperation> addends, IOperation ratio, TorchTypes types, CodeMap code)
    {
        foreach (var addend in addends)
        {
            if (Conjunction(addend, types) is { } direct)
                return new Agreement(ratio, direct.Left, direct.Right, AgreementKind.Formula);
            if (addend.ReferencedSymbol() is not { } symbol)
                continue;

            // Counts that a class collects are written in another member than the one that divides them.
            var isMember = symbol is IFieldSymbol or IPropertySymbol && symbol.DeclaringSyntaxReferences.Length > 0;
            foreach (var written in isMember ? code.WritesOf(symbol.OriginalDefinition).Concat(code.RecordedValuesOf(symbol)) : SymbolUses.Of(ratio).Writes(symbol))
            {
                if (Conjunction(written, types) is { } sides)
                    return new Agreement(ratio, sides.Left, sides.Right, AgreementKind.Formula);
            }
        }

        return new Agreement(ratio, addends[0], addends[1], AgreementKind.FormulaOfCounts);
    }

    /// <summary>A denominator with the true negatives in it, or a plain number of pixels.</summary>
    private static bool CountsAll(IOperation denominator)
    {
        var addends = new List<IOperation>();
        Flatten(denominator, addends, 0);
        return addends.Any(static a => IsNamed(a, "tn")) || !addends.Any(static a => IsNamed(a, "tp"));
    }

    private static bool IsTrace(IOperation value)
    {
        var operation = value.Unwrap();
        if (operation is ILocalReferenceOperation local && SymbolUses.OnlyWrite(local) is { } written)
            operation = written.Unwrap();
        if (operation is IInvocationOperation { TargetMethod.Name: "ToDouble" or "ToSingle" or "ToInt64" or "item" or "to_type" or "to" } scalar)
            return scalar.Receiver() is { } receiver && IsTrace(receiver);
        if (operation is IInvocationOperation { TargetMethod.Name: "trace" } || (operation is ILocalReferenceOperation diagonal && IsAddedUp(diagonal)))
            return true;
        return operation is IInvocationOperation { TargetMethod.Name: "sum" } sum && sum.Receiver() is { } summed && IsDiagonal(summed);
    }

    /// <summary>A variable that the elements of a diagonal are added to, one after the other.</summary>
    private static bool IsAddedUp(ILocalReferenceOperation sum)
        => SymbolUses.Of(sum).AllWrites(sum.Local).Any(static w => w.Use.Parent is ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add } && IsOnDiagonal(w.Value));

    /// <summary><c>m[c, c]</c>, <c>m[c][c]</c>, <c>m[c * classes + c]</c>, <c>m[c * (classes + 1)]</c>.</summary>
    public static bool IsOnDiagonal(IOperation value) => value.Unwrap() switch
    {
        IArrayElementReferenceOperation { Indices: [var row, var column] } => IsSame(row, column),
        IArrayElementReferenceOperation { Indices: [var column], ArrayReference: var rows } when rows.Unwrap() is IArrayElementReferenceOperation { Indices: [var row] } => IsSame(row, column),
        IArrayElementReferenceOperation { Indices: [var place] } => place.Unwrap() switch
        {
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => IsMultiple(sum.LeftOperand, sum.RightOperand) || IsMultiple(sum.RightOperand, sum.LeftOperand),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } product => IsOneMore(product.LeftOperand) || IsOneMore(product.RightOperand),
            _ => false,
        },
        IInvocationOperation number when TorchTypes.IsNumber(number.Type) && number.Receiver()?.Unwrap() is IPropertyReferenceOperation { Arguments: [{ Value: var row }, { Value: var column }] } => IsSame(row, column),
        _ => false,
    };

    private static bool IsSame(IOperation row, IOperation column)
        => row.Number() is { } number ? number == column.Number() : IndexOf(row) is { } symbol && SymbolEqualityComparer.Default.Equals(symbol, IndexOf(column));

    /// <summary>The variable that an index is, also as the index of a tensor.</summary>
    private static ISymbol? IndexOf(IOperation index)
        => index.Unwrap() is IInvocationOperation { Arguments: [{ Value: var value }] } ? value.ReferencedSymbol() : index.ReferencedSymbol();

    private static bool IsMultiple(IOperation product, IOperation index)
        => product.Unwrap() is IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } row && (IsSame(row.LeftOperand, index) || IsSame(row.RightOperand, index));

    private static bool IsOneMore(IOperation value) => value.Unwrap() is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, RightOperand: var one } && one.Number() == 1;

    private static bool IsDiagonal(IOperation value)
    {
        var operation = value.Unwrap();
        if (operation is ILocalReferenceOperation local && SymbolUses.OnlyWrite(local) is { } written)
            operation = written.Unwrap();
        return operation is IInvocationOperation call
            && (call.TargetMethod.Name is "diagonal" or "diag" || (call.TargetMethod.Name is "to_type" or "to" or "@double" && IsDiagonal(call.Receiver()!)));
    }

    private static bool IsTotal(IOperation value)
    {
        foreach (var operation in value.DescendantsAndSelf())
        {
            if (operation is IInvocationOperation { TargetMethod.Name: "sum" or "Sum" } sum)
                return sum.TargetMethod.Name == "Sum" || !sum.Others().Any();
        }

        return value.Unwrap().ReferencedSymbol() is not null;
    }
}
