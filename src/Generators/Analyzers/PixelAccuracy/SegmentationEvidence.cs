using System.Collections.Concurrent;
using MaskSharp.Generators.Analyzers.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.PixelAccuracy;

/// <summary>
/// Decides whether a comparison judges a segmentation: one side a prediction, the other a ground truth, and both maps of
/// pixels. Order of trust: attributes, the network's structure, how the masks are made, words about pixels, names.
/// </summary>
internal sealed class SegmentationEvidence(TorchTypes types, CodeMap code)
{
    private readonly ConcurrentDictionary<ISymbol, IReadOnlyList<ModelCall>> _modelsNear = new(SymbolEqualityComparer.Default);
    private readonly ModelStructure _structure = new(types, code);
    private readonly PlaneEvidence _planes = new(types, code);

    /// <returns>The prediction's side, or null where no segmentation is judged.</returns>
    public IOperation? PredictionOf(Agreement agreement, Origin left, Origin right, AveragingFlow flow, IReadOnlyList<ISymbol> callers, bool isAnnotated)
    {
        Origin prediction, target;
        if (agreement.Kind == AgreementKind.FormulaOfCounts)
            prediction = target = left.With(right);
        else if (!FindSides(left, right, out prediction, out target, isAnnotated || agreement.Kind == AgreementKind.Formula))
            return null;
        if (agreement.Kind == AgreementKind.Difference && !prediction.IsHard)
            return null;

        // The counts of a formula are sums by nature, and say nothing of what was counted.
        if (agreement.Kind != AgreementKind.FormulaOfCounts && (prediction.IsImageLevel || target.IsImageLevel))
            return null;
        if (prediction.Models.Any(m => IsCritic(m, target)))
            return null;

        var isMask = target.HasName(Vocabulary.IsMaskLike) || prediction.HasName(Vocabulary.IsMaskLike) || (prediction.IsMaskObject && target.IsMaskObject);
        if (agreement.Kind == AgreementKind.Nearness && !prediction.IsHard && !isMask && !isAnnotated)
            return null;
        if (!isMask && !isAnnotated && target.IsFilled && !target.IsFromOutside)
            return null;
        if (!isMask && !isAnnotated && (flow.AreWholesCounted || IsOfOtherDomain(target) || IsOfOtherDomain(prediction)))
            return null;
        if (AreOtherMasks(prediction, target, callers[0]))
            return null;
        var isSegmentation = prediction.IsUpsampled || (ByModels(prediction.Models, isMask) ?? (isAnnotated || isMask
            || prediction.HasName(Vocabulary.IsSegmentationModelName)
            || (prediction.Models.Count == 0 && ByModels(_modelsNear.GetOrAdd(callers[0], _ => ModelsNear(callers)), isMask) == true)
            || SpeaksOfPixels(callers[0], agreement) || _planes.Has(agreement, prediction, target, flow, callers) || flow.Reductions.Any(TellsPixels)));
        if (!isSegmentation)
            return null;
        return prediction == right ? agreement.Right : agreement.Left;
    }

    /// <summary>A network whose <c>disc</c> is segmented says so, or is compared with a mask of it; a critic is compared with real and made.</summary>
    private bool IsCritic(ModelCall model, Origin target)
    {
        var type = model.Receiver.Type?.Name ?? "";
        return Vocabulary.IsCritic(model.Name) || Vocabulary.IsCritic(type)
            || ((Vocabulary.IsShortForCritic(model.Name) || Vocabulary.IsShortForCritic(type)) && !IsSegmentationModel(model) && (target.IsFilled || !target.HasName(Vocabulary.IsMaskLike)));
    }

    private static bool IsOfOtherDomain(Origin side)
        => side.HasName(Vocabulary.IsOtherDomain) || (!side.FromModel && side.HasName(Vocabulary.IsVote)) || side.Models.Any(static m => Vocabulary.IsGame(m.Receiver.Type?.Name ?? ""));

    /// <summary>
    /// Masks that choose weights, connections or positions: by what they are made of, or where nothing else makes one side a prediction by what
    /// the code around is about.
    /// </summary>
    private static bool AreOtherMasks(Origin prediction, Origin target, ISymbol member)
    {
        if ((prediction.IsOfWeights && !prediction.FromModel) || target.IsOfWeights || prediction.IsTriangular || target.IsTriangular)
            return true;
        if (prediction.IsEncoded || target.IsEncoded || (!prediction.FromModel && (target.HasName(Vocabulary.IsOfBits) || prediction.HasName(Vocabulary.IsOfBits))))
            return true;
        if (prediction.FromModel || prediction.IsActivated || prediction.HasName(Vocabulary.IsPredicted))
            return false;
        var isOther = false;
        for (var symbol = member; symbol is not (null or INamespaceSymbol); symbol = symbol.ContainingSymbol)
        {
            if (Vocabulary.IsSegmentationModelName(symbol.Name) || Vocabulary.IsPixelWord(symbol.Name))
                return false;
            isOther |= Vocabulary.IsOtherMaskContext(symbol.Name);
        }

        return isOther;
    }

    /// <summary>What the networks say: yes, no, or nothing.</summary>
    private bool? ByModels(IReadOnlyCollection<ModelCall> models, bool isMask)
    {
        var shape = ModelShape.None;
        foreach (var model in models)
            shape |= _structure.Of(model);

        var isDense = ModelStructure.IsDense(shape);
        var hasHead = (shape & (ModelShape.Head | ModelShape.Sequence)) != 0;
        if (hasHead && !isDense)
            return false;

        // Two heads in one network: only the compared side can tell which.
        if (hasHead)
            return isMask || models.Any(IsSegmentationModel);
        return isDense || models.Any(IsSegmentationModel) ? true : null;
    }

    /// <summary>The networks that the member and its callers handle: a metric in a lambda or helper is about their output.</summary>
    private List<ModelCall> ModelsNear(IReadOnlyList<ISymbol> callers)
    {
        var models = new List<ModelCall>();
        foreach (var body in callers.SelectMany(code.BodiesOf))
        {
            foreach (var operation in BodyOperations.Of(body).All)
            {
                if (operation.ReferencedSymbol() is { } symbol && operation is not IVariableDeclaratorOperation && types.IsModule(operation.Type)
                    && !LossFlow.IsLossClass(operation.Type!, types) && !Vocabulary.IsLossLike(symbol.Name))
                {
                    models.Add(new ModelCall(operation.Unwrap(), symbol.Name));
                }
            }
        }

        return models;
    }

    /// <summary>By its name, its type's, or that of the parameter that a field is set from.</summary>
    private bool IsSegmentationModel(ModelCall model)
        => Vocabulary.IsSegmentationModelName(model.Name) || (model.Receiver.Type is { } type && Vocabulary.IsSegmentationModelName(type.Name))
            || (model.Receiver is IFieldReferenceOperation { Field: { DeclaringSyntaxReferences.Length: > 0 } field }
                && code.WritesOf(field.OriginalDefinition).Any(static w => w.Unwrap() is IParameterReferenceOperation { Parameter.Name: var name } && Vocabulary.IsSegmentationModelName(name)));

    private static bool FindSides(Origin left, Origin right, out Origin prediction, out Origin target, bool isSure)
    {
        prediction = left;
        target = right;

        // Two predictions, of two models or of two steps, agree or not: no ground truth is involved.
        if ((left.FromModel && right.FromModel) || left.HasName(Vocabulary.IsEarlierPrediction) || right.HasName(Vocabulary.IsEarlierPrediction))
            return false;
        if (left.FromModel || right.FromModel)
        {
            if (right.FromModel)
                (prediction, target) = (right, left);
            return target.HasName(Vocabulary.IsTargetLike) || !target.HasName(Vocabulary.IsPredicted);
        }

        var leftScore = PredictionScore(left);
        var rightScore = PredictionScore(right);
        if (rightScore > leftScore)
            (prediction, target, leftScore, rightScore) = (right, left, rightScore, leftScore);
        if (leftScore <= 0)
        {
            // A mask beside a reference is the one that is judged.
            if (left.HasName(Vocabulary.IsReference) != right.HasName(Vocabulary.IsReference))
            {
                (prediction, target) = left.HasName(Vocabulary.IsReference) ? (right, left) : (left, right);
                if (prediction.HasName(Vocabulary.IsMaskLike))
                    return true;
            }

            // A segmentation beside a mask is what was made of the image.
            if (IsSegmentationAlone(left) != IsSegmentationAlone(right))
            {
                (prediction, target) = IsSegmentationAlone(left) ? (left, right) : (right, left);
                if (target.HasName(Vocabulary.IsMaskWord))
                    return true;
            }

            // Two masks of readers, or one made of the other, are no prediction and its ground truth.
            return isSure && leftScore == rightScore && !(left.HasName(Vocabulary.IsMaskLike) && right.HasName(Vocabulary.IsMaskLike));
        }

        return target.HasName(Vocabulary.IsTargetLike) || (isSure && rightScore <= 0);
    }

    private static bool IsSegmentationAlone(Origin side)
        => side.HasName(static n => Words.Any(n, static w => w is "segmentation" or "segmentations" or "seg" or "segs")) && !side.HasName(Vocabulary.IsMaskWord) && !side.HasName(Vocabulary.IsReference);

    /// <summary>How much speaks for a prediction, less what speaks for a ground truth.</summary>
    private static int PredictionScore(Origin origin)
    {
        var score = 0;
        if (origin.IsActivated)
            score += 4;
        if (origin.HasName(Vocabulary.IsPredicted))
            score += 4;
        else if (origin.HasName(Vocabulary.IsPredictionLike))
            score += 2;
        if (origin.IsHard)
            score += 1;
        if (origin.HasName(Vocabulary.IsTargetLike))
            score -= 1;
        return score;
    }

    /// <summary>Words about pixels in the member's own identifiers and texts, or words about them or segmentation in the names around it.</summary>
    private static bool SpeaksOfPixels(ISymbol member, Agreement agreement)
    {
        for (var symbol = member; symbol is not null and not INamespaceSymbol { IsGlobalNamespace: true }; symbol = symbol.ContainingSymbol)
        {
            if (Vocabulary.IsPixelWord(symbol.Name) || Vocabulary.IsSegmentationModelName(symbol.Name))
                return true;
        }

        return SpeaksOfPixels(agreement.Operation.Root().Syntax);
    }

    /// <summary>Where counts that a class collects are divided, what they are told as.</summary>
    private bool TellsPixels(IOperation reduction)
    {
        var value = reduction.Wrapped();
        while (value.Parent is IInvocationOperation or IArgumentOperation)
            value = value.Parent.Wrapped();
        var kept = value switch
        {
            ICompoundAssignmentOperation compound => compound.Target,
            IIncrementOrDecrementOperation counted => counted.Target,
            _ => (value.Parent as IAssignmentOperation)?.Target,
        };
        return kept?.ReferencedSymbol() is IFieldSymbol or IPropertySymbol && kept.ReferencedSymbol() is { DeclaringSyntaxReferences.Length: > 0 } counter
            && code.MentionsOf(counter.OriginalDefinition).Any(static m => IsDivided(m.Operation) && SpeaksOfPixels(Around(m.Operation.Syntax)));
    }

    private static bool IsDivided(IOperation count)
        => count.Wrapped() is var value && value.Parent is IBinaryOperation { OperatorKind: BinaryOperatorKind.Divide } ratio && ratio.LeftOperand == value;

    /// <summary>The statement, or the member that is but an expression.</summary>
    private static SyntaxNode Around(SyntaxNode node)
    {
        while (node is not (StatementSyntax or MemberDeclarationSyntax) && node.Parent is { } parent)
            node = parent;
        return node;
    }

    private static bool SpeaksOfPixels(SyntaxNode part)
    {
        foreach (var token in part.DescendantTokens())
        {
            var isText = token.IsKind(SyntaxKind.IdentifierToken) || token.IsKind(SyntaxKind.StringLiteralToken)
                || token.IsKind(SyntaxKind.InterpolatedStringTextToken);
            if (isText && Vocabulary.IsPixelWord(token.ValueText) && token.Parent is not AttributeSyntax)
                return true;
        }

        return false;
    }
}
