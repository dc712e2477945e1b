using MaskSharp.Generators.Analyzers.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.PixelAccuracy;

/// <summary>The part about pairs, records and other objects that carry a prediction and its ground truth together.</summary>
internal sealed partial class OriginTracer
{
    // The variables whose parts are looked for at the moment.
    private readonly HashSet<ISymbol> _open = new(SymbolEqualityComparer.Default);

    /// <summary>
    /// One element of a tuple, by its place, or one member of an object, where the tuple or object is made in sight; else all of what the
    /// whole is made of. The elements of a sequence have the same parts as it.
    /// </summary>
    private void Part(IOperation? whole, int index, ISymbol? member)
    {
        if (whole is null || _steps++ > MostSteps || whole.Syntax == _comparison)
            return;
        if (index < 0 && member is null)
        {
            Visit(whole);
            return;
        }

        _origin.IsMaskObject |= IsMaskObject(whole);
        switch (whole.Unwrap())
        {
            case ITupleOperation made when index >= 0 && index < made.Elements.Length:
                Visit(made.Elements[index]);
                break;
            case IObjectCreationOperation creation:
                if (Given(creation, index, member) is { } given)
                    Visit(given);
                else if (!Constructed(creation, member))
                    Visit(creation);
                break;
            case IConditionalOperation choice:
                Part(choice.WhenTrue, index, member);
                Part(choice.WhenFalse, index, member);
                break;
            case ILocalReferenceOperation local:
                PartOfLocal(local, index, member);
                break;
            case IParameterReferenceOperation parameter:
                PartOfParameter(parameter, index, member);
                break;
            case IPropertyReferenceOperation { Property: { Name: "Value", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }, Instance: { } nullable }:
                Part(nullable, index, member);
                break;
            case IFieldReferenceOperation { Field.ContainingType.IsTupleType: false } or IPropertyReferenceOperation { Arguments.Length: 0 }:
                PartOfMember((IMemberReferenceOperation)whole.Unwrap(), index, member);
                break;
            case IArrayElementReferenceOperation element:
                Part(element.ArrayReference, index, member);
                break;
            case IArrayCreationOperation { Initializer: { } list }:
                foreach (var element in list.ElementValues)
                    Part(element, index, member);
                break;
            case IInvocationOperation call:
                PartOfCall(call, index, member);
                break;
            default:
                Visit(whole);
                break;
        }
    }

    /// <summary>What an object gets for one of its members: in its initializer, or as the argument of the same name.</summary>
    private static IOperation? Given(IObjectCreationOperation creation, int index, ISymbol? member)
    {
        if (member is null)
            return creation.Type is { IsRecord: true } ? creation.Arguments.ByParameter(index)?.Value : null;
        if (!SymbolEqualityComparer.Default.Equals(creation.Type?.OriginalDefinition, member.ContainingType?.OriginalDefinition))
            return null;
        foreach (var written in creation.Initializer?.ChildOperations.ToList() ?? [])
        {
            if (written is ISimpleAssignmentOperation { Target: var target, Value: var value } && SymbolEqualityComparer.Default.Equals(target.ReferencedSymbol(), member))
                return value;
        }

        return creation.Arguments.FirstOrDefault(a => string.Equals(a.Parameter?.Name, member.Name.TrimStart('_'), StringComparison.OrdinalIgnoreCase))?.Value;
    }

    /// <summary>What a constructor makes of its arguments for one member: <c>Bits = new BitArray(mask.data&lt;bool&gt;().ToArray())</c>.</summary>
    private bool Constructed(IObjectCreationOperation creation, ISymbol? member)
    {
        if (member is null || creation.Constructor?.OriginalDefinition is not { } constructor)
            return false;
        var isMade = false;
        foreach (var written in code.WritesOf(member.OriginalDefinition))
        {
            if (!written.DescendantsAndSelf().Any(o => o is IParameterReferenceOperation { Parameter.ContainingSymbol: var owner } && SymbolEqualityComparer.Default.Equals(owner, constructor)))
                continue;
            isMade = true;
            Inside(constructor, creation.Arguments, () => Visit(written));
        }

        return isMade;
    }

    /// <summary>The object that a method reads its own member of: what callers call the method of.</summary>
    private void PartOfReceivers(IOperation reference, ISymbol member)
    {
        if (_calls >= MostCalls || reference.SemanticModel?.GetEnclosingSymbol(reference.Syntax.SpanStart) is not { } enclosing
            || CodeMap.MemberOf(enclosing) is not IMethodSymbol { MethodKind: MethodKind.Ordinary } method || _inside.ContainsKey(method))
        {
            return;
        }

        _calls++;
        foreach (var mention in code.MentionsOf(method))
        {
            if (mention.Operation is IInvocationOperation { Instance: { } instance } && instance is not IInstanceReferenceOperation)
                Part(instance, -1, member);
        }

        _calls--;
    }

    /// <summary>Follows a variable that a pattern declares to what it takes apart, by the name of the member that it takes.</summary>
    private void Taken(ILocalReferenceOperation local, int index, ISymbol? member)
    {
        foreach (var (whole, matched) in Matched(local))
        {
            if (matched is not null)
                _origin.Names.Add(matched.Name);
            Part(whole, index, matched ?? member);
        }
    }

    /// <summary>What a variable is a part of that a pattern declares: <c>if (last is { } before)</c>.</summary>
    private static IEnumerable<(IOperation Whole, ISymbol? Member)> Matched(ILocalReferenceOperation local)
    {
        foreach (var operation in BodyOperations.Of(local.Root()).All)
        {
            if (Asked(operation) is not var (value, whole))
                continue;
            foreach (var pattern in whole.DescendantsAndSelf())
            {
                var declared = pattern switch
                {
                    IDeclarationPatternOperation declaration => declaration.DeclaredSymbol,
                    IRecursivePatternOperation recursive => recursive.DeclaredSymbol,
                    _ => null,
                };
                if (SymbolEqualityComparer.Default.Equals(local.Local, declared))
                    yield return (value, (pattern.Parent as IPropertySubpatternOperation)?.Member.ReferencedSymbol() ?? Positional(pattern));
            }
        }
    }

    /// <summary>A value and the pattern that it is held against, also by an arm or case of a switch.</summary>
    private static (IOperation Value, IOperation Pattern)? Asked(IOperation operation) => operation switch
    {
        IIsPatternOperation test => (test.Value, test.Pattern),
        ISwitchExpressionArmOperation { Pattern: var pattern, Parent: ISwitchExpressionOperation choice } => (choice.Value, pattern),
        IPatternCaseClauseOperation { Pattern: var pattern, Parent: ISwitchCaseOperation { Parent: ISwitchOperation choice } } => (choice.Value, pattern),
        _ => null,
    };

    /// <summary>The property of a record that a pattern takes by its place: <c>Scan(var image, var mask)</c>.</summary>
    private static ISymbol? Positional(IOperation pattern)
        => pattern.Parent is IRecursivePatternOperation { DeconstructSymbol: IMethodSymbol { ContainingType.IsRecord: true } deconstruct } around
            && around.DeconstructionSubpatterns.IndexOf((IPatternOperation)pattern) is >= 0 and var place && place < deconstruct.Parameters.Length
            ? deconstruct.ContainingType.GetMembers(deconstruct.Parameters[place].Name).OfType<IPropertySymbol>().FirstOrDefault()
            : null;

    /// <summary>What is put into a list, a queue or a dictionary.</summary>
    public static IOperation? Added(IOperation use)
        => use.Wrapped() is { Parent: IInvocationOperation { TargetMethod.Name: "Add" or "AddRange" or "AddLast" or "Enqueue" or "Push" or "Insert" or "TryAdd", TargetMethod.DeclaringSyntaxReferences.Length: 0, Arguments.Length: > 0 } call } list
            && call.Instance == list
            ? call.Arguments[call.Arguments.Length - 1].Value
            : null;

    private void PartOfLocal(ILocalReferenceOperation local, int index, ISymbol? member)
    {
        _origin.Names.Add(local.Local.Name);
        if (!_open.Add(local.Local))
            return;
        var isWritten = false;
        foreach (var use in SymbolUses.Of(local).All(local.Local))
        {
            if (Added(use) is { } added)
                Part(added, index, member);
            if (SymbolUses.WrittenValue(use) is not { } written)
                continue;
            isWritten = true;

            // Of a pair in a pair the outer one is taken apart.
            if (SymbolUses.TupleIndex(use) is >= 0 and var outer)
                Part(written, outer, null);
            else
                Part(written, index, member);
        }

        if (!isWritten)
            Taken(local, index, member);
        _open.Remove(local.Local);
    }

    /// <summary>A part of what is kept in a field or property, where it is seen what is written there.</summary>
    private void PartOfMember(IMemberReferenceOperation reference, int index, ISymbol? member)
    {
        var kept = reference.Member.OriginalDefinition;
        if (_calls >= MostCalls || !_open.Add(kept))
            return;
        _calls++;
        var written = code.WritesOf(kept).Concat(code.MentionsOf(kept).Select(static m => Added(m.Operation)).OfType<IOperation>()).ToList();
        foreach (var value in written)
            Part(value, index, member);
        _calls--;
        _open.Remove(kept);
        if (written.Count == 0)
            Visit(reference);
        else
            _origin.Names.Add(kept.Name);
    }

    private void PartOfParameter(IParameterReferenceOperation reference, int index, ISymbol? member)
    {
        var parameter = reference.Parameter;
        _origin.IsFromOutside = true;
        _origin.Names.Add(parameter.Name);
        if (!_open.Add(parameter))
            return;
        foreach (var value in SymbolUses.Of(reference).Writes(parameter).Concat(HandedTo(reference)))
            Part(value, index, member);
        _open.Remove(parameter);
    }

    private void PartOfCall(IInvocationOperation call, int index, ISymbol? member)
    {
        var method = call.TargetMethod;
        if (method.DeclaringSyntaxReferences.Length > 0)
        {
            var returned = _calls < MostCalls ? code.BodiesOf((method.ReducedFrom ?? method).OriginalDefinition).SelectMany(static b => b.ReturnedValues()).ToList() : [];
            if (returned.Count == 0)
                Visit(call);
            else
                PartOfReturned(call, returned, index, member);
        }
        else if (method.ContainingType?.Name is not ("Enumerable" or "ParallelEnumerable" or "Queryable"))
        {
            Visit(call);
        }
        else if (index >= 0 && SymbolUses.Zipped(call, index) is { } sequence)
        {
            Visit(sequence);
        }
        else if (method.Name is "Select" or "SelectMany" or "Zip" && call.Arguments.LastOrDefault(static a => a.Value.Unwrap() is IDelegateCreationOperation) is { } function)
        {
            foreach (var value in Results(function.Value.Unwrap()))
                Part(value, index, member);
        }
        else if (method.Name is "Zip" or "GroupBy" or "GroupJoin" or "Join" or "ToDictionary" or "ToLookup" or "Aggregate")
        {
            Visit(call);
        }
        else
        {
            // Chosen, sorted, cut or stored, the elements are the same.
            Part(call.Receiver(), index, member);
            if (method.Name is "Concat" or "Append" or "Prepend" or "Union")
                Part(call.Other(), index, member);
        }
    }

    private void PartOfReturned(IInvocationOperation call, List<IOperation> returned, int index, ISymbol? member)
    {
        _calls++;
        foreach (var value in returned)
            Inside(call.TargetMethod, call.Arguments, () => Part(value, index, member));
        _calls--;

        // What is not made there comes from the object that hands it out.
        if (returned.TrueForAll(static r => r.Unwrap() is ITupleOperation or IObjectCreationOperation))
            return;
        _origin.Names.Add(call.TargetMethod.Name);
        if (call.Instance is not (null or IInstanceReferenceOperation))
            Visit(call.Instance);
    }

    private IEnumerable<IOperation> Results(IOperation function)
        => function is IDelegateCreationOperation { Target: IMethodReferenceOperation { Method: { DeclaringSyntaxReferences.Length: > 0 } method } }
            ? code.BodiesOf(method.OriginalDefinition).SelectMany(static b => b.ReturnedValues())
            : function.ReturnedValues();
}
