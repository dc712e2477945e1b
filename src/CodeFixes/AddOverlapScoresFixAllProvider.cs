using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MaskSharp.CodeFixes;

/// <summary>
/// Fixes all places of a document one after the other: two in one method need two names, which merging independent edits
/// would not give them.
/// </summary>
internal sealed class AddOverlapScoresFixAllProvider : DocumentBasedFixAllProvider
{
    public static readonly AddOverlapScoresFixAllProvider Instance = new();

    private AddOverlapScoresFixAllProvider()
    {
    }

    protected override async Task<Document?> FixAllAsync(FixAllContext fixAllContext, Document document, ImmutableArray<Diagnostic> diagnostics)
    {
        var cancellation = fixAllContext.CancellationToken;
        if (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root)
            return document;
        var places = diagnostics.OrderBy(d => d.Location.SourceSpan.Start)
            .Select(d => ComparedMasks.Find(root, d))
            .Where(m => m is not null)
            .Select(m => m!)
            .ToList();
        var tracked = document.WithSyntaxRoot(root.TrackNodes(places.SelectMany(p => new SyntaxNode[] { p.Prediction, p.Target }).Distinct()));
        foreach (var place in places)
        {
            if (await tracked.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } current
                || await tracked.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model
                || current.GetCurrentNode(place.Prediction) is not { } prediction || current.GetCurrentNode(place.Target) is not { } target)
            {
                continue;
            }

            if (OverlapInsertion.Create(new ComparedMasks(prediction, target), model, cancellation) is { } insertion)
                tracked = tracked.WithSyntaxRoot(insertion.Apply(current));
        }

        return tracked;
    }
}
