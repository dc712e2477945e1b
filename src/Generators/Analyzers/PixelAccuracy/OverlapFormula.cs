using MaskSharp.Generators.Analyzers.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.PixelAccuracy;

/// <summary>
/// Recognises the ratio itself, whatever it is called: an intersection (a sum of a product or conjunction, true positives, a
/// diagonal) over something that does not count all pixels.
/// </summary>
internal static class OverlapFormula
{
    /// <summary>Of <c>BitOperations</c> and of the integers themselves.</summary>
    public const string BitCount = "PopCount";

    private const int MostSteps = 4;

    public static bool Is(IOperation numerator, IOperation denominator, TorchTypes types, CodeMap code)
    {
        if (!HasIntersection(numerator, types, code))
            return false;

        // (TP + TN) / all is accuracy.
        var walk = new Walk(types, code);
        return !walk.CountsNegatives(numerator, 0) && !walk.CountsNegatives(denominator, 0) && !walk.IsPixelCount(denominator, 0);
    }

    /// <summary>Whether a value is made of an intersection: a sum of a product or conjunction, true positives, a diagonal.</summary>
    public static bool HasIntersection(IOperation value, TorchTypes types, CodeMap code)
    {
        if (!code.Intersections.TryGetValue(value, out var has))
            code.Intersections[value] = has = new Walk(types, code).HasIntersection(value, 0);
        return has;
    }

    private sealed class Walk(TorchTypes types, CodeMap code)
    {
        private readonly HashSet<ISymbol>?[] _seen = new HashSet<ISymbol>?[4];

        public bool HasIntersection(IOperation value, int depth)
        {
            foreach (var operation in value.DescendantsAndSelf())
            {
                switch (operation)
                {
                    case IInvocationOperation { TargetMethod.Name: "sum" or "count_nonzero" } sum when sum.Receiver() is { } summed && IsProduct(summed, depth):
                        return true;
                    case IInvocationOperation { TargetMethod: { DeclaringSyntaxReferences.Length: > 0 } counter, Arguments: [{ Value: var counted }] } when IsProduct(counted, depth) && Sums(counter):
                        return true;
                    case IInvocationOperation { TargetMethod.Name: "dot" or "intersect" or "diagonal" or "diag" or "einsum" } call
                        when types.IsTorchMethod(call.TargetMethod) && !IsSummed(call):
                        return true;
                    case IInvocationOperation { TargetMethod.Name: BitCount, Arguments: [{ Value: var bits }] } when IsConjunction(bits, depth):
                        return true;
                    case IArrayElementReferenceOperation or IInvocationOperation when ConfusionFormula.IsOnDiagonal(operation) && !IsInTrace(operation):
                        return true;
                    case var counted when counted.ReferencedSymbol() is { } symbol:
                        if (ConfusionFormula.CountName(symbol.Name) == "tp" || (IsIntersection(symbol.Name) && !IsArea(counted, symbol))
                            || SymbolUses.Of(counted).Increments(symbol).Any(static i => CountsBoth(i)) || SymbolUses.Of(counted).All(symbol).Any(AddsBoth))
                        {
                            return true;
                        }

                        if (!IsSummedDiagonal(counted) && Written(counted, symbol, 0, depth).Any(w => HasIntersection(w, depth + 1)))
                            return true;
                        break;
                }
            }

            return false;
        }

        /// <summary>A function of the program that adds up what it is given, <c>Area(p &amp; t)</c>.</summary>
        private bool Sums(IMethodSymbol function)
            => code.BodiesOf((function.ReducedFrom ?? function).OriginalDefinition).Any(static b => BodyOperations.Of(b).HasSums);

        /// <summary>What two words of packed masks share; a constant only picks bits of one.</summary>
        private bool IsConjunction(IOperation value, int depth) => value.Unwrap() switch
        {
            IBinaryOperation { OperatorKind: BinaryOperatorKind.And } both => both.LeftOperand.Number() is null && both.RightOperand.Number() is null,
            ILocalReferenceOperation local when depth < MostSteps => Written(local, local.Local, 3, depth).Any(w => IsConjunction(w, depth + 1)),
            _ => false,
        };

        /// <summary>A counter behind "foreground here and foreground there".</summary>
        private static bool CountsBoth(IOperation increment)
        {
            var leaves = new List<IOperation>();
            foreach (var (condition, isNegated) in RestrictionClassifier.GuardsOf(increment))
            {
                if (isNegated)
                    return false;
                AddLeaves(condition, leaves);
            }

            return AreBoth(leaves);
        }

        /// <summary><c>both += p &amp;&amp; t ? 1 : 0</c></summary>
        private static bool AddsBoth(IOperation use)
        {
            if (use.Parent is not ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add } sum || sum.Target != use
                || sum.Value.Unwrap() is not IConditionalOperation { WhenFalse: { } otherwise } choice || choice.WhenTrue.Number() is null or 0 || otherwise.Number() != 0)
            {
                return false;
            }

            var leaves = new List<IOperation>();
            AddLeaves(choice.Condition, leaves);
            return AreBoth(leaves);
        }

        private static bool AreBoth(List<IOperation> leaves) => leaves.Count >= 2 && leaves.All(IsForeground);

        private static void AddLeaves(IOperation condition, List<IOperation> leaves)
        {
            if (condition.Unwrap() is IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And } both)
            {
                AddLeaves(both.LeftOperand, leaves);
                AddLeaves(both.RightOperand, leaves);
            }
            else
            {
                leaves.Add(condition.Unwrap());
            }
        }

        private static bool IsForeground(IOperation leaf) => leaf switch
        {
            IUnaryOperation => false,
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equal => equal.RightOperand.Number() is not (null or 0),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } unequal => unequal.RightOperand.Number() == 0,
            IBinaryOperation { OperatorKind: BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual } => true,
            _ => leaf.Type?.SpecialType == SpecialType.System_Boolean,
        };

        public bool CountsNegatives(IOperation value, int depth)
        {
            foreach (var operation in value.DescendantsAndSelf())
            {
                if (operation.ReferencedSymbol() is not { } symbol)
                    continue;
                if (ConfusionFormula.CountName(symbol.Name) == "tn")
                    return true;
                if (Written(operation, symbol, 1, depth).Any(w => CountsNegatives(w, depth + 1)))
                    return true;
            }

            return false;
        }

        /// <summary>A number of elements: numel, Length, a product of sizes.</summary>
        public bool IsPixelCount(IOperation value, int depth)
        {
            var operation = value.Unwrap();
            switch (operation)
            {
                case IInvocationOperation { TargetMethod.Name: "numel" or "size" or "Count" or "Aggregate" }:
                    return true;
                case IPropertyReferenceOperation { Property.Name: "Length" or "Count" or "NumberOfElements" }:
                    return true;
                case ILocalReferenceOperation or IFieldReferenceOperation when operation.ReferencedSymbol() is { } symbol:
                    var written = Written(operation, symbol, 2, depth).Where(static w => w.Number() is null).ToList();
                    return written.Count > 0 && written.All(w => IsPixelCount(w, depth + 1));
                default:
                    return false;
            }
        }

        private bool IsProduct(IOperation value, int depth)
        {
            var operation = value.Unwrap();
            switch (operation)
            {
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply or BinaryOperatorKind.And } product:
                    return AreMasks(product.LeftOperand, product.RightOperand);
                case IInvocationOperation { TargetMethod.Name: "logical_and" or "bitwise_and" or "mul" or "multiply" or "minimum" or "min" } call
                    when call.Other() is { } other:
                    return AreMasks(call.Receiver()!, other);
                case IInvocationOperation call when types.IsTorchMethod(call.TargetMethod) && types.IsTensor(call.Type) && call.Receiver() is { } inner:
                    return IsProduct(inner, depth);
                case ILocalReferenceOperation local when depth < MostSteps:
                    return Written(local, local.Local, 3, depth).Any(w => IsProduct(w, depth + 1));
                default:
                    return false;
            }
        }

        private bool AreMasks(IOperation left, IOperation right)
            => types.IsTensor(left.Unwrap().Type) && types.IsTensor(right.Unwrap().Type) && left.Number() is null && right.Number() is null
                && !IsAgreement(left) && !IsAgreement(right);

        /// <summary>Agreement times a region is still agreement.</summary>
        private static bool IsAgreement(IOperation value) => value.Unwrap() switch
        {
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } binary => IsTensor(binary.LeftOperand) && IsTensor(binary.RightOperand),
            IInvocationOperation { TargetMethod.Name: "eq" } call => call.Other() is { } other && IsTensor(other),
            IInvocationOperation call => call.Receiver() is { } receiver && receiver.Type?.Name == "Tensor" && IsAgreement(receiver),
            ILocalReferenceOperation local => SymbolUses.OnlyWrite(local) is { } written && written is not ILocalReferenceOperation && IsAgreement(written),
            _ => false,
        };

        /// <summary>Compared with one class, a map is a mask; compared with a map, it is an agreement.</summary>
        private static bool IsTensor(IOperation value) => value.Unwrap().Type?.Name == "Tensor";

        private List<IOperation> Written(IOperation near, ISymbol symbol, int purpose, int depth)
        {
            if (depth >= MostSteps || !(_seen[purpose] ??= new(SymbolEqualityComparer.Default)).Add(symbol))
                return [];
            return symbol switch
            {
                ILocalSymbol => SymbolUses.Of(near).Writes(symbol).ToList(),
                IFieldSymbol { ContainingType.IsTupleType: false } or IPropertySymbol when symbol.DeclaringSyntaxReferences.Length > 0
                    => code.WritesOf(symbol.OriginalDefinition).ToList(),
                _ => [],
            };
        }

        /// <summary>Whether the diagonal of a confusion matrix is added up: that makes accuracy.</summary>
        private static bool IsSummed(IOperation diagonal)
        {
            var value = diagonal.Wrapped();
            while (value.Parent is IInvocationOperation { TargetMethod.Name: "to_type" or "to" } converted && converted.Instance == value)
                value = converted.Wrapped();
            return value.Parent is IInvocationOperation { TargetMethod.Name: "sum" } sum && sum.Instance == value;
        }

        private static bool IsSummedDiagonal(IOperation counted)
            => counted is ILocalReferenceOperation local && IsSummed(counted)
                && SymbolUses.Of(local).Writes(local.Local).Any(static w => w.DescendantsAndSelf().Any(static o
                    => o is IInvocationOperation { TargetMethod.Name: "diagonal" or "diag" }));

        /// <summary>Whether an element of the diagonal is added to the others.</summary>
        private static bool IsInTrace(IOperation element)
        {
            var value = element.Wrapped();
            while ((value.Parent is IArgumentOperation argument ? argument.Parent : value.Parent) is IInvocationOperation call && call.Receiver() == value)
                value = call.Wrapped();
            if (value.Parent is not IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum)
                return value.Parent is ICompoundAssignmentOperation;
            var other = (sum.LeftOperand == value ? sum.RightOperand : sum.LeftOperand).Unwrap();
            return ConfusionFormula.IsOnDiagonal(other is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } earlier ? earlier.RightOperand : other);
        }

        /// <summary>What boxes have in common is a product of lengths, which no count of pixels is.</summary>
        private static bool IsArea(IOperation counted, ISymbol symbol)
            => symbol is ILocalSymbol && SymbolUses.Of(counted).AllWrites(symbol) is { Count: > 0 } writes
                && writes.All(static w => w.Use.Parent is not ICompoundAssignmentOperation && w.Value.Unwrap() switch
                {
                    IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } product => TorchTypes.IsNumber(product.Type) && product.LeftOperand.Number() is null && product.RightOperand.Number() is null,
                    IInvocationOperation { TargetMethod: { Name: "Max" or "Min", ContainingType.Name: "Math" or "MathF" } } => true,
                    _ => false,
                });

        private static bool IsIntersection(string name) => Words.Any(name, static w
            => w is "inter" or "intersect" or "intersection" or "intersections" or "overlap" or "overlapping");
    }
}
