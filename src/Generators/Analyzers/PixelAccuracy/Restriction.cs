using MaskSharp.Generators.Analyzers.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.PixelAccuracy;

/// <summary>What a restriction of the compared pixels does to the score.</summary>
internal enum RestrictionKind
{
    /// <summary>Leaves out pixels without a label, or a region: background stays in, and so does the flaw.</summary>
    Void,

    /// <summary>Keeps the pixels of the foreground or of one class: the share of agreement there is recall (or precision).</summary>
    Class,

    /// <summary>Weights pixels by something computed, as losses do: no score.</summary>
    Weight,
}

/// <summary>Classifies restrictions by what they compare with.</summary>
internal sealed class RestrictionClassifier(TorchTypes types, CodeMap code, Origin left, Origin right)
{
    private const int MostSteps = 8;

    public RestrictionKind Classify(IOperation restriction) => Classify(restriction, isNegated: false, 0);

    public RestrictionKind Classify(bool isNegated, IOperation restriction) => Classify(restriction, isNegated, 0);

    /// <summary>The conditions that must hold for a comparison in a loop to be reached.</summary>
    public static IEnumerable<(IOperation Condition, bool IsNegated)> GuardsOf(IOperation comparison)
    {
        var child = comparison;
        for (var parent = comparison.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            switch (parent)
            {
                case IConditionalOperation conditional when conditional.Condition != child && Holds(conditional.Condition, comparison) is false:
                    yield return (conditional.Condition, conditional.WhenFalse == child);
                    break;
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both:
                    yield return (both.LeftOperand == child ? both.RightOperand : both.LeftOperand, false);
                    break;
                case IBlockOperation block:
                    foreach (var statement in block.Operations.TakeWhile(s => s != child))
                    {
                        if (statement is IConditionalOperation { WhenFalse: null } guard && IsSkip(guard.WhenTrue))
                            yield return (guard.Condition, true);
                    }

                    break;
                case IAnonymousFunctionOperation lambda:
                    foreach (var filter in FiltersBefore(lambda))
                        yield return (filter, false);
                    break;
            }
        }
    }

    private static IEnumerable<IOperation> FiltersBefore(IAnonymousFunctionOperation lambda)
    {
        var holder = lambda.Parent is IDelegateCreationOperation creation ? creation.Wrapped() : lambda.Wrapped();
        var call = (holder.Parent as IArgumentOperation)?.Parent as IInvocationOperation;
        while (call?.Receiver()?.Unwrap() is IInvocationOperation earlier)
        {
            if (earlier.TargetMethod.Name == "Where" && earlier.Other() is { } predicate)
            {
                foreach (var value in predicate.ReturnedValues())
                    yield return value;
            }

            call = earlier;
        }
    }

    private static bool? Holds(IOperation condition, IOperation comparison) => condition.DescendantsAndSelf().Contains(comparison);

    private static bool IsSkip(IOperation branch) => branch switch
    {
        IBranchOperation { BranchKind: BranchKind.Continue } => true,
        IBlockOperation { Operations: [IBranchOperation { BranchKind: BranchKind.Continue }] } => true,
        _ => false,
    };

    private RestrictionKind Classify(IOperation restriction, bool isNegated, int depth)
    {
        var operation = restriction.Unwrap();
        if (depth > MostSteps)
            return RestrictionKind.Void;
        switch (operation)
        {
            case IBinaryOperation
            {
                OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And or BinaryOperatorKind.Multiply
                or BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or
            } both:
                return Stronger(Classify(both.LeftOperand, isNegated, depth + 1), Classify(both.RightOperand, isNegated, depth + 1));
            case IBinaryOperation binary:
                return Compared(binary.LeftOperand, binary.RightOperand, OperatorName(binary.OperatorKind), isNegated) ?? Plain(operation);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not or UnaryOperatorKind.BitwiseNegation } unary:
                return Classify(unary.Operand, !isNegated, depth + 1);
            case IInvocationOperation { TargetMethod.Name: "nonzero" or "argwhere" or "nonzero_as_list" } call:
                return Classify(call.Receiver()!, isNegated, depth + 1);
            case IInvocationOperation { TargetMethod.Name: "logical_not" or "bitwise_not" } call:
                return Classify(call.Receiver()!, !isNegated, depth + 1);
            case IInvocationOperation { TargetMethod.Name: "logical_and" or "logical_or" or "bitwise_and" or "bitwise_or" } call
                when call.Other() is { } other:
                return Stronger(Classify(call.Receiver()!, isNegated, depth + 1), Classify(other, isNegated, depth + 1));
            case IInvocationOperation { TargetMethod.Name: "eq" or "ne" or "gt" or "ge" or "lt" or "le" or "not_equal" or "greater" or "less" } call
                when call.Other() is { } other:
                return Compared(call.Receiver()!, other, call.TargetMethod.Name, isNegated) ?? Plain(operation);
            case IInvocationOperation call when types.IsTensor(call.Type) && types.IsTorchMethod(call.TargetMethod) && call.Receiver() is { } receiver
                && call.TargetMethod.Name is "to_type" or "to" or "@bool" or "bool" or "@float" or "float" or "view" or "reshape" or "flatten" or "squeeze" or "unsqueeze":
                return Classify(receiver, isNegated, depth + 1);
            case ILocalReferenceOperation local when SymbolUses.OnlyWrite(local) is { } written
                && written.Unwrap() is IBinaryOperation or IInvocationOperation or IUnaryOperation && !left.Symbols.Contains(local.Local) && !right.Symbols.Contains(local.Local):
                return Classify(written, isNegated, depth + 1);
            default:
                return Plain(operation);
        }
    }

    private static RestrictionKind Stronger(RestrictionKind a, RestrictionKind b)
        => a == RestrictionKind.Weight || b == RestrictionKind.Weight ? RestrictionKind.Weight
            : a == RestrictionKind.Class || b == RestrictionKind.Class ? RestrictionKind.Class
            : RestrictionKind.Void;

    /// <summary>A comparison of one of the two masks with a value.</summary>
    private RestrictionKind? Compared(IOperation value, IOperation with, string kind, bool isNegated)
    {
        var origin = OriginTracer.Trace(value, types, code);
        if (!IsShared(origin))
            return RestrictionKind.Void;
        if (types.IsTensor(with.Unwrap().Type) || PixelElement.Is(with, types))
            return null;
        var number = with.Number();
        var name = with.ReferencedSymbol()?.Name ?? "";
        if (isNegated)
            kind = Negated(kind);
        return kind switch
        {
            // Of one class; but "is void", whose negation is meant, comes here negated as ne.
            "eq" => RestrictionKind.Class,
            "ne" when Vocabulary.IsVoid(name) => RestrictionKind.Void,
            "ne" => number == 0 || Vocabulary.IsBackground(name) ? RestrictionKind.Class : RestrictionKind.Void,
            "gt" or "greater" => number is < 0 ? RestrictionKind.Void : RestrictionKind.Class,
            "ge" => number is <= 0 ? RestrictionKind.Void : RestrictionKind.Class,
            // Below 1 is background; below the void label or the number of classes is everything labelled.
            _ => number is <= 1 ? RestrictionKind.Class : RestrictionKind.Void,
        };
    }

    private static string Negated(string kind) => kind switch
    {
        "eq" => "ne",
        "ne" or "not_equal" => "eq",
        "gt" or "greater" => "le",
        "ge" => "lt",
        "lt" or "less" => "ge",
        _ => "gt",
    };

    private static string OperatorName(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Equals => "eq",
        BinaryOperatorKind.NotEquals => "ne",
        BinaryOperatorKind.GreaterThan => "gt",
        BinaryOperatorKind.GreaterThanOrEqual => "ge",
        _ => "lt",
    };

    /// <summary>A mask without a comparison: one of the two compared ones selects its foreground, another is a region.</summary>
    private RestrictionKind Plain(IOperation operation)
    {
        if (operation.ReferencedSymbol() is { } symbol && (left.Symbols.Contains(symbol) || right.Symbols.Contains(symbol)))
            return RestrictionKind.Class;
        var origin = OriginTracer.Trace(operation, types, code);
        if (origin.Calls.Any(static c => Vocabulary.IsLossLike(c) || c.Contains("entropy") || c.StartsWith("log", StringComparison.Ordinal) && c.StartsWith("logical", StringComparison.Ordinal) is false)
            || origin.HasName(Vocabulary.IsLossLike) || (origin.FromModel && !origin.IsHard))
        {
            return RestrictionKind.Weight;
        }

        return IsShared(origin) && (origin.IsHard || origin.HasName(Vocabulary.IsMaskLike)) ? RestrictionKind.Class : RestrictionKind.Void;
    }

    /// <summary>Whether it derives from one of the two masks, and not just from the loader that both come from.</summary>
    private bool IsShared(Origin origin)
        => origin.Symbols.Any(s => (left.Symbols.Contains(s) || right.Symbols.Contains(s)) && IsMaskType(TypeOf(s)));

    private bool IsMaskType(ITypeSymbol? type) => types.IsTensor(type) || TorchTypes.IsNumber(type) || type switch
    {
        IArrayTypeSymbol array => TorchTypes.IsNumber(array.ElementType),
        INamedTypeSymbol { TypeArguments: [var element] } => TorchTypes.IsNumber(element),
        _ => false,
    };

    private static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        _ => null,
    };
}
