using System.Composition;
using System.Text.RegularExpressions;
using MaskSharp.Generators.Analyzers.Operations;
using MaskSharp.Generators.Analyzers.PixelAccuracy;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace MaskSharp.CodeFixes;

/// <summary>
/// Offers <c>[SegmentationLoss]</c> on a hand-written BCE + Dice: the network's class of the document, else the function's own, gets the
/// attribute, and the function calls what is generated.
/// </summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(AnnotateLossRefactoringProvider))]
[Shared]
public sealed class AnnotateLossRefactoringProvider : CodeRefactoringProvider
{
    /// <inheritdoc/>
    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        var cancellation = context.CancellationToken;
        if (await context.Document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root
            || root.FindNode(context.Span).FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method || !(method.Identifier.Span.IntersectsWith(context.Span) || method.Span == context.Span)
            || await context.Document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model
            || TorchProject.Of(model.Compilation) is not { } project || model.GetDeclaredSymbol(method, cancellation) is not { } symbol
            || ClassicLoss.Read(symbol, project) is not { } loss)
        {
            return;
        }

        var networks = root.DescendantNodes().OfType<ClassDeclarationSyntax>()
            .Where(c => model.GetDeclaredSymbol(c, cancellation) is { IsAbstract: false } type && project.Types.IsModule(type) && !LossFlow.IsLossClass(type, project.Types)
                && !c.Modifiers.Any(SyntaxKind.FileKeyword) && c.Members.OfType<MethodDeclarationSyntax>().Any(static m => m.Identifier.ValueText == "forward" && m.ParameterList.Parameters.Count == 1)
                && !root.DescendantNodes().OfType<ObjectCreationExpressionSyntax>().Any(o => c != o.FirstAncestorOrSelf<ClassDeclarationSyntax>() && o.Type.ToString() == c.Identifier.ValueText && IsInModule(o, model, project)))
            .ToList();
        var owner = networks is [var only] ? only : method.FirstAncestorOrSelf<ClassDeclarationSyntax>();
        if (owner is null || model.GetDeclaredSymbol(owner, cancellation) is not { } annotated)
            return;
        var stem = annotated.GetMembers().Any(static m => m.Name is "Loss" or "LossWithTerms" or "LossModule") ? "FusedLoss" : "Loss";
        context.RegisterRefactoring(CodeAction.Create(
            $"Generate this loss on '{annotated.Name}'",
            _ => Task.FromResult(context.Document.WithSyntaxRoot(Change(root, method, owner, annotated, stem, loss))),
            "MaskSharp.AnnotateLoss"));
    }

    /// <summary>A block that a network is built of is not the network.</summary>
    private static bool IsInModule(SyntaxNode node, SemanticModel model, TorchProject project)
        => node.FirstAncestorOrSelf<ClassDeclarationSyntax>() is { } around && model.GetDeclaredSymbol(around) is { } type && project.Types.IsModule(type);

    private static SyntaxNode Change(SyntaxNode root, MethodDeclarationSyntax method, ClassDeclarationSyntax owner, INamedTypeSymbol annotated, string stem, ClassicLoss loss)
    {
        var arguments = loss.Arguments().ToList();
        if (stem != "Loss")
            arguments.Insert(0, $"Name = \"{stem}\"");
        var attribute = (CompilationUnitSyntax)SyntaxFactory.ParseCompilationUnit($"[global::MaskSharp.SegmentationLoss{(arguments.Count == 0 ? "" : $"({string.Join(", ", arguments)})")}] class C;");
        var list = ((ClassDeclarationSyntax)attribute.Members[0]).AttributeLists[0];
        list = list.ReplaceNodes(list.DescendantNodes().OfType<NameSyntax>(), static (_, n) => n.WithAdditionalAnnotations(Microsoft.CodeAnalysis.Simplification.Simplifier.Annotation));

        var type = annotated.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        var call = Code.Expression($"{type}.{stem}({loss.Prediction.Name}, {loss.Target.Name})");
        var body = method.WithBody(null).WithExpressionBody(SyntaxFactory.ArrowExpressionClause(call)).WithSemicolonToken(SyntaxFactory.Token(SyntaxKind.SemicolonToken))
            .WithParameterList(Without(method.ParameterList, loss.Settled)).WithTrailingTrivia(method.GetTrailingTrivia()).WithAdditionalAnnotations(Formatter.Annotation);
        foreach (var setting in loss.Settled)
            body = body.WithLeadingTrivia(SyntaxFactory.ParseLeadingTrivia(Regex.Replace(body.GetLeadingTrivia().ToFullString(), Documentation(setting.Name), "", RegexOptions.Singleline)));
        var outer = owner.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().ToList();
        var tracked = root.TrackNodes(outer.Cast<SyntaxNode>().Append(method).Distinct());
        tracked = tracked.ReplaceNode(tracked.GetCurrentNode(method)!, body);
        foreach (var declaration in outer)
        {
            var current = tracked.GetCurrentNode(declaration)!;
            var changed = current.Modifiers.Any(SyntaxKind.PartialKeyword) ? current : Partial(current);
            if (declaration == owner)
                changed = Annotated(changed, list);
            tracked = tracked.ReplaceNode(current, changed);
        }

        return tracked;
    }

    /// <summary>A setting that the attribute has taken over would be ignored without a word.</summary>
    private static ParameterListSyntax Without(ParameterListSyntax parameters, IReadOnlyCollection<IParameterSymbol> settled)
        => settled.Count == 0 ? parameters
            : parameters.RemoveNodes(parameters.Parameters.Where(p => settled.Any(s => s.Name == p.Identifier.ValueText)), SyntaxRemoveOptions.KeepNoTrivia)!;

    /// <summary>The lines that document a parameter.</summary>
    private static string Documentation(string parameter) => $@"///[ \t]*<param name=""{parameter}"">.*?</param>[ \t]*\r?\n[ \t]*";

    private static TypeDeclarationSyntax Partial(TypeDeclarationSyntax type)
    {
        var partial = SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        if (type.Modifiers.Count > 0)
            return (TypeDeclarationSyntax)type.WithModifiers(type.Modifiers.Add(partial));
        var keyword = type.Keyword;
        return type.WithKeyword(keyword.WithLeadingTrivia()).WithModifiers(SyntaxFactory.TokenList(partial.WithLeadingTrivia(keyword.LeadingTrivia)));
    }

    private static TypeDeclarationSyntax Annotated(TypeDeclarationSyntax type, AttributeListSyntax list)
    {
        var leading = type.GetLeadingTrivia();
        return (TypeDeclarationSyntax)type.WithLeadingTrivia()
            .WithAttributeLists(type.WithLeadingTrivia().AttributeLists.Insert(0, list.WithLeadingTrivia(leading).WithTrailingTrivia(SyntaxFactory.ElasticCarriageReturnLineFeed)))
            .WithAdditionalAnnotations(Formatter.Annotation);
    }
}
