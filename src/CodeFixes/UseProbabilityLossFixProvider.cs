using System.Composition;
using MaskSharp.Generators.Analyzers.Operations;
using MaskSharp.Generators.Analyzers.Tensors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.CodeFixes;

/// <summary>Fixes MASK1002 the other way round: the probabilities stay, and the loss becomes the one that takes them.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseProbabilityLossFixProvider))]
[Shared]
public sealed class UseProbabilityLossFixProvider() : RuleFixProvider("MASK1002", "Use the loss of probabilities")
{
    private protected override SyntaxNode? Apply(FixSite site)
    {
        if (site.Call is not { } call || !TensorSources.IsAlways(site.Project.Losses.Read(call)?.Prediction ?? call, static s => s == TensorSource.Sigmoid, site.Project))
            return null;
        if (call.TargetMethod.Name == "binary_cross_entropy_with_logits")
            return OfFunction(site, call);
        return call.Instance?.Unwrap() switch
        {
            IInvocationOperation creation => Renamed(site.Root, [creation.Syntax], creation),
            ILocalReferenceOperation { Local: var local } => OfVariable(site, local, SymbolUses.Of(call).Reads(local)),
            IFieldReferenceOperation { Field: var field } => OfVariable(site, field, site.Project.Code.MentionsOf(field.OriginalDefinition).Select(static m => m.Operation)),
            _ => null,
        };
    }

    private static SyntaxNode? OfFunction(FixSite site, IInvocationOperation call)
    {
        // A weight of the positives has no counterpart.
        var hasPositives = call.Arguments.Any(static a => a.Parameter?.Name is "pos_weights" or "pos_weight" && a.ArgumentKind != ArgumentKind.DefaultValue);
        var name = (call.Syntax as InvocationExpressionSyntax)?.Expression.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().LastOrDefault();
        return hasPositives || name is null ? null : site.Root.ReplaceNode(name, SyntaxFactory.IdentifierName("binary_cross_entropy").WithTriviaFrom(name));
    }

    private static SyntaxNode? OfVariable(FixSite site, ISymbol variable, IEnumerable<IOperation> uses)
    {
        if (!uses.All(use => IsHandedProbabilities(use, site)) || variable.DeclaringSyntaxReferences is not [var reference] || reference.SyntaxTree != site.Root.SyntaxTree
            || reference.GetSyntax(site.Cancellation) is not VariableDeclaratorSyntax { Initializer.Value: { } value, Parent: VariableDeclarationSyntax { Variables.Count: 1 } declaration }
            || site.Model.GetOperation(value, site.Cancellation)?.Unwrap() is not IInvocationOperation creation)
        {
            return null;
        }

        return Renamed(site.Root, [declaration.Type, value], creation);
    }

    /// <summary>Where the same loss is handed logits, or goes somewhere else, it has to stay what it is.</summary>
    private static bool IsHandedProbabilities(IOperation use, FixSite site)
        => use.Wrapped().Parent is IInvocationOperation { Instance: { } instance } call && instance.Unwrap() == use.Unwrap()
            && site.Project.Losses.Read(call) is { } loss && TensorSources.IsAlways(loss.Prediction, static s => s == TensorSource.Sigmoid, site.Project);

    private static SyntaxNode? Renamed(SyntaxNode root, IEnumerable<SyntaxNode> places, IInvocationOperation creation)
    {
        if (creation.TargetMethod.Name != "BCEWithLogitsLoss" || creation.Arguments.Any(static a => a.Parameter?.Name == "pos_weights" && a.ArgumentKind != ArgumentKind.DefaultValue))
            return null;
        var names = places.SelectMany(static p => p.DescendantNodesAndSelf()).OfType<IdentifierNameSyntax>().Where(static n => n.Identifier.ValueText == "BCEWithLogitsLoss").ToList();
        return names.Count == 0 ? null : root.ReplaceNodes(names, static (old, _) => SyntaxFactory.IdentifierName("BCELoss").WithTriviaFrom(old));
    }
}
