using MaskSharp.Generators.Analyzers.Operations;
using MaskSharp.Generators.Analyzers.PixelAccuracy;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.Tensors;

/// <summary>
/// Whether a tensor is a loss by how it is computed: an overlap that is taken from something, or a cross-entropy of a parameter, however
/// weighed, added up and averaged. An overlap alone is a score.
/// </summary>
internal sealed class LossShape
{
    private const int MostSteps = 100;
    private const int MostDepth = 3;

    private readonly TorchProject _project;
    private readonly bool _readsCalls;
    private readonly HashSet<IOperation> _seen = [];
    private readonly HashSet<IOperation> _seenTaken = [];
    private int _steps;

    private LossShape(TorchProject project, bool readsCalls) => (_project, _readsCalls) = (project, readsCalls);

    public static bool Is(IOperation value, TorchProject project) => new LossShape(project, readsCalls: true).Visit(value, isTaken: false, 0);

    /// <summary>The same of the formula alone, for those who are asked what calls are losses.</summary>
    public static bool IsFormula(IOperation value, TorchProject project) => new LossShape(project, readsCalls: false).Visit(value, isTaken: false, 0);

    private bool Visit(IOperation? value, bool isTaken, int depth)
    {
        if (value is null || _steps++ > MostSteps)
            return false;
        var operation = value.Unwrap();
        if (!_project.Types.IsTensor(operation.Type) || !(isTaken ? _seenTaken : _seen).Add(operation))
            return false;
        if (operation.Quotient(_project.Types) is var (dividend, divisor))
        {
            var isOverlap = divisor.Number() is null && OverlapFormula.HasIntersection(dividend, _project.Types, _project.Code);
            if (isOverlap && (isTaken || _project.Types.IsTensor(divisor.Unwrap().Type)))
                return isTaken;
            return Visit(dividend, isTaken, depth);
        }

        switch (operation)
        {
            case ILocalReferenceOperation local:
                return ReachingWrites.Of(local, local.Local).Any(w => Visit(w, isTaken, depth));
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract } difference:
                return Visit(difference.LeftOperand, isTaken, depth) || Visit(difference.RightOperand, !isTaken, depth);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Multiply } both:
                return Visit(both.LeftOperand, isTaken, depth) || Visit(both.RightOperand, isTaken, depth);
            case ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract } sum:
                return Visit(sum.Target, isTaken, depth) || Visit(sum.Value, isTaken != (sum.OperatorKind == BinaryOperatorKind.Subtract), depth);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus } negated:
                return Visit(negated.Operand, !isTaken, depth);
            case IConditionalOperation { WhenFalse: { } otherwise } conditional:
                return Visit(conditional.WhenTrue, isTaken, depth) || Visit(otherwise, isTaken, depth);
            case IInvocationOperation call:
                return Call(call, isTaken, depth);
            default:
                return false;
        }
    }

    private bool Call(IInvocationOperation call, bool isTaken, int depth)
    {
        if (_readsCalls && _project.Losses.Read(call) is { } loss)
            return TensorSources.Of(loss.Prediction, _project) is [{ Operation: IParameterReferenceOperation }];
        var method = call.TargetMethod;
        if (_project.Types.IsTorchMethod(method))
        {
            return method.Name switch
            {
                "neg" or "negative" => Visit(call.Receiver(), !isTaken, depth),
                "sub" or "sub_" or "subtract" => Visit(call.Receiver(), isTaken, depth) || Visit(call.Other(), !isTaken, depth),
                "add" or "add_" or "mul" or "mul_" or "multiply" => Visit(call.Receiver(), isTaken, depth) || Visit(call.Other(), isTaken, depth),
                _ => Visit(call.HandedOut(_project.Types) ?? call.Receiver(), isTaken, depth),
            };
        }

        // 1 - Dice(p, t), with a function of the program for the overlap.
        return depth < MostDepth && method is { DeclaringSyntaxReferences.Length: > 0, IsAbstract: false, IsVirtual: false, MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction or MethodKind.ReducedExtension }
            && _project.Code.BodiesOf((method.ReducedFrom ?? method).OriginalDefinition).SelectMany(static b => b.ReturnedValues()).Any(v => Visit(v, isTaken, depth + 1));
    }
}
