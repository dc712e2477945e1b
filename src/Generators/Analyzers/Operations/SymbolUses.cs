using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.Operations;

/// <summary>Where the symbols of one body are read and written.</summary>
internal sealed class SymbolUses
{
    private static readonly Entry _none = new();

    private readonly Dictionary<ISymbol, Entry> _uses = new(SymbolEqualityComparer.Default);
    private ConcurrentDictionary<IOperation, Reached>? _reached;

    public SymbolUses(List<IOperation> references)
    {
        foreach (var operation in references)
        {
            ISymbol? symbol = operation.Kind switch
            {
                OperationKind.LocalReference => ((ILocalReferenceOperation)operation).Local,
                OperationKind.ParameterReference => ((IParameterReferenceOperation)operation).Parameter,
                OperationKind.FieldReference => ((IFieldReferenceOperation)operation).Field.OriginalDefinition,
                OperationKind.PropertyReference => ((IPropertyReferenceOperation)operation).Property.OriginalDefinition,
                OperationKind.VariableDeclarator => ((IVariableDeclaratorOperation)operation).Symbol,
                _ => null,
            };
            if (symbol is null)
                continue;
            if (!_uses.TryGetValue(symbol, out var uses))
                _uses[symbol] = uses = new();
            uses.All.Add(operation);
        }
    }

    /// <summary>What is asked again and again of one symbol.</summary>
    private sealed class Entry
    {
        public List<IOperation> All { get; } = [];

        public IReadOnlyList<SymbolWrite>? Writes { get; set; }
    }

    /// <summary>What <see cref="ReachingWrites"/> found for references in this body.</summary>
    public ConcurrentDictionary<IOperation, Reached> Reached => _reached ?? Interlocked.CompareExchange(ref _reached, new(concurrencyLevel: 1, capacity: 7), null) ?? _reached;

    public static SymbolUses Of(IOperation operation) => BodyOperations.Of(operation.Root()).Uses;

    /// <summary>The values that a symbol gets in this body, however they are written.</summary>
    public IEnumerable<IOperation> Writes(ISymbol symbol)
    {
        foreach (var write in AllWrites(symbol))
        {
            if (!write.IsInPlace)
                yield return write.Value;
        }
    }

    /// <summary>
    /// The one value that a variable ever gets, where that is behind it in the text; else null. In half-typed code variables may be made of
    /// each other; who follows this comes to an end there, too.
    /// </summary>
    public static IOperation? OnlyWrite(ILocalReferenceOperation local)
        => Of(local).AllWrites(local.Local).Where(static w => !w.IsInPlace).ToList() is [var write] && local.IsAfter(write.Use) && !write.Value.Syntax.Span.Contains(local.Syntax.Span) ? write.Value : null;

    /// <summary>All writes of a symbol in this body, calls such as <c>p.sigmoid_()</c> included.</summary>
    public IReadOnlyList<SymbolWrite> AllWrites(ISymbol symbol)
    {
        var entry = _uses.TryGetValue(symbol, out var uses) ? uses : _none;
        return entry.Writes ??= FindWrites(entry.All);
    }

    private static List<SymbolWrite> FindWrites(List<IOperation> uses)
    {
        var writes = new List<SymbolWrite>();
        foreach (var use in uses)
        {
            if (WrittenValue(use) is { } value)
            {
                writes.Add(new(use, value, isInPlace: false));
            }
            else if (use.Wrapped() is { Parent: IInvocationOperation { TargetMethod.Name: var name } call } instance && call.Instance == instance
                && name.Length > 1 && name[name.Length - 1] == '_')
            {
                writes.Add(new(use, call, isInPlace: true));
            }
        }

        return writes;
    }

    /// <summary>Where a symbol is counted up by one.</summary>
    public IEnumerable<IOperation> Increments(ISymbol symbol)
    {
        foreach (var use in All(symbol))
        {
            if (use.Parent is IIncrementOrDecrementOperation || (use.Parent is ICompoundAssignmentOperation compound && compound.Target == use && compound.Value.Number() is not null))
                yield return use.Parent;
        }
    }

    /// <summary>The places that take the symbol's value.</summary>
    public IEnumerable<IOperation> Reads(ISymbol symbol)
    {
        foreach (var use in All(symbol))
        {
            if (use is not IVariableDeclaratorOperation && !IsPureWrite(use))
                yield return use;
        }
    }

    /// <summary>The value written where <paramref name="use"/> is a target, else null.</summary>
    public static IOperation? WrittenValue(IOperation use)
    {
        if (use is IVariableDeclaratorOperation declarator)
        {
            if (declarator.GetVariableInitializer() is { } initializer)
                return initializer.Value;
            return declarator.Parent is IForEachLoopOperation loop ? loop.Collection : null;
        }

        var target = use;
        if (use.Parent is IArrayElementReferenceOperation element && element.ArrayReference == use)
            target = element;
        else if (use.Parent is IPropertyReferenceOperation { Arguments.Length: > 0 } indexer && indexer.Instance == use)
            target = indexer;
        while (target.Parent is IDeclarationExpressionOperation or IParenthesizedOperation)
            target = target.Parent;
        return target.Parent switch
        {
            ISimpleAssignmentOperation assignment when assignment.Target == target => assignment.Value,
            ICompoundAssignmentOperation assignment when assignment.Target == target => assignment.Value,
            ICoalesceAssignmentOperation assignment when assignment.Target == target => assignment.Value,
            ITupleOperation tuple => Deconstructed(tuple, target),
            IArgumentOperation { Parameter.RefKind: RefKind.Out or RefKind.Ref, Parent: IInvocationOperation call } => call,
            _ => null,
        };
    }

    /// <summary>Which element of a tuple a field of it is, or -1.</summary>
    public static int ElementIndex(IFieldSymbol element)
        => (element.CorrespondingTupleField ?? element).Name is var name && name.StartsWith("Item", StringComparison.Ordinal) && int.TryParse(name.Substring(4), out var number) ? number - 1 : -1;

    /// <summary>Which element of a deconstructed tuple <paramref name="use"/> takes, or -1.</summary>
    public static int TupleIndex(IOperation use)
    {
        var target = use;
        while (target.Parent is IDeclarationExpressionOperation or IParenthesizedOperation)
            target = target.Parent;
        return target.Parent is ITupleOperation { Parent: IDeconstructionAssignmentOperation or IDeclarationExpressionOperation } tuple ? tuple.Elements.IndexOf(target) : -1;
    }

    private static IOperation? Deconstructed(ITupleOperation tuple, IOperation element)
    {
        // Nested patterns and `var (a, b)` put tuples and a declaration expression between element and assignment.
        var path = new List<int>();
        IOperation current = element;
        IOperation? parent = tuple;
        while (true)
        {
            if (parent is ITupleOperation outer)
                path.Add(outer.Elements.IndexOf(current));
            else if (parent is not (IDeclarationExpressionOperation or IParenthesizedOperation or IConversionOperation))
                break;
            current = parent;
            parent = parent.Parent;
        }

        var value = parent switch
        {
            IDeconstructionAssignmentOperation assignment when assignment.Target == current => assignment.Value,
            IForEachLoopOperation loop when loop.LoopControlVariable == current => loop.Collection,
            _ => null,
        };
        while (value is not null && path.Count > 0 && value.Unwrap() is ITupleOperation source)
        {
            var index = path[path.Count - 1];
            path.RemoveAt(path.Count - 1);
            value = index >= 0 && index < source.Elements.Length ? source.Elements[index] : null;
        }

        return value is not null && path.Count > 0 ? Zipped(value, path[path.Count - 1]) ?? value : value;
    }

    /// <summary>The sequence that gives the element at <paramref name="position"/> of the pairs of a <c>Zip</c>, or null.</summary>
    public static IOperation? Zipped(IOperation pairs, int position)
    {
        var sequence = pairs.Unwrap();
        if (sequence is ILocalReferenceOperation local && OnlyWrite(local) is { } written)
            sequence = written.Unwrap();
        return sequence is IInvocationOperation { TargetMethod: { Name: "Zip", Parameters.Length: 2 or 3 } } zip && zip.Arguments.Length <= 3
            && zip.Arguments.All(static a => a.Value.Unwrap() is not IDelegateCreationOperation)
            ? zip.Arguments.ByParameter(position)?.Value
            : null;
    }

    private static bool IsPureWrite(IOperation use)
    {
        var target = use;
        while (target.Parent is IDeclarationExpressionOperation or IParenthesizedOperation or ITupleOperation)
            target = target.Parent;
        return target.Parent switch
        {
            ISimpleAssignmentOperation assignment => assignment.Target == target,
            IDeconstructionAssignmentOperation assignment => assignment.Target == target,
            IForEachLoopOperation loop => loop.LoopControlVariable == target,
            ICompoundAssignmentOperation assignment => assignment.Target == target,
            IIncrementOrDecrementOperation => true,
            _ => false,
        };
    }

    /// <summary>Every mention of a symbol in this body, in the order of the text.</summary>
    public IReadOnlyList<IOperation> All(ISymbol symbol)
        => (_uses.TryGetValue(symbol, out var uses) ? uses : _none).All;
}
