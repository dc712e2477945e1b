using MaskSharp.Generators.Analyzers.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.PixelAccuracy;

/// <summary>Tells scalars that are one pixel of a mask: an element of an array, span or tensor, also thresholded, also by way of a variable.</summary>
internal static class PixelElement
{
    private const int MostSteps = 6;

    public static bool Is(IOperation value, TorchTypes types) => Is(value, types, 0);

    /// <summary>Several pixels in one value, and not one number many times: <c>Vector.Zero</c>, <c>new Vector(label)</c>.</summary>
    public static bool ArePacked(IOperation value)
    {
        var operation = value.Unwrap();
        if (!TorchTypes.IsPacked(operation.Type))
            return false;
        return operation switch
        {
            IPropertyReferenceOperation { Instance: null } => false,
            IObjectCreationOperation { Arguments: [{ Value: var length }, { Value: var filler }] } => !TorchTypes.IsNumber(length.Type) || !TorchTypes.IsNumber(filler.Type),
            IObjectCreationOperation { Type.Name: not "BitArray", Arguments: [{ Value: var filler }] } => !TorchTypes.IsNumber(filler.Type),
            IInvocationOperation { TargetMethod.Name: "Create", Arguments: [{ Value: var filler }] } => !TorchTypes.IsNumber(filler.Type),
            ILocalReferenceOperation local => SymbolUses.Of(local).Writes(local.Local).ToList() is not [var written] || written is ILocalReferenceOperation || ArePacked(written),
            _ => true,
        };
    }

    private static bool Is(IOperation value, TorchTypes types, int depth)
    {
        var operation = value.Unwrap();
        if (depth > MostSteps)
            return false;
        if (!TorchTypes.IsNumber(operation.Type))
            return IsColour(operation) || (operation.Type is ITypeParameterSymbol && IsElement(operation));
        switch (operation)
        {
            case IArrayElementReferenceOperation or IPropertyReferenceOperation { Arguments.Length: > 0 }:
                return IsElement(operation);
            case IPropertyReferenceOperation { Property: { Name: "Current", ContainingType.Name: "IEnumerator" or "Enumerator" } }:
                return true;

            // An element behind a pointer has no operation of its own kind.
            case { Kind: OperationKind.None, Syntax: ElementAccessExpressionSyntax or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PointerIndirectionExpression } }:
                return true;
            case IPropertyReferenceOperation { Property: { ContainingType.IsAnonymousType: true } named }:
                return operation.Initialized(named).Any(w => Is(w, types, depth + 1));
            case IPropertyReferenceOperation { Instance: { } colour }:
                return IsColour(colour.Unwrap());
            case IFieldReferenceOperation { Field.ContainingType.IsTupleType: false, Instance: { } colour }:
                return IsColour(colour.Unwrap());
            case IBinaryOperation binary when IsComparison(binary.OperatorKind):
                return (binary.RightOperand.Number() is not null || !Is(binary.RightOperand, types, depth + 1))
                    && Is(binary.LeftOperand, types, depth + 1);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Divide or BinaryOperatorKind.And } binary:
                return Is(binary.LeftOperand, types, depth + 1);
            case IConditionalOperation { WhenTrue: { } yes, WhenFalse: { } no } conditional when yes.Number() is not null && no.Number() is not null:
                return Is(conditional.Condition, types, depth + 1);
            case IUnaryOperation unary:
                return Is(unary.Operand, types, depth + 1);
            case IInvocationOperation call:
                return IsCall(call, types, depth);
            case ILocalReferenceOperation local:
                return SymbolUses.Of(local).Writes(local.Local).Any(w => Is(w, types, depth + 1) || types.HoldsPixels(w.Unwrap().Type));
            case IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } }:
                return true;
            case IFieldReferenceOperation { Field.ContainingType.IsTupleType: true, Instance: { } instance }:
                return instance.Unwrap() is IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } }
                    or ILocalReferenceOperation;
            default:
                return false;
        }
    }

    private static bool IsElement(IOperation operation)
        => operation is IArrayElementReferenceOperation
            || (operation is IPropertyReferenceOperation { Arguments.Length: > 0 } indexer && indexer.Arguments.All(static a => IsIndex(a.Value)));

    /// <summary>A whole pixel at a place in a plane: <c>image[x, y]</c>, <c>GetPixel(x, y)</c>.</summary>
    private static bool IsColour(IOperation operation) => operation switch
    {
        IArrayElementReferenceOperation element => element.Indices.Length >= 2,
        IPropertyReferenceOperation indexer => indexer.Arguments.Length >= 2 && indexer.Arguments.All(static a => IsIndex(a.Value)),
        IInvocationOperation { TargetMethod.Name: "GetPixel", Arguments.Length: >= 2 } => true,
        ILocalReferenceOperation local => SymbolUses.Of(local).Writes(local.Local).Any(static w => w.Unwrap() is not ILocalReferenceOperation && IsColour(w.Unwrap())),
        _ => false,
    };

    private static bool IsIndex(IOperation value)
    {
        var index = value.Unwrap();
        return index is IArrayCreationOperation { Initializer: { } list }
            ? list.ElementValues.All(IsIndex)
            : index.Type?.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64;
    }

    private static bool IsCall(IInvocationOperation call, TorchTypes types, int depth)
    {
        var method = call.TargetMethod;
        if (call.Receiver()?.Unwrap() is { } receiver && types.IsTensor(receiver.Type))
            return receiver is IPropertyReferenceOperation { Arguments.Length: > 0 };
        if (method.ContainingType?.Name is "Math" or "MathF" or "Convert")
            return call.Arguments.Length > 0 && Is(call.Arguments[0].Value, types, depth + 1);

        // GetPixel(x, y), At(row, column), Get<byte>(y, x)
        return call.Instance is not null && call.Arguments.Length >= 2 && method.Name is "GetPixel" or "At" or "Get" or "GetValue" or "GetLabel"
            && call.Arguments.All(static a => IsIndex(a.Value));
    }

    private static bool IsComparison(BinaryOperatorKind kind)
        => kind is BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.LessThan
            or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.NotEquals or BinaryOperatorKind.Equals;
}
