using MaskSharp.Generators.Analyzers.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MaskSharp.Generators.Analyzers.PixelAccuracy;

/// <summary>
/// Decides whether a comparison judges a segmentation: one side a prediction, the other a ground truth, and both maps of
/// pixels. Order of trust: attributes, the network's structure, how the masks are made, words about pixels, names.
/// </summary>
internal sealed class SegmentationEvidence(TorchTypes types, CodeMap code)
{
    public bool Judges(Agreement agreement, Origin left, Origin right, ISymbol member, bool isAnnotated)
    {
        if (!FindSides(left, right, out var prediction, out var target, isAnnotated || agreement.Kind == AgreementKind.Formula))
            return false;
        if (agreement.Kind == AgreementKind.Difference && !prediction.IsHard)
            return false;
        if (prediction.IsImageLevel || target.IsImageLevel)
            return false;

        var structure = new ModelStructure(types, code);
        var shape = ModelShape.None;
        foreach (var model in prediction.Models)
            shape |= structure.Of(model);

        var isDense = ModelStructure.IsDense(shape);
        var hasHead = (shape & (ModelShape.Head | ModelShape.Sequence)) != 0;
        if (hasHead && !isDense)
            return false;

        var isMask = target.HasName(Vocabulary.IsMaskLike) || prediction.HasName(Vocabulary.IsMaskLike);

        // Two heads in one network: only the compared side can tell which.
        if (hasHead && isDense && prediction.Models.Count > 0)
            return isMask || prediction.Models.Any(static m => IsSegmentationModel(m));
        if (isAnnotated || isDense || isMask)
            return true;
        return prediction.Models.Any(static m => IsSegmentationModel(m)) || prediction.HasName(Vocabulary.IsSegmentationModelName)
            || SpeaksOfPixels(member, agreement);
    }

    private static bool IsSegmentationModel(ModelCall model)
        => Vocabulary.IsSegmentationModelName(model.Name) || (model.Receiver.Type is { } type && Vocabulary.IsSegmentationModelName(type.Name));

    private static bool FindSides(Origin left, Origin right, out Origin prediction, out Origin target, bool isSure)
    {
        prediction = left;
        target = right;

        // Two predictions, of two models or of two steps, agree or not: no ground truth is involved.
        if (left.FromModel && right.FromModel)
            return false;
        if (left.FromModel || right.FromModel)
        {
            if (right.FromModel)
                (prediction, target) = (right, left);
            return target.HasName(Vocabulary.IsTargetLike) || !target.HasName(IsPredicted);
        }

        var leftScore = PredictionScore(left);
        var rightScore = PredictionScore(right);
        if (rightScore > leftScore)
            (prediction, target, leftScore, rightScore) = (right, left, rightScore, leftScore);
        if (leftScore <= 0)
            return isSure && leftScore == rightScore;
        return target.HasName(Vocabulary.IsTargetLike) || (isSure && rightScore <= 0);
    }

    private static bool IsPredicted(string name) => Words.Any(name, static w => w.StartsWith("pred", StringComparison.Ordinal));

    /// <summary>How much speaks for a prediction, less what speaks for a ground truth.</summary>
    private static int PredictionScore(Origin origin)
    {
        var score = 0;
        if (origin.IsActivated)
            score += 4;
        if (origin.HasName(IsPredicted))
            score += 4;
        else if (origin.HasName(Vocabulary.IsPredictionLike))
            score += 2;
        if (origin.IsHard)
            score += 1;
        if (origin.HasName(Vocabulary.IsTargetLike))
            score -= 1;
        return score;
    }

    /// <summary>Words about pixels in the member's own identifiers and texts, or in the names around it.</summary>
    private static bool SpeaksOfPixels(ISymbol member, Agreement agreement)
    {
        for (var symbol = member; symbol is not null and not INamespaceSymbol; symbol = symbol.ContainingSymbol)
        {
            if (Vocabulary.IsPixelWord(symbol.Name))
                return true;
        }

        foreach (var token in agreement.Operation.Root().Syntax.DescendantTokens())
        {
            var isText = token.IsKind(SyntaxKind.IdentifierToken) || token.IsKind(SyntaxKind.StringLiteralToken)
                || token.IsKind(SyntaxKind.InterpolatedStringTextToken);
            if (isText && Vocabulary.IsPixelWord(token.ValueText) && token.Parent is not AttributeSyntax)
                return true;
        }

        return false;
    }
}
