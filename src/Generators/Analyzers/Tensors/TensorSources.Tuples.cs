using MaskSharp.Generators.Analyzers.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.Tensors;

/// <summary>The part about tuples: one element, where the tuple is made in sight.</summary>
internal sealed partial class TensorSources
{
    private void Element(IOperation tuple, int index, CallFrame? frame)
    {
        var operation = tuple.Unwrap();
        if (_steps++ > MostSteps || index < 0 || !Inside(frame).Visit(operation))
        {
            Add(TensorSource.Unknown, operation);
            return;
        }

        switch (operation)
        {
            case ITupleOperation made when index < made.Elements.Length:
                Visit(made.Elements[index], frame);
                break;
            case ILocalReferenceOperation local when ReachingWrites.Of(local, local.Local) is { Count: > 0 } written:
                foreach (var value in written)
                    Element(value, index, frame);
                break;
            case IInvocationOperation { TargetMethod: { DeclaringSyntaxReferences.Length: > 0, IsAbstract: false, IsVirtual: false } method } call
                when Deeper((method.ReducedFrom ?? method).OriginalDefinition, call, frame) is { } entered
                && project.Code.BodiesOf(entered.Method).SelectMany(static b => b.ReturnedValues()).ToList() is { Count: > 0 } returned:
                foreach (var value in returned)
                    Element(value, index, entered);
                break;
            default:
                Add(TensorSource.Unknown, operation);
                break;
        }
    }

    /// <summary>Which element of <paramref name="value"/> a variable takes in a deconstruction, or -1.</summary>
    private static int DeconstructedIndex(IOperation reference, IOperation value)
        => reference.ReferencedSymbol() is { } symbol && SymbolUses.Of(reference).All(symbol).FirstOrDefault(u => SymbolUses.WrittenValue(u) == value) is { } use
            ? SymbolUses.TupleIndex(use)
            : -1;
}
