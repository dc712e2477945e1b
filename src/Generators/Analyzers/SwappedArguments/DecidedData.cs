using MaskSharp.Generators.Analyzers.Operations;
using MaskSharp.Generators.Analyzers.PixelAccuracy;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.SwappedArguments;

/// <summary>
/// Tells data that a comparison has decided on, such as a drawn shape: <c>((x - cx).square() &lt; r).@float()</c>. It has no gradient and no
/// network behind it: there is nothing to train.
/// </summary>
internal sealed class DecidedData
{
    private readonly TorchProject _project;
    private readonly HashSet<IOperation> _seen = [];

    private DecidedData(TorchProject project) => _project = project;

    public static bool Is(IOperation value, TorchProject project) => new DecidedData(project).IsDecided(value);

    private bool IsDecided(IOperation value)
    {
        switch (value.Unwrap())
        {
            case ILocalReferenceOperation local:
                return IsOf(local, IsDecided);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual } comparison:
                return IsData(comparison.LeftOperand) && IsData(comparison.RightOperand);
            case IInvocationOperation call when _project.Types.IsTorchMethod(call.TargetMethod):
                return call.TargetMethod.Name switch
                {
                    "gt" or "ge" or "lt" or "le" or "greater" or "greater_equal" or "less" or "less_equal" => IsMadeOfData(call),
                    "to_type" or "to" or "type" or "float" or "double" or "half" or "squeeze" or "unsqueeze" or "view" or "reshape" or "flatten" or "contiguous" or "clone" or "cuda" or "detach"
                        => call.Receiver() is { } shaped && IsDecided(shaped),
                    _ => false,
                };
            default:
                return false;
        }
    }

    /// <summary>A number, or a tensor that is made in sight and of no network: what a parameter, a member or a helper holds is not known.</summary>
    private bool IsData(IOperation value)
    {
        var operation = value.Unwrap();
        if (!_project.Types.IsTensor(operation.Type))
            return true;
        return operation switch
        {
            ILocalReferenceOperation local => IsOfLoop(local) || IsOf(local, IsData),
            IBinaryOperation binary => IsData(binary.LeftOperand) && IsData(binary.RightOperand),
            IUnaryOperation unary => IsData(unary.Operand),
            IPropertyReferenceOperation { Arguments.Length: > 0, Instance: { } whole } => IsData(whole),
            IInvocationOperation call => _project.Types.IsTorchMethod(call.TargetMethod) && !_project.Types.IsModule(call.Instance?.Type) && IsMadeOfData(call),
            _ => false,
        };
    }

    private bool IsMadeOfData(IInvocationOperation call) => (call.Receiver() is not { } receiver || IsData(receiver)) && call.Others().All(IsData);

    private bool IsOf(ILocalReferenceOperation local, Func<IOperation, bool> isWritten)
        => !Vocabulary.IsPredictionLike(local.Local.Name) && (!_seen.Add(local) || (ReachingWrites.Of(local, local.Local) is { Count: > 0 } written && written.All(isWritten)));

    /// <summary>An element of what a loop runs over.</summary>
    public static bool IsOfLoop(IOperation value)
        => value.Unwrap() is ILocalReferenceOperation local && ReachingWrites.Of(local, local.Local) is { Count: > 0 } written && written.All(static w => w.Parent is IForEachLoopOperation);
}
