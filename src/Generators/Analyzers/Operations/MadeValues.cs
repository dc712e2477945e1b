using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.Operations;

/// <summary>
/// What a delegate or module can be that a variable, a member, a collection or a factory holds: the lambdas, method groups and calls that make it.
/// What is given to it out of sight stands for itself.
/// </summary>
internal static class MadeValues
{
    public static IReadOnlyList<IOperation> Of(IOperation value, CodeMap code) => [.. Of(value, code, [])];

    // What was seen adds nothing: a delegate may be given to itself, loss = isBinary ? bce : loss.
    private static IEnumerable<IOperation> Of(IOperation value, CodeMap code, HashSet<IOperation> seen)
    {
        var operation = value.Unwrap();
        if (!seen.Add(operation))
            return [];
        return operation switch
        {
            IDelegateCreationOperation creation => [creation.Target],
            ILocalReferenceOperation local => ReachingWrites.Of(local, local.Local).SelectMany(w => w.Parent is IForEachLoopOperation ? Elements(w, null, code, seen) : Of(w, code, seen)),
            IFieldReferenceOperation { Field.DeclaringSyntaxReferences.Length: > 0 } field => code.WritesOf(field.Field.OriginalDefinition).SelectMany(w => Of(w, code, seen)),
            IPropertyReferenceOperation { Arguments: [{ Value: var key }], Instance: { } collection } => Elements(collection, key, code, seen),
            IPropertyReferenceOperation { Property: { DeclaringSyntaxReferences.Length: > 0, IsVirtual: false, IsAbstract: false } property }
                => code.WritesOf(property.OriginalDefinition).Concat(Returned(property.OriginalDefinition, code)).SelectMany(w => Of(w, code, seen)),
            IArrayElementReferenceOperation { ArrayReference: var array, Indices: [var index] } => Elements(array, index, code, seen),
            IConditionalOperation { WhenFalse: { } otherwise } choice => Of(choice.WhenTrue, code, seen).Concat(Of(otherwise, code, seen)),
            ISwitchExpressionOperation choice => choice.Arms.SelectMany(a => Of(a.Value, code, seen)),
            ICoalesceOperation choice => Of(choice.Value, code, seen).Concat(Of(choice.WhenNull, code, seen)),
            ISimpleAssignmentOperation assignment => Of(assignment.Value, code, seen),
            ICoalesceAssignmentOperation assignment => Of(assignment.Value, code, seen),
            IInvocationOperation { TargetMethod: { DeclaringSyntaxReferences.Length: > 0, IsVirtual: false, IsAbstract: false } factory }
                => Returned((factory.ReducedFrom ?? factory).OriginalDefinition, code).SelectMany(w => Of(w, code, seen)),
            IThrowOperation => [],
            _ => [operation],
        };
    }

    private static IEnumerable<IOperation> Returned(ISymbol member, CodeMap code)
        => code.BodiesOf(member).Where(static b => b is not ISymbolInitializerOperation).SelectMany(static b => b.ReturnedValues());

    /// <summary>What a collection holds, or what it holds under a key that is a constant.</summary>
    private static IEnumerable<IOperation> Elements(IOperation collection, IOperation? key, CodeMap code, HashSet<IOperation> seen)
    {
        var entries = new List<Entry>();
        var container = collection.Unwrap();
        if (container.ReferencedSymbol() is not { } symbol)
        {
            AddEntries(container, entries);
        }
        else
        {
            foreach (var initializer in symbol is ILocalSymbol or IParameterSymbol ? [] : code.BodiesOf(symbol.OriginalDefinition).OfType<ISymbolInitializerOperation>())
                AddEntries(initializer.Value, entries);
            foreach (var use in symbol is ILocalSymbol or IParameterSymbol ? SymbolUses.Of(container).All(symbol) : code.MentionsOf(symbol.OriginalDefinition).Select(static m => m.Operation))
                AddUse(use, entries);
        }

        if (key?.ConstantValue is { HasValue: true, Value: { } wanted })
            entries.RemoveAll(e => e.Key is not null && !e.Key.Equals(wanted));
        return entries.Count == 0 ? [container] : entries.SelectMany(e => Of(e.Value, code, seen));
    }

    /// <summary><c>losses["mask"] = …</c>, <c>losses.Add("mask", …)</c>, or a whole collection that is assigned.</summary>
    private static void AddUse(IOperation use, List<Entry> entries)
    {
        if (use.Parent is IInvocationOperation { TargetMethod.Name: "Add" or "TryAdd", Arguments: { Length: > 0 } arguments })
            entries.Add(new(arguments.Length > 1 ? arguments[0].Value.ConstantValue : default, arguments[arguments.Length - 1].Value));
        else if (SymbolUses.WrittenValue(use) is { } written && use.Parent is IPropertyReferenceOperation or IArrayElementReferenceOperation)
            entries.Add(new(KeyOf(use.Parent), written));
        else if (SymbolUses.WrittenValue(use) is { } whole)
            AddEntries(whole, entries);
    }

    private static void AddEntries(IOperation made, List<Entry> entries)
    {
        var value = made.Unwrap();
        if (value is IObjectCreationOperation { Initializer.Initializers: var initializers })
        {
            foreach (var initializer in initializers)
            {
                if (initializer is ISimpleAssignmentOperation assignment)
                    entries.Add(new(KeyOf(assignment.Target), assignment.Value));
                else if (initializer is IInvocationOperation { Arguments: { Length: > 0 } arguments })
                    entries.Add(new(arguments.Length > 1 ? arguments[0].Value.ConstantValue : default, arguments[arguments.Length - 1].Value));
            }
        }
        else if (value is IArrayCreationOperation { Initializer.ElementValues: var elements })
        {
            for (var i = 0; i < elements.Length; i++)
                entries.Add(new(i, elements[i]));
        }
        else if (value is IArrayCreationOperation or IObjectCreationOperation)
        {
            // Empty, and filled by its uses.
        }
        else if (value.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.CollectionExpressionSyntax)
        {
            foreach (var element in value.ChildOperations)
                entries.Add(new(entries.Count, element));
        }
        else
        {
            entries.Add(new(null, value));
        }
    }

    private static Optional<object?> KeyOf(IOperation element) => element switch
    {
        IPropertyReferenceOperation { Arguments: [{ Value: var key }] } => key.ConstantValue,
        IArrayElementReferenceOperation { Indices: [var index] } => index.ConstantValue,
        _ => default,
    };

    /// <summary>A value of a collection, under a key where that is a constant.</summary>
    private sealed class Entry(Optional<object?> key, IOperation value)
    {
        public object? Key { get; } = key.HasValue ? key.Value : null;

        public IOperation Value { get; } = value;
    }
}
