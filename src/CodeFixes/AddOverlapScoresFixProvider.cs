using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace MaskSharp.CodeFixes;

/// <summary>
/// Fixes MASK1001 by adding Dice and IoU beside the accuracy: through the generated metrics where the network's or the
/// evaluator's class has them, else from the two compared masks.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddOverlapScoresFixProvider))]
[Shared]
public sealed class AddOverlapScoresFixProvider : CodeFixProvider
{
    /// <summary>The key of the action, the same for every place: Fix All adds the scores everywhere.</summary>
    public const string EquivalenceKey = "MaskSharp.AddOverlapScores";

    private const string Title = "Add Dice and IoU beside the accuracy";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("MASK1001");

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => AddOverlapScoresFixAllProvider.Instance;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root
            || await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model)
        {
            return;
        }

        foreach (var diagnostic in context.Diagnostics)
        {
            // Not every comparison can be fixed: elements in a loop, an expression in a lambda or an initializer.
            if (ComparedMasks.Find(root, diagnostic) is not { } masks || OverlapInsertion.Create(masks, model, context.CancellationToken) is not { } insertion)
                continue;
            context.RegisterCodeFix(
                CodeAction.Create(
                    Title,
                    _ => Task.FromResult(context.Document.WithSyntaxRoot(insertion.Apply(root))),
                    EquivalenceKey),
                diagnostic);
        }
    }
}
