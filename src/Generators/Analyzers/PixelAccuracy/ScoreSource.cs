using MaskSharp.Generators.Analyzers.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.PixelAccuracy;

/// <summary>Asks what stands behind a name such as Dice: pixels and counts, or dice that are rolled.</summary>
internal sealed class ScoreSource(TorchTypes types, CodeMap code)
{
    private const int MostSteps = 4;

    /// <summary>A type that a score can have.</summary>
    public bool IsScoreValue(ITypeSymbol? type, bool orVoid = false)
    {
        switch (type)
        {
            case null:
                return false;
            case { SpecialType: SpecialType.System_Void }:
                return orVoid;
            case IArrayTypeSymbol array:
                return IsScoreValue(array.ElementType);
            case { SpecialType: SpecialType.System_Boolean or SpecialType.System_String or SpecialType.System_Int32 or SpecialType.System_Int64 }:
                return false;
            case { SpecialType: SpecialType.System_Object } or { TypeKind: TypeKind.Delegate or TypeKind.Error }:
                return false;
            case INamedTypeSymbol { TypeArguments.Length: > 0 } generic:
                return generic.TypeArguments.Any(a => IsScoreValue(a));
            default:
                return TorchTypes.IsFloating(type) || types.IsTensor(type) || type.ContainingNamespace?.Name == "MaskSharp";
        }
    }

    /// <summary>Whether a call named like a score gets masks or counts to score.</summary>
    public bool TakesPixels(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (call.Arguments.Any(a => types.HoldsPixels(a.Value.Unwrap().Type) || types.HoldsPixels(a.Parameter?.Type)))
            return true;
        if (call.Instance is { Type: { } own } instance && (types.HoldsPixels(own) || (instance is not IInstanceReferenceOperation && IsMetricType(own) && !AreShapes(call, own))))
            return true;

        // Counts: Dice(tp, fp, fn), Iou(intersection, union).
        if (call.Arguments.Any(static a => IsCountName(a.Parameter?.Name) || IsCountName(a.Value.ReferencedSymbol()?.Name)))
            return true;
        if (method.DeclaringSyntaxReferences.Length == 0)
            return false;
        return call.Arguments.All(a => !IsPlainScalar(a.Value.Unwrap().Type)) && UsesPixels(method);
    }

    /// <summary>Two of a kind that overlap, such as boxes, and have neither pixels nor counts of them.</summary>
    private bool AreShapes(IInvocationOperation call, ITypeSymbol own)
        => call.Arguments.Any(a => SymbolEqualityComparer.Default.Equals(a.Value.Unwrap().Type, own))
            && !own.GetMembers().Any(m => IsCountName(m.Name) || types.HoldsPixels((m as IFieldSymbol)?.Type ?? (m as IPropertySymbol)?.Type));

    /// <summary>A type with a member that takes pixels; one without source is believed.</summary>
    public bool IsMetricType(ITypeSymbol? type)
    {
        if (type is null or { SpecialType: not SpecialType.None })
            return false;
        if (type.DeclaringSyntaxReferences.Length == 0)
            return type.ContainingNamespace?.ToDisplayString().StartsWith("System", StringComparison.Ordinal) == false && type is not { TypeKind: TypeKind.Error };
        for (var t = type; t is { SpecialType: SpecialType.None }; t = t.BaseType)
        {
            foreach (var member in t.GetMembers())
            {
                if (member is IMethodSymbol { MethodKind: not MethodKind.PropertySet } method
                    && method.Parameters.Any(p => types.HoldsPixels(p.Type) || HasMaps(p.Type) || IsCountName(p.Name)))
                {
                    return true;
                }
            }
        }

        // A plain record of results is filled by whoever computes them.
        return type.IsRecord || type.GetMembers().OfType<IPropertySymbol>().Count(static p => TorchTypes.IsFloating(p.Type)) > 1;
    }

    /// <summary>A type of the program that carries pixels: <c>record MaskPair(Tensor Predicted, Tensor Annotated)</c>.</summary>
    private bool HasMaps(ITypeSymbol type)
        => type.DeclaringSyntaxReferences.Length > 0 && type.GetMembers().Any(m => types.HoldsPixels((m as IFieldSymbol)?.Type ?? (m as IPropertySymbol)?.Type));

    /// <summary>Whether a value is computed from data: not a constant, not random, not read from a file.</summary>
    public bool IsComputed(IOperation value) => Computed(value, new HashSet<ISymbol>(SymbolEqualityComparer.Default), 0) == true;

    /// <returns>True or false, or null where randomness or parsing rules it out.</returns>
    private bool? Computed(IOperation value, HashSet<ISymbol> seen, int depth)
    {
        var isComputed = false;
        foreach (var operation in value.DescendantsAndSelf())
        {
            if (operation.Type?.Name == "Random" || operation is IInvocationOperation { TargetMethod: { Name: "Parse" or "TryParse", ContainingType.SpecialType: not SpecialType.None } })
                return null;
            switch (operation)
            {
                case IInvocationOperation call when types.IsTorchMethod(call.TargetMethod) || call.TargetMethod.Name is "Average" or "Sum" or "Mean" || TakesPixels(call):
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Divide } division when division.RightOperand.Number() is null:
                case var tensor when types.IsTensor(tensor.Type):
                    isComputed = true;
                    break;
                case ILocalReferenceOperation local when depth < MostSteps && seen.Add(local.Local):
                    foreach (var written in SymbolUses.Of(local).Writes(local.Local))
                    {
                        if (Computed(written, seen, depth + 1) is not { } isWritten)
                            return null;
                        isComputed |= isWritten;
                    }

                    break;
                case IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation { Instance: not null } when TorchTypes.IsFloating(operation.Type):
                    isComputed = true;
                    break;
            }
        }

        return isComputed;
    }

    private bool UsesPixels(IMethodSymbol method)
        => code.BodiesOf(method.OriginalDefinition).Any(b => BodyOperations.Of(b).All.Any(o => types.HoldsPixels(o.Type)));

    private static bool IsPlainScalar(ITypeSymbol? type)
        => type?.SpecialType is SpecialType.System_Double or SpecialType.System_Single or SpecialType.System_String;

    private static bool IsCountName(string? name)
        => name is not null && (ConfusionFormula.CountName(name) is not null
            || Words.Any(name, static w => w.StartsWith("inter", StringComparison.Ordinal) && w.Length <= 12 && w is not ("interval" or "internal" or "interpolate" or "interface")
                || w == "union" || w == "confusion"));
}
