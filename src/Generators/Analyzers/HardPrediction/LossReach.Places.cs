using MaskSharp.Generators.Analyzers.Operations;
using MaskSharp.Generators.Analyzers.Tensors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.HardPrediction;

/// <summary>The part about places: indexes beside the largest values, and pixels that are filled in.</summary>
internal sealed partial class LossReach
{
    /// <summary><c>var (_, winner) = scores.max(1)</c>: of the two, the second has no gradient.</summary>
    private bool Places(IOperation pair, CallFrame? frame) => pair.Parent switch
    {
        IFieldReferenceOperation element when element.Instance == pair => SymbolUses.ElementIndex(element.Field) == 1 && Follow(element, frame),
        IDeconstructionAssignmentOperation assignment when assignment.Value == pair => SecondOf(assignment.Target) is { } place && Reads(place, pair, frame),
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => Reads(declarator.Symbol, pair, frame),
        _ => false,
    };

    private static ILocalSymbol? SecondOf(IOperation target)
        => (target is IDeclarationExpressionOperation declared ? declared.Expression : target) is ITupleOperation { Elements: [_, var second] } ? second.ReferencedSymbol() as ILocalSymbol : null;

    /// <summary><c>terms.Add(dice)</c>, <c>terms[c] = dice</c>: whatever is made of the list or array is made of it.</summary>
    private bool Elements(IOperation list, CallFrame? frame)
        => list.ReferencedSymbol() is ILocalSymbol local && SymbolUses.Of(list).All(local).Any(use => SymbolUses.WrittenValue(use) is null && Follow(use, frame));

    /// <summary><c>hard[p > 0.5] = 1</c>, where <c>hard</c> has no gradient of its own.</summary>
    private bool Filled(IPropertyReferenceOperation indexer, ISimpleAssignmentOperation filled, CallFrame? frame)
        => indexer.Instance is { } map && map.ReferencedSymbol() is ILocalSymbol local && !IsLive(map) && !IsLive(filled.Value)
            && SymbolUses.Of(map).Reads(local).Any(read => read.IsAfter(filled) && Follow(read, frame));
}
