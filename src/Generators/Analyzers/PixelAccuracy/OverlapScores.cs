using System.Collections.Concurrent;
using MaskSharp.Generators.Analyzers.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.PixelAccuracy;

/// <summary>
/// Finds, in one member, a score that an empty mask does not win: by the name of what is called, written, labelled or
/// created, with pixels or counts behind it, or by the formula itself.
/// </summary>
internal sealed class OverlapScores(TorchTypes types, CodeMap code)
{
    private const int MostSteps = 3;

    private readonly ConcurrentDictionary<ISymbol, bool> _known = new(SymbolEqualityComparer.Default);
    private readonly ScoreSource _source = new(types, code);

    public bool AreIn(ISymbol member) => _known.GetOrAdd(member, Find);

    private bool Find(ISymbol member)
    {
        if (LossFlow.IsLoss(member, types) || IsOfBoxes(member))
            return false;
        foreach (var body in code.BodiesOf(member))
        {
            var dead = BodyOperations.Of(body).Dead;
            foreach (var operation in BodyOperations.Of(body).All)
            {
                if (IsScore(operation) && !dead.Contains(operation))
                    return true;
            }
        }

        return false;
    }

    /// <summary>A function of boxes, such as a suppression of overlapping ones, scores no mask.</summary>
    private static bool IsOfBoxes(ISymbol member)
        => member is IMethodSymbol { Parameters: { Length: > 0 } parameters } && parameters.Any(IsBox) && parameters.All(static p => IsBox(p) || TorchTypes.IsNumber(p.Type));

    private static bool IsBox(IParameterSymbol parameter)
        => IsBoxLike(parameter.Name) || IsBoxLike(parameter.Type is INamedTypeSymbol { TypeArguments: [var element] } ? element.Name : (parameter.Type as IArrayTypeSymbol)?.ElementType.Name ?? parameter.Type.Name);

    private static bool IsBoxLike(string name) => Words.Any(name, static w
        => w is "box" or "boxes" or "bbox" or "bboxes" or "rect" or "rects" or "rectangle" or "rectangles" or "anchor" or "anchors");

    private bool IsScore(IOperation operation)
    {
        // By kind, since every operation of an evaluation is asked.
        switch (operation.Kind)
        {
            case OperationKind.Invocation:
                var call = (IInvocationOperation)operation;
                return IsScoreCall(call) || IsLabelled(call) || (call.TargetMethod.Name is "div" or "divide" or "true_divide" && IsRatio(call, call.Receiver(), call.Other()));
            case OperationKind.Binary:
                return operation switch
                {
                    IBinaryOperation { OperatorKind: BinaryOperatorKind.Divide } ratio => IsRatio(ratio, ratio.LeftOperand, ratio.RightOperand),
                    IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract } complement => IsComplementOfLoss(complement),
                    _ => IsGenerated(operation),
                };
            case OperationKind.ObjectCreation:
                var creation = (IObjectCreationOperation)operation;
                return IsScoreObject(creation) || OffersScore(creation.Type) || creation.Arguments.Any(a => a.Parameter is { } p && IsWritten(p.Name, p.Type, a.Value));
            case OperationKind.PropertyReference:
                if (operation is not IPropertyReferenceOperation { Arguments.Length: 0 } property)
                    return IsGenerated(operation);
                return Vocabulary.IsOverlapScore(property.Property.Name) && !IsDecoy(property.Property.Name) && _source.IsScoreValue(property.Type)
                    && SymbolUses.WrittenValue(property) is null && !Vocabulary.IsLossLike(property.Property.ContainingType?.Name ?? "")
                    && (_source.IsMetricType(property.Property.ContainingType) || code.BodiesOf(property.Property.OriginalDefinition).Any(static b => BodyOperations.Of(b).Quotients.Count > 0));
            case OperationKind.VariableDeclarator:
                return operation is IVariableDeclaratorOperation { Initializer.Value: { } initial } declarator && IsWritten(declarator.Symbol.Name, declarator.Symbol.Type, initial);
            case OperationKind.SimpleAssignment or OperationKind.CompoundAssignment or OperationKind.CoalesceAssignment or OperationKind.DeconstructionAssignment:
                var assignment = (IAssignmentOperation)operation;
                return IsAssigned(assignment.Target, assignment.Value);
            case OperationKind.Tuple:
                return IsTuple((ITupleOperation)operation);
            case OperationKind.InterpolatedString:
                return IsInterpolated((IInterpolatedStringOperation)operation);
            default:
                return IsGenerated(operation);
        }
    }

    private static bool IsGenerated(IOperation operation)
        => operation.Type is { Name: "SegmentationScores" or "SegmentationMeter" or "PixelCounts", ContainingNamespace.Name: "MaskSharp" };

    private bool IsScoreCall(IInvocationOperation call)
    {
        var name = call.TargetMethod.Name;
        if (!Vocabulary.IsOverlapScore(name))
        {
            // diceMetric.Compute(): the receiver has the name, its type the pixels.
            return name is "Compute" or "compute" or "Update" or "Result" or "Value" or "Evaluate" or "Get" or "Call" or "call" or "forward" or "Score" or "Of" or "Measure"
                && call.Instance is { } instance && (Vocabulary.IsOverlapScore(instance.ReferencedSymbol()?.Name ?? "") || Vocabulary.IsOverlapScore(instance.Type?.Name ?? ""))
                && !IsLossObject(instance) && (_source.IsMetricType(instance.Type) || call.Arguments.Any(a => types.HoldsPixels(a.Value.Type)));
        }

        if (Vocabulary.IsLossLike(name) || IsDecoy(name) || IsLookup(call.TargetMethod) || IsOfBoxes(call.TargetMethod) || !_source.IsScoreValue(call.Type, orVoid: true))
            return false;
        return _source.TakesPixels(call) && !LossFlow.IsLossCall(call, call.TargetMethod, types, code);
    }

    /// <summary><c>cache.Recall(id)</c> gives back what was kept.</summary>
    private static bool IsLookup(IMethodSymbol method)
        => method.Parameters.Length > 0 && method.Parameters.All(static p => Words.Any(p.Name, static w => w is "id" or "key" or "name" or "path"));

    private bool IsLossObject(IOperation instance)
        => Vocabulary.IsLossLike(instance.ReferencedSymbol()?.Name ?? "") || (instance.Type is { } type && LossFlow.IsLossClass(type, types));

    private bool IsScoreObject(IObjectCreationOperation creation)
        => creation.Type is INamedTypeSymbol type && Vocabulary.IsOverlapScore(type.Name) && !LossFlow.IsLossClass(type, types) && _source.IsMetricType(type);

    /// <summary>A result that computes a score of what it is made with, and is asked for it: <c>record Result(double DiceLoss) { public double Dice => 1 - DiceLoss; }</c>.</summary>
    private bool OffersScore(ITypeSymbol? type)
        => type?.DeclaringSyntaxReferences.Length > 0 && type.GetMembers().OfType<IPropertySymbol>().Any(p => Vocabulary.IsOverlapScore(p.Name) && !Vocabulary.IsLossLike(p.Name) && !IsDecoy(p.Name)
            && TorchTypes.IsFloating(p.Type) && p.GetMethod is { } getter && code.BodiesOf(getter.OriginalDefinition).Any(_source.IsComputed) && code.MentionsOf(p.OriginalDefinition).Count > 0);

    private bool IsWritten(string name, ITypeSymbol type, IOperation value)
        => Vocabulary.IsOverlapScore(name) && !Vocabulary.IsLossLike(name) && !IsDecoy(name) && _source.IsScoreValue(type)
            && _source.IsComputed(value) && !LossFlow.EndsInBackward(value, types, code);

    private bool IsAssigned(IOperation target, IOperation value)
    {
        var written = target.Unwrap();
        if (written.ReferencedSymbol() is { } symbol)
            return IsWritten(symbol.Name, written.Type ?? value.Type!, value);
        if (written is IPropertyReferenceOperation { Arguments: [{ Value: var key }] } && key.Unwrap().ConstantValue is { HasValue: true, Value: string text })
            return IsLabel(text) && value.Number() is null;
        return written is IArrayElementReferenceOperation { ArrayReference: var array } && array.ReferencedSymbol() is { } list
            && IsWritten(list.Name, value.Type!, value);
    }

    private bool IsTuple(ITupleOperation tuple)
    {
        if (!tuple.Elements.Any(e => _source.IsScoreValue(e.Type)))
            return false;

        // The names that the tuple itself has stand in its text: the compiler makes a type for them when it is asked, which costs much more.
        for (var i = 0; i < tuple.Elements.Length; i++)
        {
            if (tuple.Elements[i] is { Type: { } type } element && IsWritten(NameOf(tuple, i), type, element))
                return true;
        }

        var converted = (tuple.Parent as IConversionOperation)?.Type as INamedTypeSymbol;
        foreach (var type in new[] { ReferenceEquals(tuple.Type, tuple.NaturalType) ? null : tuple.Type as INamedTypeSymbol, converted })
        {
            if (type is not { IsTupleType: true, TupleElements: var elements } || elements.Length != tuple.Elements.Length)
                continue;
            for (var i = 0; i < elements.Length; i++)
            {
                if (IsWritten(elements[i].Name, elements[i].Type, tuple.Elements[i]))
                    return true;
            }
        }

        return false;
    }

    private static string NameOf(ITupleOperation tuple, int element)
        => tuple.Syntax is TupleExpressionSyntax { Arguments: var arguments } && arguments[element] is var argument
            ? argument.NameColon?.Name.Identifier.ValueText ?? argument.Expression.TryGetInferredMemberName() ?? ""
            : tuple.Elements[element].ReferencedSymbol()?.Name ?? "";

    /// <summary>A label in front of a value: <c>$"dice {x:F3}"</c>.</summary>
    private bool IsInterpolated(IInterpolatedStringOperation text)
    {
        for (var i = 1; i < text.Parts.Length; i++)
        {
            if (text.Parts[i] is IInterpolationOperation { Expression: var value } && text.Parts[i - 1] is IInterpolatedStringTextOperation { Text: var before }
                && before.ConstantValue is { HasValue: true, Value: string label } && IsLabel(Last(label))
                && _source.IsScoreValue(value.Unwrap().Type) && _source.IsComputed(value))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A label in a call that logs a value: <c>writer.add_scalar("val/dice", x, step)</c>, <c>WriteLine("dice {0}", x)</c>, <c>Add("dice", x)</c>.</summary>
    private bool IsLabelled(IInvocationOperation call)
    {
        if (call.Arguments.Length < 2)
            return false;
        string? label = null;
        var hasValue = false;
        foreach (var argument in call.Arguments)
        {
            if (argument.Value.Unwrap().ConstantValue is { HasValue: true, Value: string text })
                label ??= text;
            else if (argument.Value.DescendantsAndSelf().Any(o => _source.IsScoreValue(o.Type) && o.Number() is null))
                hasValue = true;
        }

        if (label is null || !hasValue)
            return false;
        return label.IndexOf('{') < 0
            ? IsLabel(label)
            : Enumerable.Reverse(label.Split('{')).Skip(1).Any(static part => IsLabel(Last(part)));
    }

    private static bool IsLabel(string text) => Vocabulary.IsOverlapScore(text) && !Vocabulary.IsLossLike(text);

    /// <summary>The last words before a value: what it is called.</summary>
    private static string Last(string text)
    {
        var words = Words.Of(text);
        if (words.Length == 0)
            return "";

        // "no Dice, accuracy {x}" labels an accuracy.
        var isAccuracy = Vocabulary.IsAccuracy(words[words.Length - 1]) && !(words.Length > 1 && words[words.Length - 2] is "balanced" or "class");
        return isAccuracy ? "" : string.Join(" ", words.Skip(Math.Max(0, words.Length - 3)));
    }

    /// <summary><c>1 - DiceLoss(z, t)</c> is the Dice score.</summary>
    private bool IsComplementOfLoss(IBinaryOperation complement)
    {
        if (complement.LeftOperand.Number() != 1 || LossFlow.EndsInBackward(complement, types, code))
            return false;
        return IsOverlapLoss(complement.RightOperand, 0);
    }

    private static bool IsOverlapLoss(IOperation value, int depth)
    {
        foreach (var operation in value.DescendantsAndSelf())
        {
            // A running sum of the loss is the loss.
            if (operation is ILocalReferenceOperation local && depth < MostSteps && Vocabulary.IsLossLike(local.Local.Name)
                && SymbolUses.Of(local).Writes(local.Local).Any(w => IsOverlapLoss(w, depth + 1)))
            {
                return true;
            }

            var isOverlap = operation switch
            {
                IInvocationOperation call => Vocabulary.IsOverlapScore(call.TargetMethod.Name)
                    || Vocabulary.IsOverlapScore(call.Instance?.ReferencedSymbol()?.Name ?? "") || Vocabulary.IsOverlapScore(call.Instance?.Type?.Name ?? ""),
                _ => operation.ReferencedSymbol() is { } symbol && Vocabulary.IsOverlapScore(symbol.Name) && Vocabulary.IsLossLike(symbol.Name),
            };
            if (isOverlap)
                return true;
        }

        return false;
    }

    private bool IsRatio(IOperation ratio, IOperation? numerator, IOperation? denominator)
        => numerator is not null && denominator is not null && OverlapFormula.Is(numerator, denominator, types, code)
            && !LossFlow.EndsInBackward(ratio, types, code);

    /// <summary>Names that hold settings or thresholds, and overlaps of boxes.</summary>
    private static bool IsDecoy(string name) => IsBoxLike(name) || Words.Any(name, static w
        => w is "threshold" or "thresh" or "thr" or "weight" or "weights" or "lambda" or "min" or "minimum" or "coefficientweight" or "nms" or "seed" or "roll" or "rolls" or "path" or "file" or "token" or "tokens");
}
