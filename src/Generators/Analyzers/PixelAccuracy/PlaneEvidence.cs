using MaskSharp.Generators.Analyzers.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.PixelAccuracy;

/// <summary>
/// What shows that every image has a whole plane of labels, where nothing is called a mask and the network is not known: how the agreement is
/// summed and divided, how the arrays are laid out, which label is left out, and last what tensors, files and classes are called.
/// </summary>
internal sealed class PlaneEvidence(TorchTypes types, CodeMap code)
{
    // In a picture of 8 bits the label of what nobody has labelled; of tokens it is -100.
    private const int VoidLabel = 255;
    private const int MostSteps = 4;

    public bool Has(Agreement agreement, Origin prediction, Origin target, AveragingFlow flow, IReadOnlyList<ISymbol> callers)
    {
        if (target.HasName(Vocabulary.IsOfTime))
            return false;
        return prediction.IsPlane || target.IsPlane || prediction.IsMirrored || (prediction.IsRow && target.IsRow)
            || target.TensorNames.Any(static n => Vocabulary.IsRegionMap(n) || Vocabulary.IsOutline(n)) || target.Texts.Any(Vocabulary.IsMaskFile)
            || flow.Reductions.Any(IsOverPlane)
            || prediction.Selections.Concat(target.Selections).Concat(flow.Restrictions).Any(s => LeavesVoidOut(s, 0))
            || RestrictionClassifier.GuardsOf(agreement.Operation).Any(g => LeavesVoidOut(g.Condition, 0))
            || HasArea(agreement.Operation, target)
            || IsMapOfClasses(prediction)
            || callers.Any(c => IgnoresVoid(c) || (AreKnown(prediction, target) && c.ContainingType is { } type && Vocabulary.IsMaskFile(type.Name)));
    }

    /// <summary>Classes that a network decided on, in a tensor that is called a map.</summary>
    private static bool IsMapOfClasses(Origin prediction)
        => prediction.FromModel && prediction.Calls.Contains("argmax") && prediction.TensorNames.Any(Vocabulary.IsRegionMap);

    /// <summary>A network's output, or where none is in sight what is called predicted beside what is called a reference, both held against thresholds, as words are not.</summary>
    private static bool AreKnown(Origin prediction, Origin target)
        => prediction.FromModel || (prediction.IsHard && target.IsHard && prediction.HasName(Vocabulary.IsPredicted) && target.HasName(Vocabulary.IsReference));

    /// <summary>Over two dimensions behind the first, of which a list of labels or of tokens has no two.</summary>
    private static bool IsOverPlane(IOperation reduction)
        => reduction is IInvocationOperation { TargetMethod.Name: "sum" or "mean" or "count_nonzero" } call
            && call.Others().Any(static o => o.ListedNumbers() is { Count: >= 2 } dimensions && dimensions.Count(static d => d is not (null or 0)) >= 2);

    /// <summary>Whether a condition tells the label of what is not labelled.</summary>
    private static bool LeavesVoidOut(IOperation condition, int depth)
    {
        foreach (var operation in condition.DescendantsAndSelf())
        {
            var isVoid = operation switch
            {
                IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals or BinaryOperatorKind.LessThan } comparison => comparison.RightOperand.Number() == VoidLabel,
                IInvocationOperation { TargetMethod.Name: "eq" or "ne" or "not_equal" or "lt" or "less" } call => call.Other()?.Number() == VoidLabel,
                ILocalReferenceOperation local when depth < MostSteps => SymbolUses.OnlyWrite(local) is { } written && LeavesVoidOut(written, depth + 1),
                _ => false,
            };
            if (isVoid)
                return true;
        }

        return false;
    }

    /// <summary>A loss that leaves out the same label.</summary>
    private bool IgnoresVoid(ISymbol member)
        => code.BodiesOf(member).SelectMany(static b => BodyOperations.Of(b).WideCalls).Any(static c => c.Arguments.Any(static a => a.Parameter?.Name == "ignore_index" && a.Value.Number() == VoidLabel));

    /// <summary><c>y.shape[1] * y.shape[2]</c>, <c>y.size(2) * y.size(3)</c>.</summary>
    private bool HasArea(IOperation comparison, Origin target)
    {
        foreach (var reference in BodyOperations.Of(comparison.Root()).References)
        {
            if (types.IsTensor(reference.Type) && reference.ReferencedSymbol() is { } symbol && target.Symbols.Contains(symbol)
                && SizeOf(reference) is { } side && side.Wrapped() is { Parent: IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } product }
                && product.RightOperand.Unwrap() == side && Sizes(product.LeftOperand).Any(s => SymbolEqualityComparer.Default.Equals(s, symbol)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The tensors whose sizes, but for the first, are factors of a product.</summary>
    private static IEnumerable<ISymbol?> Sizes(IOperation value)
    {
        var factor = value.Unwrap();
        while (factor is IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } product)
        {
            if (TensorOf(product.RightOperand.Unwrap()) is { } right)
                yield return right.ReferencedSymbol();
            factor = product.LeftOperand.Unwrap();
        }

        if (TensorOf(factor) is { } tensor)
            yield return tensor.ReferencedSymbol();
    }

    /// <summary>The size that is asked of a tensor, but for the first dimension.</summary>
    private static IOperation? SizeOf(IOperation tensor)
    {
        var size = tensor.Wrapped().Parent is IPropertyReferenceOperation { Property.Name: "shape" } shape ? shape.Wrapped().Parent : tensor.Wrapped().Parent;
        return size is not null && TensorOf(size)?.Unwrap() == tensor.Unwrap() ? size : null;
    }

    private static IOperation? TensorOf(IOperation size) => size switch
    {
        IArrayElementReferenceOperation { Indices: [var place], ArrayReference: var shape } when place.Number() > 0 && shape.Unwrap() is IPropertyReferenceOperation { Property.Name: "shape", Instance: { } tensor } => tensor,
        IInvocationOperation { TargetMethod.Name: "size", Instance: { } tensor, Arguments: [{ Value: var place }] } when place.Number() > 0 => tensor,
        _ => null,
    };
}
