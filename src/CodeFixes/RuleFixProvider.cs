using System.Collections.Immutable;
using MaskSharp.Generators.Analyzers.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MaskSharp.CodeFixes;

/// <summary>
/// The fix of one rule as a change of the document. It is offered only where it changes something, and Fix All applies it to one
/// place after the other, because two places of a method may need two names.
/// </summary>
public abstract class RuleFixProvider : CodeFixProvider
{
    private readonly string _title;

    private protected RuleFixProvider(string id, string title)
    {
        FixableDiagnosticIds = ImmutableArray.Create(id);
        _title = title;
    }

    /// <summary>The key of the action, the same for every place.</summary>
    public string EquivalenceKey => "MaskSharp." + GetType().Name;

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => SequentialFixAllProvider.Instance;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await ChangedAsync(context.Document, root => FixSite.NodeAt(root, diagnostic), context.CancellationToken).ConfigureAwait(false) is not { } changed)
                continue;
            context.RegisterCodeFix(CodeAction.Create(_title, _ => Task.FromResult(changed), EquivalenceKey), diagnostic);
        }
    }

    /// <summary>The document with one place fixed, or null where nothing can be done.</summary>
    internal async Task<Document?> ChangedAsync(Document document, Func<SyntaxNode, SyntaxNode?> find, CancellationToken cancellation)
    {
        if (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root
            || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model
            || find(root) is not { } node || TorchProject.Of(model.Compilation) is not { } project)
        {
            return null;
        }

        var changed = Apply(new FixSite(root, node, model, project, cancellation));
        return changed is null || changed.IsEquivalentTo(root) ? null : document.WithSyntaxRoot(changed);
    }

    /// <summary>The changed document, or null where nothing can be done.</summary>
    private protected abstract SyntaxNode? Apply(FixSite site);
}
