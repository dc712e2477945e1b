using MaskSharp.Generators.Analyzers.Operations;
using MaskSharp.Generators.Analyzers.Tensors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.HardPrediction;

/// <summary>The part about places: indexes beside the largest values, and pixels that are filled in.</summary>
internal sealed partial class LossReach
{
    // One tuple may carry several of the values that are followed.
    private readonly HashSet<(CallFrame?, IOperation, int)> _elements = [];

    /// <summary>
    /// <c>var (_, winner) = scores.max(1)</c>, of which the second has no gradient, and <c>var (tp, fp) = Counts(hard, mask)</c>: what becomes of
    /// one element of a tuple.
    /// </summary>
    private bool Element(IOperation tuple, int index, CallFrame? frame)
    {
        var value = tuple.Wrapped();
        if (_steps++ > MostSteps || !_elements.Add((frame, value, index)))
            return false;
        return value.Parent switch
        {
            IFieldReferenceOperation element when element.Instance == value => SymbolUses.ElementIndex(element.Field) == index && Follow(element, frame),
            IDeconstructionAssignmentOperation assignment when assignment.Value == value => TargetOf(assignment.Target, index) is { } place
                && Reads(place, value is ITupleOperation made ? made.Elements[index] : value, frame),
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => ElementOfReads(declarator.Symbol, value, index, frame),
            ISimpleAssignmentOperation assignment when assignment.Value == value => assignment.Target.ReferencedSymbol() is ILocalSymbol local && ElementOfReads(local, value, index, frame),
            IReturnOperation returned => ElementOfCalls(returned, index, frame),
            _ => false,
        };
    }

    private bool ElementOfReads(ISymbol symbol, IOperation written, int index, CallFrame? frame)
        => SymbolUses.Of(written).Reads(symbol).Any(read => ReachingWrites.Of(read, symbol).Any(w => w == written || w.Wrapped() == written) && Element(read, index, frame));

    private bool ElementOfCalls(IReturnOperation returned, int index, CallFrame? frame)
    {
        if (frame is not null)
            return Element(frame.Call, index, frame.Outer);
        return returned.SemanticModel?.GetEnclosingSymbol(returned.Syntax.SpanStart) is IMethodSymbol enclosing
            && new DelegateCalls(project.Code).Of(enclosing, returned).Any(call => !Gradient.IsOff(call) && Element(call, index, null));
    }

    private static ILocalSymbol? TargetOf(IOperation target, int index)
        => (target is IDeclarationExpressionOperation declared ? declared.Expression : target) is ITupleOperation { Elements: var elements } && index < elements.Length
            ? elements[index].ReferencedSymbol() as ILocalSymbol
            : null;

    /// <summary><c>loss.requires_grad_(true);</c> is written for its effect: what the variable holds from there on is followed.</summary>
    private bool InPlace(IOperation statement, CallFrame? frame)
    {
        var changed = statement;
        while (changed is IInvocationOperation { Instance: { } instance } call && project.Types.IsTensor(instance.Type))
        {
            if (instance.ReferencedSymbol() is { } symbol and (ILocalSymbol or IParameterSymbol))
                return call.TargetMethod.Name.EndsWith("_", StringComparison.Ordinal) && Reads(symbol, call, frame);
            changed = instance.Unwrap();
        }

        return false;
    }

    /// <summary><c>terms.Add(dice)</c>, <c>terms[c] = dice</c>, <c>new List&lt;Tensor> { bce, dice }</c>: whatever is made of the list or array is made of it.</summary>
    private bool Elements(IOperation list, CallFrame? frame)
        => list is IInstanceReferenceOperation { Parent.Parent: IObjectOrCollectionInitializerOperation { Parent: IObjectCreationOperation made } }
            ? Follow(made, frame)
            : list.ReferencedSymbol() is ILocalSymbol local && SymbolUses.Of(list).All(local).Any(use => SymbolUses.WrittenValue(use) is null && Follow(use, frame));

    /// <summary><c>hard[p > 0.5] = 1</c>, where <c>hard</c> has no gradient of its own.</summary>
    private bool Filled(IPropertyReferenceOperation indexer, ISimpleAssignmentOperation filled, CallFrame? frame)
        => indexer.Instance is { } map && map.ReferencedSymbol() is ILocalSymbol local && !IsLive(map) && !IsLive(filled.Value)
            && SymbolUses.Of(map).Reads(local).Any(read => read.IsAfter(filled) && Follow(read, frame));
}
