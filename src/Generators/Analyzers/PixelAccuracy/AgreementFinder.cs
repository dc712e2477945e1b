using MaskSharp.Generators.Analyzers.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.PixelAccuracy;

/// <summary>Finds the places of one body where two masks are compared pixel by pixel, in the ways people write it.</summary>
internal sealed class AgreementFinder(TorchTypes types, CodeMap code)
{
    public List<Agreement> Find(IOperation body)
    {
        var found = new List<Agreement>();
        foreach (var operation in BodyOperations.Of(body).Agreements)
        {
            if (Read(operation) is { } agreement)
                found.Add(agreement);
        }

        return found;
    }

    /// <summary>The comparison of masks that an operation is, or null.</summary>
    public Agreement? Read(IOperation operation) => operation switch
    {
        IBinaryOperation binary => OfOperator(binary),
        IInvocationOperation invocation => OfCall(invocation),
        ISwitchOperation or ISwitchExpressionOperation => OfSwitch(operation),
        _ => null,
    };

    /// <summary><c>(p, t) switch { (true, true) or (false, false) => 1, _ => 0 }</c>; the pair stands for the comparison.</summary>
    private Agreement? OfSwitch(IOperation choice)
        => PairSwitch.PairOf(choice) is { } pair && PixelElement.Is(pair.Elements[0], types) && PixelElement.Is(pair.Elements[1], types) && PairSwitch.Compares(choice)
            ? new Agreement(pair, pair.Elements[0], pair.Elements[1], AgreementKind.Comparison)
            : null;

    private Agreement? OfOperator(IBinaryOperation binary)
    {
        switch (binary.OperatorKind)
        {
            case BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals or BinaryOperatorKind.ExclusiveOr:
                return AreTensors(binary.LeftOperand, binary.RightOperand) || (PixelElement.ArePacked(binary.LeftOperand) && PixelElement.ArePacked(binary.RightOperand))
                    || (PixelElement.Is(binary.RightOperand, types) && PixelElement.Is(binary.LeftOperand, types))
                    ? new Agreement(binary, binary.LeftOperand, binary.RightOperand, AgreementKind.Comparison)
                    : OfZeroDifference(binary, binary.LeftOperand, binary.RightOperand);
            case BinaryOperatorKind.ConditionalOr:
                return PairCondition.Read(binary) is var (one, other) && PixelElement.Is(one, types) && PixelElement.Is(other, types)
                    ? new Agreement(binary, one, other, AgreementKind.Comparison)
                    : null;
            case BinaryOperatorKind.Divide:
                return ConfusionFormula.Read(binary, binary.LeftOperand, binary.RightOperand, types, code);
            default:
                return null;
        }
    }

    private Agreement? OfCall(IInvocationOperation call)
    {
        var name = call.TargetMethod.Name;
        if (!MethodName.Of(name).IsAgreement || call.Receiver() is not { } receiver)
            return null;
        var other = call.Other();
        switch (name)
        {
            case "eq" or "ne" or "equal" or "not_equal" or "eq_" or "ne_" or "equal_" or "not_equal_" or "isclose" or "logical_xor" or "bitwise_xor"
                or "logical_xor_" or "bitwise_xor_" when other is not null && types.IsTorchMethod(call.TargetMethod):
                return AreTensors(receiver, other)
                    ? new Agreement(call, receiver, other, AgreementKind.Comparison)
                    : OfZeroDifference(call, receiver, other);
            case "count_nonzero" when Difference(receiver, types) is { } sides:
                return new Agreement(receiver.Unwrap(), sides.Left, sides.Right, AgreementKind.Comparison);
            case "abs" or "absolute" or "square" or "Abs" when Difference(receiver, types) is { } sides:
                return new Agreement(call, sides.Left, sides.Right, IsBelowHalf(call) ? AgreementKind.Nearness : AgreementKind.Difference);
            case "l1_loss" or "mse_loss" when other is not null && types.IsTorchMethod(call.TargetMethod) && AreTensors(receiver, other):
                return new Agreement(call, receiver, other, AgreementKind.Difference);
            case "pow" when other?.Number() == 2 && Difference(receiver, types) is { } sides:
                return new Agreement(call, sides.Left, sides.Right, AgreementKind.Difference);
            case "Equals" or "Xor" when other is not null && PixelElement.ArePacked(receiver) && PixelElement.ArePacked(other):
            case "HammingDistance" when other is not null && call.TargetMethod.ContainingType?.Name == "TensorPrimitives":
                return new Agreement(call, receiver, other, AgreementKind.Comparison);
            case "Equals" when other is not null && PixelElement.Is(receiver, types) && PixelElement.Is(other, types):
                return new Agreement(call, receiver, other, AgreementKind.Comparison);
            case "div" or "divide" or "true_divide" when other is not null && types.IsTorchMethod(call.TargetMethod):
                return ConfusionFormula.Read(call, receiver, other, types, code);
            default:
                return null;
        }
    }

    private static bool IsBelowHalf(IInvocationOperation magnitude)
        => magnitude.TargetMethod.Name is not "square" && magnitude.Wrapped() is var value && value.Parent switch
        {
            IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual } bound
                => bound.LeftOperand == value && bound.RightOperand.Number() == 0.5,
            IInvocationOperation { TargetMethod.Name: "lt" or "le" or "gt" or "ge" or "less" or "greater" } bound => bound.Receiver() == value && bound.Other()?.Number() == 0.5,
            _ => false,
        };

    /// <summary><c>(a - b) == 0</c> is an equality in disguise.</summary>
    private Agreement? OfZeroDifference(IOperation comparison, IOperation left, IOperation right)
        => right.Number() == 0 && Difference(left, types) is { } sides
            ? new Agreement(comparison, sides.Left, sides.Right, AgreementKind.Comparison)
            : null;

    private static (IOperation Left, IOperation Right)? Difference(IOperation value, TorchTypes types)
    {
        var operation = value.Unwrap();
        if (operation is ILocalReferenceOperation local)
            operation = SymbolUses.Of(local).Writes(local.Local).FirstOrDefault()?.Unwrap() ?? operation;
        var sides = operation switch
        {
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract } binary => (binary.LeftOperand, binary.RightOperand),
            IInvocationOperation { TargetMethod.Name: "sub" or "subtract" } call when call.Other() is { } other
                => (call.Receiver()!, other),
            _ => ((IOperation, IOperation)?)null,
        };
        if (sides is not { } pair)
            return null;
        return (types.IsTensor(pair.Item1.Unwrap().Type) && types.IsTensor(pair.Item2.Unwrap().Type))
            || (PixelElement.Is(pair.Item1, types) && PixelElement.Is(pair.Item2, types))
            ? pair
            : null;
    }

    private bool AreTensors(IOperation left, IOperation right)
        => types.IsTensor(left.Unwrap().Type) && types.IsTensor(right.Unwrap().Type);
}
