using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.Operations;

/// <summary>The lambdas and method groups that a delegate can be. What is given to it out of sight stands for itself.</summary>
internal static class DelegateTargets
{
    public static IReadOnlyList<IOperation> Of(IOperation value, CodeMap code)
    {
        var targets = new List<IOperation>();
        Add(value, code, targets, []);
        return targets;
    }

    // A delegate may be given to itself: loss = isBinary ? bce : loss.
    private static void Add(IOperation value, CodeMap code, List<IOperation> targets, HashSet<IOperation> seen)
    {
        var operation = value.Unwrap();
        if (!seen.Add(operation))
            return;
        IEnumerable<IOperation>? written = operation switch
        {
            ILocalReferenceOperation local => ReachingWrites.Of(local, local.Local),
            IFieldReferenceOperation { Field.DeclaringSyntaxReferences.Length: > 0 } field => code.WritesOf(field.Field.OriginalDefinition),
            IPropertyReferenceOperation { Property: { DeclaringSyntaxReferences.Length: > 0, IsVirtual: false, IsAbstract: false } property } => code.WritesOf(property.OriginalDefinition),
            IConditionalOperation { WhenFalse: { } otherwise } choice => [choice.WhenTrue, otherwise],
            _ => null,
        };
        if (written is null)
        {
            targets.Add(operation is IDelegateCreationOperation creation ? creation.Target : operation);
            return;
        }

        foreach (var one in written)
            Add(one, code, targets, seen);
    }
}
