using System.Globalization;
using MaskSharp.Generators.Analyzers.Operations;
using MaskSharp.Generators.Analyzers.PixelAccuracy;
using MaskSharp.Generators.Datasets;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.AccuracySelection;

/// <summary>Tells a number that is the pixel accuracy of an imbalanced segmentation.</summary>
internal sealed class SegmentationAccuracy
{
    private const int MostDepth = 6;

    private readonly TorchProject _project;
    private readonly AnalyzerOptions _options;
    private readonly PixelAccuracyJudge _judge;

    private SegmentationAccuracy(TorchProject project, AnalyzerOptions options, PixelAccuracyJudge judge)
    {
        _project = project;
        _options = options;
        _judge = judge;
    }

    public static SegmentationAccuracy Of(BodyContext body) => new(body.Project, body.Tree.Options, body.Judge);

    public bool Is(IOperation score, ISymbol owner)
    {
        var isNamed = NamesOf(score).Any(static name => Vocabulary.IsAccuracy(name) && !Vocabulary.IsOverlapScore(name));
        if (NamesOf(score).Any(Vocabulary.IsOverlapScore) || (!isNamed && AgreementBehind(score) is null))
            return false;
        foreach (var member in _judge.Scope.WithCallees([CodeMap.MemberOf(owner)]))
        {
            foreach (var body in _project.Code.BodiesOf(member))
            {
                if (IsIn(body, member))
                    return true;
            }
        }

        // What was evaluated elsewhere and recorded is not run here.
        return isNamed && IsRecorded(score) && AgreementBehind(score) is { SemanticModel: { } model } agreement && model.GetEnclosingSymbol(agreement.Syntax.SpanStart) is { } elsewhere
            && IsIn(agreement.Root(), elsewhere);
    }

    private static bool IsRecorded(IOperation score)
        => score.DescendantsAndSelf().Any(static o => o is IPropertyReferenceOperation { Property.DeclaringSyntaxReferences.Length: > 0 } or IFieldReferenceOperation { Field: { ContainingType.IsTupleType: false, DeclaringSyntaxReferences.Length: > 0 } });

    private bool IsIn(IOperation body, ISymbol owner)
    {
        var threshold = PixelAccuracyOnlyAnalyzer.Threshold(_options.AnalyzerConfigOptionsProvider.GetOptions(body.Syntax.SyntaxTree));
        return _judge.Accuracies(body, owner).Any(a => !a.Imbalance.IsBalanced(threshold));
    }

    private static IEnumerable<string> NamesOf(IOperation score)
    {
        foreach (var operation in score.DescendantsAndSelf())
        {
            if (operation.ReferencedSymbol() is { } symbol)
                yield return symbol.Name;
            else if (operation is IInvocationOperation call)
                yield return call.TargetMethod.Name;
            else if (operation is IMethodReferenceOperation reference)
                yield return reference.Method.Name;
            else if (operation.ConstantValue is { HasValue: true, Value: string key })
                yield return key;
        }
    }

    private IOperation? AgreementBehind(IOperation score) => AgreementBehind(score, new(SymbolEqualityComparer.Default), 0);

    /// <summary>A comparison of masks on the way back from the score.</summary>
    private IOperation? AgreementBehind(IOperation value, HashSet<ISymbol> seen, int depth)
    {
        if (depth > MostDepth)
            return null;
        foreach (var operation in value.DescendantsAndSelf())
        {
            if (_judge.Compares(operation))
                return operation;
            foreach (var source in SourcesOf(operation, seen))
            {
                if (AgreementBehind(source, seen, depth + 1) is { } agreement)
                    return agreement;
            }
        }

        return null;
    }

    /// <summary>What a variable, a member or a call has its value from. Each symbol is followed once.</summary>
    private IEnumerable<IOperation> SourcesOf(IOperation operation, HashSet<ISymbol> seen)
    {
        switch (operation)
        {
            case ILocalReferenceOperation local when seen.Add(local.Local):
                return SymbolUses.Of(local).Writes(local.Local).Concat(SymbolUses.Of(local).All(local.Local).Select(OriginTracer.Added).OfType<IOperation>());
            case IInvocationOperation { TargetMethod: { DeclaringSyntaxReferences.Length: > 0 } method } when seen.Add(method.OriginalDefinition):
                return Returned((method.ReducedFrom ?? method).OriginalDefinition);
            case IFieldReferenceOperation { Field: { ContainingType.IsTupleType: true } element } when seen.Add(element):
                return InTuples(operation, element);
            case IPropertyReferenceOperation { Property: { ContainingType.IsAnonymousType: true } property } when seen.Add(property):
                return operation.Initialized(property);
            case IFieldReferenceOperation { Field: { DeclaringSyntaxReferences.Length: > 0 } field } when seen.Add(field.OriginalDefinition):
                return _project.Code.WritesOf(field.OriginalDefinition);
            case IPropertyReferenceOperation { Property: { DeclaringSyntaxReferences.Length: > 0, IsAbstract: false } property } when seen.Add(property.OriginalDefinition):
                return _project.Code.WritesOf(property.OriginalDefinition).Concat(Returned(property.OriginalDefinition)).Concat(_project.Code.RecordedValuesOf(property));
            default:
                return [];
        }
    }

    private IEnumerable<IOperation> Returned(ISymbol member)
        => _project.Code.BodiesOf(member).Where(static b => b is not ISymbolInitializerOperation).SelectMany(static b => b.ReturnedValues());

    /// <summary>What stands at the place of an element in the tuples of a body.</summary>
    private static IEnumerable<IOperation> InTuples(IOperation reference, IFieldSymbol element)
    {
        var index = SymbolUses.ElementIndex(element);
        var shape = element.ContainingType.TupleElements.Length;
        return BodyOperations.Of(reference.Root()).All.OfType<ITupleOperation>().Where(t => t.Elements.Length == shape && index >= 0 && index < shape
            && SymbolEqualityComparer.Default.Equals(t.Elements[index].Type, element.Type)).Select(t => t.Elements[index]);
    }
}
