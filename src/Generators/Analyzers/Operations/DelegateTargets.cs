using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.Operations;

/// <summary>The lambdas and method groups that a delegate can be. What is given to it out of sight stands for itself.</summary>
internal static class DelegateTargets
{
    public static IEnumerable<IOperation> Of(IOperation value, CodeMap code) => value.Unwrap() switch
    {
        IDelegateCreationOperation creation => [creation.Target],
        ILocalReferenceOperation local => ReachingWrites.Of(local, local.Local).SelectMany(w => Of(w, code)),
        IFieldReferenceOperation { Field.DeclaringSyntaxReferences.Length: > 0 } field => code.WritesOf(field.Field.OriginalDefinition).SelectMany(w => Of(w, code)),
        IPropertyReferenceOperation { Property: { DeclaringSyntaxReferences.Length: > 0, IsVirtual: false, IsAbstract: false } property } => code.WritesOf(property.OriginalDefinition).SelectMany(w => Of(w, code)),
        IConditionalOperation { WhenFalse: { } otherwise } choice => Of(choice.WhenTrue, code).Concat(Of(otherwise, code)),
        var other => [other],
    };
}
