using MaskSharp.Generators.Analyzers.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.BoolMean;

/// <summary>Tells tensors whose element type is Bool for certain: comparisons, logic of these, and casts to Bool.</summary>
internal sealed class BoolTensors(TorchProject project)
{
    private const int MostDepth = 12;

    public bool Is(IOperation value) => Is(value, 0);

    private bool Is(IOperation value, int depth)
    {
        var operation = value.Unwrap();
        if (depth > MostDepth || !project.Types.IsTensor(operation.Type))
            return false;
        switch (operation)
        {
            case IBinaryOperation
            {
                OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual
                or BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual
            }:
                return true;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.And or BinaryOperatorKind.Or or BinaryOperatorKind.ExclusiveOr } logic:
                return Is(logic.LeftOperand, depth + 1) && Is(logic.RightOperand, depth + 1);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not or UnaryOperatorKind.BitwiseNegation } unary:
                return Is(unary.Operand, depth + 1);
            case ILocalReferenceOperation local:
                var written = ReachingWrites.Of(local, local.Local);
                return written.Count > 0 && written.All(w => Is(w, depth + 1));
            case IConditionalOperation { WhenFalse: { } otherwise } conditional:
                return Is(conditional.WhenTrue, depth + 1) && Is(otherwise, depth + 1);
            case IInvocationOperation call when project.Types.IsTorchMethod(call.TargetMethod):
                return Torch(call, depth);
            case IInvocationOperation { TargetMethod: { DeclaringSyntaxReferences.Length: > 0, IsVirtual: false } method }:
                var returned = project.Code.BodiesOf((method.ReducedFrom ?? method).OriginalDefinition).SelectMany(static b => b.ReturnedValues()).ToList();
                return returned.Count > 0 && returned.All(r => Is(r, depth + 1));
            default:
                return false;
        }
    }

    private bool Torch(IInvocationOperation call, int depth)
    {
        switch (call.TargetMethod.Name)
        {
            case "eq" or "ne" or "equal" or "not_equal" or "gt" or "ge" or "lt" or "le" or "greater" or "greater_equal" or "less" or "less_equal" or "isnan" or "isinf" or "isfinite"
                or "isclose" or "logical_and" or "logical_or" or "logical_xor" or "logical_not" or "bool":
                return true;
            case "bitwise_and" or "bitwise_or" or "bitwise_xor":
                return Is(call.Receiver()!, depth + 1) && call.Other() is { } other && Is(other, depth + 1);
            case "bitwise_not" or "squeeze" or "unsqueeze" or "view" or "reshape" or "flatten" or "cpu" or "cuda" or "contiguous" or "clone" or "alias" or "permute" or "transpose" or "detach":
                return call.Receiver() is { } receiver && Is(receiver, depth + 1);
            case "to" or "to_type" or "type":
                return call.Arguments.Any(static a => a.Value.DescendantsAndSelf().Any(static o => o is IFieldReferenceOperation { Field: { Name: "Bool", ContainingType.Name: "ScalarType" } }
                    or IPropertyReferenceOperation { Property.Name: "bool" } or IFieldReferenceOperation { Field.Name: "bool" }));
            default:
                return false;
        }
    }
}
