using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MaskSharp.CodeFixes;

/// <summary>Fixes all places of a document one after the other.</summary>
internal sealed class SequentialFixAllProvider : DocumentBasedFixAllProvider
{
    public static readonly SequentialFixAllProvider Instance = new();

    private SequentialFixAllProvider()
    {
    }

    protected override async Task<Document?> FixAllAsync(FixAllContext fixAllContext, Document document, ImmutableArray<Diagnostic> diagnostics)
    {
        var cancellation = fixAllContext.CancellationToken;
        if (fixAllContext.CodeFixProvider is not RuleFixProvider provider || await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root)
            return document;
        var marks = new List<SyntaxAnnotation>();
        var nodes = new Dictionary<SyntaxNode, SyntaxAnnotation>();
        foreach (var diagnostic in diagnostics.OrderBy(static d => d.Location.SourceSpan.Start))
        {
            if (FixSite.NodeAt(root, diagnostic) is not { } node || nodes.ContainsKey(node))
                continue;
            nodes[node] = new SyntaxAnnotation();
            marks.Add(nodes[node]);
        }

        var current = document.WithSyntaxRoot(root.ReplaceNodes(nodes.Keys, (original, rewritten) => rewritten.WithAdditionalAnnotations(nodes[original])));
        foreach (var mark in marks)
            current = await provider.ChangedAsync(current, r => r.GetAnnotatedNodes(mark).FirstOrDefault(), cancellation).ConfigureAwait(false) ?? current;
        return current;
    }
}
