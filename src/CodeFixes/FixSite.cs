using MaskSharp.Generators.Analyzers.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.CodeFixes;

/// <summary>A reported expression in the document as it is now.</summary>
/// <param name="Root">The document.</param>
/// <param name="Node">The reported expression, or the statement of a reported keyword.</param>
/// <param name="Model">Its meaning.</param>
/// <param name="Project">What the rules know of the project.</param>
/// <param name="Cancellation">Ends the work.</param>
internal sealed record FixSite(SyntaxNode Root, SyntaxNode Node, SemanticModel Model, TorchProject Project, CancellationToken Cancellation)
{
    public IOperation? Operation => Model.GetOperation(Node, Cancellation);

    public IInvocationOperation? Call => Operation as IInvocationOperation;

    /// <summary>Finds the node that a report stands on: a report on a part of an expression ends where the expression ends.</summary>
    public static SyntaxNode? NodeAt(SyntaxNode root, Diagnostic diagnostic)
    {
        var span = diagnostic.Location.SourceSpan;
        if (!root.FullSpan.Contains(span))
            return null;
        var node = root.FindNode(span, getInnermostNodeForTie: true);
        while (node is ArgumentSyntax or ParenthesizedExpressionSyntax)
            node = node is ArgumentSyntax argument ? argument.Expression : ((ParenthesizedExpressionSyntax)node).Expression;
        while (node.Span.End == span.End && node is SimpleNameSyntax or ArgumentListSyntax && node.Parent is { } parent && parent.Span.End == span.End && parent is ExpressionSyntax)
            node = parent;
        return node;
    }

    /// <summary>The expression of an operation in this document, without parentheses, or null.</summary>
    public ExpressionSyntax? Expression(IOperation? operation)
    {
        var syntax = operation?.Syntax;
        if (syntax is ArgumentSyntax argument)
            syntax = argument.Expression;
        while (syntax is ParenthesizedExpressionSyntax parenthesized)
            syntax = parenthesized.Expression;
        return syntax?.SyntaxTree == Root.SyntaxTree ? syntax as ExpressionSyntax : null;
    }

    /// <summary>The statement in a block or a top-level statement around a node, where another can be put before it.</summary>
    public static StatementSyntax? StatementOf(SyntaxNode node)
    {
        foreach (var ancestor in node.AncestorsAndSelf())
        {
            if (ancestor is AnonymousFunctionExpressionSyntax or ArrowExpressionClauseSyntax)
                return null;
            if (ancestor is StatementSyntax statement)
                return statement.Parent is BlockSyntax or GlobalStatementSyntax ? statement : null;
        }

        return null;
    }

    /// <summary>A name that is not used in the document.</summary>
    public string Unused(string name)
    {
        var taken = new HashSet<string>(Root.DescendantTokens().Where(static t => t.IsKind(SyntaxKind.IdentifierToken)).Select(static t => t.ValueText), StringComparer.Ordinal);
        var candidate = name;
        for (var i = 2; taken.Contains(candidate); i++)
            candidate = name + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return candidate;
    }
}
