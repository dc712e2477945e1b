using MaskSharp.Generators.Analyzers.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.PixelAccuracy;

/// <summary>The part about agreement that is kept, element by element, in arrays and objects, and counted later.</summary>
internal sealed partial class AveragingFlow
{
    /// <summary>What keeps the value of an element: its array, and where that is in another object the object.</summary>
    private static IOperation HolderOf(IOperation target)
    {
        var array = target.Unwrap() switch
        {
            IArrayElementReferenceOperation element => element.ArrayReference.Unwrap(),
            IPropertyReferenceOperation { Arguments.Length: > 0, Instance: { } indexed } => indexed.Unwrap(),
            _ => null,
        };
        return array is IMemberReferenceOperation { Instance: { } owner and not IInstanceReferenceOperation } ? owner : array ?? target;
    }

    /// <summary>Bits, which change in place and are copied into words to be counted.</summary>
    private void Packed(IInvocationOperation call)
    {
        if (call.TargetMethod.Name is "And" && call.Other() is { } other)
            Restrictions.Add(other);
        if (call.TargetMethod.Name is "CopyTo" && call.Arguments[0].Value.ReferencedSymbol() is { } words)
            FollowReads(words, call);
        else
            FollowBits(call);
    }

    /// <summary>Where the result of a call is not taken, the bits themselves have changed.</summary>
    private void FollowBits(IInvocationOperation call)
    {
        if (call.Wrapped().Parent is IExpressionStatementOperation && call.Instance is { } bits)
            Assigned(bits);
        else
            Follow(call);
    }

    /// <summary>What callers read of an array or object that a method fills for them.</summary>
    private void FollowFilled(IParameterSymbol parameter)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol method || _calls >= MostCalls)
            return;
        _calls++;
        foreach (var mention in code.MentionsOf((method.ReducedFrom ?? method).OriginalDefinition))
        {
            if (mention.Operation is IInvocationOperation call && call.Arguments.ByParameter(parameter.Ordinal)?.Value.ReferencedSymbol() is { } filled
                && filled is ILocalSymbol or IParameterSymbol)
            {
                FollowReads(filled, call);
            }
        }

        _calls--;
    }

    /// <summary>Pixels in an object, which it hands out or counts itself.</summary>
    private void MemberOf(IMemberReferenceOperation reference)
    {
        if (types.HoldsPixels(reference.Type))
            Follow(reference);
        else if (reference is IPropertyReferenceOperation { Property.GetMethod: { } getter })
            InObject(getter);
    }

    /// <summary>What a method of the object that holds the pixels does with them.</summary>
    private void InObject(IMethodSymbol method)
    {
        if (method.DeclaringSyntaxReferences.Length == 0 || _calls >= MostCalls)
            return;
        _calls++;
        foreach (var body in code.BodiesOf(method.OriginalDefinition))
        {
            foreach (var reference in BodyOperations.Of(body).References)
            {
                if (reference is IMemberReferenceOperation { Instance: IInstanceReferenceOperation } && types.HoldsPixels(reference.Type))
                    Follow(reference);
            }
        }

        _calls--;
    }

    /// <summary>Beside what was seen already, which is marked on the way, regions are counted and no pixels.</summary>
    private static bool IsMarked(IOperation condition)
    {
        if (condition.Type?.SpecialType != SpecialType.System_Boolean)
            return false;
        foreach (var operation in condition.DescendantsAndSelf())
        {
            var marks = operation switch
            {
                IArrayElementReferenceOperation { ArrayReference: ILocalReferenceOperation array } => array,
                IInvocationOperation { TargetMethod.Name: "Add" or "Contains", Instance: ILocalReferenceOperation set } => set,
                _ => null,
            };
            if (marks is not null && SymbolUses.Of(marks).All(marks.Local).Any(u => u.Syntax.SpanStart >= condition.Syntax.SpanStart && IsMark(u)))
                return true;
        }

        return false;
    }

    private static bool IsMark(IOperation use) => use.Parent switch
    {
        IArrayElementReferenceOperation { Parent: ISimpleAssignmentOperation { Value: var written } assignment } element => assignment.Target == element && written.Number() is not null,
        IInvocationOperation { TargetMethod.Name: "Add" } => true,
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod.DeclaringSyntaxReferences.Length: > 0 } } => true,
        _ => false,
    };
}
