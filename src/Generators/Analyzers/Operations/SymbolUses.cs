using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.Operations;

/// <summary>Where the symbols of one body are read and written, from one walk over it.</summary>
internal sealed class SymbolUses
{
    private static readonly ConditionalWeakTable<IOperation, SymbolUses> _cache = new();

    private readonly Dictionary<ISymbol, List<IOperation>> _uses = new(SymbolEqualityComparer.Default);

    private SymbolUses(IOperation root)
    {
        foreach (var operation in root.DescendantsAndSelf())
        {
            ISymbol? symbol = operation switch
            {
                ILocalReferenceOperation local => local.Local,
                IParameterReferenceOperation parameter => parameter.Parameter,
                IFieldReferenceOperation field => field.Field.OriginalDefinition,
                IPropertyReferenceOperation property => property.Property.OriginalDefinition,
                IVariableDeclaratorOperation declarator => declarator.Symbol,
                _ => null,
            };
            if (symbol is null)
                continue;
            if (!_uses.TryGetValue(symbol, out var uses))
                _uses[symbol] = uses = [];
            uses.Add(operation);
        }
    }

    public static SymbolUses Of(IOperation operation) => _cache.GetValue(operation.Root(), static root => new SymbolUses(root));

    /// <summary>The values that a symbol gets in this body, however they are written.</summary>
    public IEnumerable<IOperation> Writes(ISymbol symbol)
    {
        foreach (var use in All(symbol))
        {
            if (WrittenValue(use) is { } value)
                yield return value;
        }
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
        var path = new Stack<int>();
        IOperation current = element;
        IOperation? parent = tuple;
        while (true)
        {
            if (parent is ITupleOperation outer)
                path.Push(outer.Elements.IndexOf(current));
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
            var index = path.Pop();
            value = index >= 0 && index < source.Elements.Length ? source.Elements[index] : null;
        }

        return value is not null && path.Count > 0 ? Zipped(value, path.Peek()) ?? value : value;
    }

    /// <summary>The sequence that gives the element at <paramref name="position"/> of the pairs of a <c>Zip</c>, or null.</summary>
    public static IOperation? Zipped(IOperation pairs, int position)
    {
        var sequence = pairs.Unwrap();
        if (sequence is ILocalReferenceOperation local && Of(local).Writes(local.Local).ToList() is [var written])
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
        => _uses.TryGetValue(symbol, out var uses) ? uses : _none;

    private static readonly List<IOperation> _none = [];
}
