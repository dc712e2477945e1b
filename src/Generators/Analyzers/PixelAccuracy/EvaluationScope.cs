using System.Collections.Concurrent;
using MaskSharp.Generators.Analyzers.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.PixelAccuracy;

/// <summary>
/// The members that take part in the same evaluation: the one that compares, what it calls, what calls it, and what those
/// call. A training loss is not followed: what it computes is not reported.
/// </summary>
internal sealed class EvaluationScope(TorchTypes types, CodeMap code)
{
    private const int MostLevels = 4;
    private const int MostMembers = 200;

    private readonly ConcurrentDictionary<ISymbol, IReadOnlyList<ISymbol>> _callers = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, IReadOnlyList<ISymbol>> _callees = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, IReadOnlyList<IMethodSymbol>> _implementations = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, bool> _runsModel = new(SymbolEqualityComparer.Default);

    /// <summary>The callers, nearest first, after the member itself.</summary>
    public IReadOnlyList<ISymbol> CallersOf(ISymbol member) => _callers.GetOrAdd(member, FindCallers);

    /// <summary>Who reads the fields that a member counts in, and their callers: an accumulator adds up in one member, and its scores are others.</summary>
    public IEnumerable<ISymbol> ReadersOf(ISymbol member)
    {
        var fields = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var body in code.BodiesOf(member))
        {
            foreach (var use in BodyOperations.Of(body).References)
            {
                if (use is IFieldReferenceOperation { Field: { IsConst: false } field } && SymbolUses.WrittenValue(use) is not null)
                    fields.Add(field.OriginalDefinition);
            }
        }

        return fields.SelectMany(code.MentionsOf).Select(static m => m.Member).OfType<ISymbol>().SelectMany(CallersOf).Distinct<ISymbol>(SymbolEqualityComparer.Default);
    }

    private IReadOnlyList<ISymbol> FindCallers(ISymbol member)
    {
        var found = new List<ISymbol> { member };
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default) { member };
        var start = 0;
        for (var level = 0; level < MostLevels && found.Count < MostMembers; level++)
        {
            var end = found.Count;
            for (; start < end; start++)
            {
                foreach (var mention in MentionsOf(found[start]))
                {
                    if (mention.Member is { } caller && seen.Add(caller))
                        found.Add(caller);
                }
            }
        }

        return found;
    }

    /// <summary>Everything that the given members run.</summary>
    public IEnumerable<ISymbol> WithCallees(IEnumerable<ISymbol> members)
    {
        var queue = new Queue<(ISymbol Member, int Level)>();
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var types = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var member in members)
        {
            types.Add(member.ContainingType);
            if (seen.Add(member))
                queue.Enqueue((member, 0));
        }

        while (queue.Count > 0 && seen.Count < MostMembers)
        {
            var (member, level) = queue.Dequeue();
            yield return member;
            if (level >= MostLevels)
                continue;
            foreach (var callee in _callees.GetOrAdd(member, m => CalleesOf(m).ToList()))
            {
                if (!callee.IsAbstract && seen.Add(callee))
                    queue.Enqueue((callee, level + 1));
                if (!callee.IsAbstract && !callee.IsVirtual && !callee.IsOverride)
                    continue;

                // Of those that can run in its place, the ones of types that take part anyway or that the program uses.
                foreach (var implementation in _implementations.GetOrAdd(callee, m => [.. code.AllImplementationsOf((IMethodSymbol)m)]))
                {
                    if ((types.Contains(implementation.ContainingType) || code.IsUsed(implementation.ContainingType)) && seen.Add(implementation))
                        queue.Enqueue((implementation, level + 1));
                }
            }
        }
    }

    /// <summary>
    /// What stands beside a comparison that nobody calls, in the same type: the other evaluations that a class offers, and
    /// the other functions of a library of metrics. A mere helper beside an evaluation is not reported by it.
    /// </summary>
    public IEnumerable<ISymbol> OffersBeside(ISymbol member, bool isHelper)
    {
        for (var type = member.ContainingType; type is { SpecialType: SpecialType.None }; type = type.BaseType)
        {
            foreach (var sibling in type.GetMembers())
            {
                if (sibling is IMethodSymbol { MethodKind: MethodKind.Ordinary, IsImplicitlyDeclared: false, DeclaredAccessibility: not Accessibility.Private } method
                    && !SymbolEqualityComparer.Default.Equals(method, member) && method.DeclaringSyntaxReferences.Length > 0
                    && !LossFlow.IsLoss(method, types) && (isHelper || RunsModel(method)) && code.MentionsOf(method.OriginalDefinition).Count == 0)
                {
                    yield return method.OriginalDefinition;
                }
            }
        }
    }

    /// <summary>The members of other types of the program that have an interface or a base in common with a member's: metrics that are run together.</summary>
    public IEnumerable<ISymbol> MembersOfSiblings(ISymbol member)
    {
        if (member.ContainingType is not { } own)
            return [];
        var contracts = own.AllInterfaces.Select(static i => i.OriginalDefinition).Where(static i => i.DeclaringSyntaxReferences.Length > 0);
        if (own.BaseType is { DeclaringSyntaxReferences.Length: > 0 } parent)
            contracts = contracts.Append(parent.OriginalDefinition);
        return contracts.SelectMany(code.DerivedFrom).Where(t => !SymbolEqualityComparer.Default.Equals(t, own.OriginalDefinition) && code.IsUsed(t))
            .SelectMany(static t => t.GetMembers()).Where(static m => m is IMethodSymbol);
    }

    /// <summary>Whether a member runs a network itself.</summary>
    public bool RunsModel(ISymbol member) => _runsModel.GetOrAdd(member, FindModel);

    private bool FindModel(ISymbol member)
    {
        foreach (var body in code.BodiesOf(member))
        {
            foreach (var call in BodyOperations.Of(body).Calls)
            {
                if (call is { Instance: { } instance, TargetMethod.Name: "forward" or "call" } && types.IsModule(instance.Type))
                    return true;
            }
        }

        return false;
    }

    private IEnumerable<Mention> MentionsOf(ISymbol member)
    {
        // Counts live in fields: who reads the score of an accumulator takes part too.
        return code.MentionsOf(member is IMethodSymbol { MethodKind: MethodKind.PropertyGet, AssociatedSymbol: { } property } ? property : member);
    }

    private IEnumerable<ISymbol> CalleesOf(ISymbol member)
    {
        foreach (var body in code.BodiesOf(member))
        {
            var dead = BodyOperations.Of(body).Dead;
            foreach (var operation in BodyOperations.Of(body).All)
            {
                var method = operation switch
                {
                    IInvocationOperation call => call.TargetMethod,
                    IMethodReferenceOperation reference => reference.Method,
                    IPropertyReferenceOperation property => property.Property.GetMethod,
                    IObjectCreationOperation creation => creation.Constructor,
                    _ => null,
                };
                if (method is null || method.DeclaringSyntaxReferences.Length == 0 || dead.Contains(operation))
                    continue;
                if (LossFlow.IsLossCall(operation, method, types, code))
                    continue;
                var callee = (method.ReducedFrom ?? method).OriginalDefinition;
                if (callee.MethodKind == MethodKind.LocalFunction)
                    continue;
                yield return callee;
            }
        }
    }
}
