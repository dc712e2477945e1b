using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace MaskSharp.CodeFixes;

/// <summary>Where and how Dice and IoU are added: the statements, and the place they go.</summary>
internal sealed class OverlapInsertion
{
    private readonly ComparedMasks _masks;
    private readonly SyntaxNode _place;
    private readonly StatementSyntax? _loop;
    private readonly GeneratedMetrics? _metrics;
    private readonly HashSet<string> _taken;
    private readonly bool _returnsVoid;

    private OverlapInsertion(
        ComparedMasks masks, SyntaxNode place, StatementSyntax? loop, GeneratedMetrics? metrics, HashSet<string> taken, bool returnsVoid)
    {
        _masks = masks;
        _place = place;
        _loop = loop;
        _metrics = metrics;
        _taken = taken;
        _returnsVoid = returnsVoid;
    }

    /// <summary>Null where no compiling code can be added.</summary>
    public static OverlapInsertion? Create(ComparedMasks masks, SemanticModel model, CancellationToken cancellation)
    {
        if (!IsTensor(masks.Prediction, model, cancellation) || !IsTensor(masks.Target, model, cancellation))
            return null;
        if (PlaceOf(masks.Prediction) is not { } place || PlaceOf(masks.Target) != place || DependsOn(masks, place, model, cancellation))
            return null;
        var loop = place.Ancestors().TakeWhile(n => n is not (MemberDeclarationSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax) || n is GlobalStatementSyntax)
            .OfType<CommonForEachStatementSyntax>().FirstOrDefault();
        var anchor = loop is null ? null : InBlock(loop);
        if (anchor is not null && (model.Compilation.GetTypeByMetadataName("MaskSharp.SegmentationMeter") is null
            || model.AnalyzeControlFlow(anchor) is not { Succeeded: true, EndPointIsReachable: true }))
        {
            anchor = null;
        }

        var returnsVoid = place is ArrowExpressionClauseSyntax { Parent: { } member }
            && model.GetDeclaredSymbol(member, cancellation) is IMethodSymbol { ReturnsVoid: true };
        var names = place.SyntaxTree.GetRoot(cancellation).DescendantTokens().Where(t => t.IsKind(SyntaxKind.IdentifierToken)).Select(t => t.ValueText);
        return new OverlapInsertion(masks, place, anchor, GeneratedMetrics.Find(masks, model, cancellation), [.. names], returnsVoid);
    }

    public SyntaxNode Apply(SyntaxNode root)
    {
        var before = new List<StatementSyntax>();
        var replaced = new Dictionary<SyntaxNode, SyntaxNode>();
        var prediction = Operand(_masks.Prediction, "predicted", before, replaced);
        var target = Operand(_masks.Target, "actual", before, replaced);
        var overlap = Unused("overlap");
        var comment = _metrics is { } m
            ? $"// Dice and IoU show what accuracy hides. Where a class is empty in prediction and target, {m.Empty}."
            : "// Dice and IoU of the foreground (nonzero labels) show what accuracy hides. Where both masks are empty, they are 1 (EmptyMask.One).";
        var counts = _metrics is { } generated
            ? $"{generated.Type}.{generated.Prefix}CountPixels({generated.Output}, {target})"
            : $"global::MaskSharp.PixelCounts.FromMasks({prediction}.ne(0).cpu().data<bool>().ToArray(), {target}.ne(0).cpu().data<bool>().ToArray())";

        var around = (Before: new List<StatementSyntax>(), After: new List<StatementSyntax>());
        if (_loop is null)
        {
            var scores = _metrics is { } g
                ? $"{g.Type}.{g.Prefix}Score({g.Output}, {target})"
                : $"new global::MaskSharp.SegmentationScores({counts})";
            before.Add(Statement($"var {overlap} = {scores};", comment));
            before.Add(Report(overlap));
        }
        else
        {
            var meter = Unused("overlapMeter");
            around.Before.Add(Statement($"var {meter} = {(_metrics is { } g ? $"{g.Type}.{g.Prefix}CreateMeter()" : "new global::MaskSharp.SegmentationMeter(classes: 1)")};", comment));
            before.Add(Statement($"{meter}.Update({counts});"));
            around.After.Add(Statement($"var {overlap} = {meter}.Compute();"));
            around.After.Add(Report(overlap));
        }

        var nodes = replaced.Keys.Append(_place);
        if (_loop is not null)
            nodes = nodes.Append(_loop);
        var tracked = root.TrackNodes(nodes.Distinct());
        tracked = tracked.ReplaceNodes(replaced.Keys.Select(n => tracked.GetCurrentNode(n)!), (old, _) => replaced[replaced.Keys.First(k => tracked.GetCurrentNode(k) == old)].WithTriviaFrom(old));
        tracked = InsertBefore(tracked, tracked.GetCurrentNode(_place)!, before);
        return _loop is null ? tracked : InsertAround(tracked, tracked.GetCurrentNode(_loop)!, around.Before, around.After);
    }

    private static bool IsTensor(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation)
        => model.GetTypeInfo(expression, cancellation).Type is { Name: "Tensor", ContainingType.Name: "torch" };

    /// <summary>The statement that a comparison stands in, or the body of an expression-bodied method; null in a lambda's expression.</summary>
    private static SyntaxNode? PlaceOf(SyntaxNode expression)
    {
        SyntaxNode child = expression;
        for (var node = expression.Parent; node is not null; child = node, node = node.Parent)
        {
            switch (node)
            {
                case LambdaExpressionSyntax or AnonymousMethodExpressionSyntax or QueryExpressionSyntax:
                    return null;
                case ArrowExpressionClauseSyntax:
                    return node.Parent is MethodDeclarationSyntax or LocalFunctionStatementSyntax ? node : null;
                case WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or LocalFunctionStatementSyntax:
                    return null;
                case StatementSyntax statement:
                    return statement;
            }
        }

        return null;
    }

    /// <summary>Whether the masks use variables that only the statement itself declares.</summary>
    private static bool DependsOn(ComparedMasks masks, SyntaxNode place, SemanticModel model, CancellationToken cancellation)
    {
        foreach (var name in masks.Prediction.DescendantNodesAndSelf().Concat(masks.Target.DescendantNodesAndSelf()).OfType<IdentifierNameSyntax>())
        {
            if (model.GetSymbolInfo(name, cancellation).Symbol is ILocalSymbol local
                && local.DeclaringSyntaxReferences.Any(r => place.Span.Contains(r.Span)))
            {
                return true;
            }
        }

        return false;
    }

    private static StatementSyntax? InBlock(StatementSyntax statement)
    {
        for (SyntaxNode? node = statement; node is not null; node = node.Parent)
        {
            if (node is StatementSyntax s && node.Parent is BlockSyntax or GlobalStatementSyntax)
                return s;
        }

        return null;
    }

    /// <summary>A name or member is used as it is; anything else is computed once, into a variable.</summary>
    private string Operand(ExpressionSyntax expression, string name, List<StatementSyntax> before, Dictionary<SyntaxNode, SyntaxNode> replaced)
    {
        if (IsCheap(expression))
            return expression.WithoutTrivia().ToString();
        var variable = Unused(name);
        before.Add(Statement($"var {variable} = {expression.WithoutTrivia().ToFullString()};"));
        replaced[expression] = SyntaxFactory.IdentifierName(variable);
        return variable;
    }

    private static bool IsCheap(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax or ThisExpressionSyntax => true,
        MemberAccessExpressionSyntax access => IsCheap(access.Expression),
        ElementAccessExpressionSyntax element => IsCheap(element.Expression) && element.ArgumentList.Arguments.All(a => a.Expression is LiteralExpressionSyntax),
        _ => false,
    };

    private string Unused(string name)
    {
        var candidate = name;
        for (var i = 2; !_taken.Add(candidate); i++)
            candidate = name + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return candidate;
    }

    private static StatementSyntax Report(string overlap)
        => Statement($"global::System.Console.WriteLine($\"Dice {{{overlap}.Dice.Pooled:F4}}, IoU {{{overlap}.IoU.Pooled:F4}}\");");

    private static StatementSyntax Statement(string text, string? comment = null)
    {
        var statement = SyntaxFactory.ParseStatement(text).WithAdditionalAnnotations(Formatter.Annotation, Simplifier.Annotation);
        statement = statement.ReplaceNodes(
            statement.DescendantNodes().Where(n => n is NameSyntax or MemberAccessExpressionSyntax),
            (_, node) => node.WithAdditionalAnnotations(Simplifier.Annotation));
        return comment is null
            ? statement.WithTrailingTrivia(SyntaxFactory.ElasticCarriageReturnLineFeed)
            : statement.WithLeadingTrivia(SyntaxFactory.Comment(comment), SyntaxFactory.ElasticCarriageReturnLineFeed)
                .WithTrailingTrivia(SyntaxFactory.ElasticCarriageReturnLineFeed);
    }

    private SyntaxNode InsertBefore(SyntaxNode root, SyntaxNode place, List<StatementSyntax> statements)
    {
        if (place is ArrowExpressionClauseSyntax arrow)
            return ToBlock(root, arrow, statements);
        if (place.Parent is BlockSyntax or GlobalStatementSyntax)
            return InsertAround(root, (StatementSyntax)place, statements, []);

        // The only statement of a loop or branch gets braces.
        var inner = ((StatementSyntax)place).WithAdditionalAnnotations(Formatter.Annotation);
        return root.ReplaceNode(place, SyntaxFactory.Block(statements.Append(inner)).WithAdditionalAnnotations(Formatter.Annotation));
    }

    private static SyntaxNode InsertAround(SyntaxNode root, StatementSyntax statement, List<StatementSyntax> before, List<StatementSyntax> after)
    {
        if (before.Count > 0)
        {
            // Comments and blank lines above the statement stay above what is added.
            before[0] = before[0].WithLeadingTrivia(statement.GetLeadingTrivia().AddRange(before[0].GetLeadingTrivia()));
        }

        var moved = before.Count > 0 ? statement.WithoutLeadingTrivia().WithAdditionalAnnotations(Formatter.Annotation) : statement;
        var all = before.Append(moved).Concat(after);
        if (statement.Parent is GlobalStatementSyntax global)
            return root.ReplaceNode(global, all.Select(s => SyntaxFactory.GlobalStatement(s)));
        return root.ReplaceNode(statement, all);
    }

    private SyntaxNode ToBlock(SyntaxNode root, ArrowExpressionClauseSyntax arrow, List<StatementSyntax> statements)
    {
        StatementSyntax last = _returnsVoid
            ? SyntaxFactory.ExpressionStatement(arrow.Expression.WithoutTrivia())
            : SyntaxFactory.ReturnStatement(SyntaxFactory.Token(SyntaxKind.ReturnKeyword).WithTrailingTrivia(SyntaxFactory.Space), arrow.Expression.WithoutLeadingTrivia(), SyntaxFactory.Token(SyntaxKind.SemicolonToken));
        var block = SyntaxFactory.Block(statements.Append(last)).WithAdditionalAnnotations(Formatter.Annotation);
        return arrow.Parent switch
        {
            MethodDeclarationSyntax method => root.ReplaceNode(
                method,
                method.WithExpressionBody(null).WithSemicolonToken(default).WithBody(block.WithTrailingTrivia(method.GetTrailingTrivia())).WithAdditionalAnnotations(Formatter.Annotation)),
            LocalFunctionStatementSyntax function => root.ReplaceNode(
                function,
                function.WithExpressionBody(null).WithSemicolonToken(default).WithBody(block.WithTrailingTrivia(function.GetTrailingTrivia())).WithAdditionalAnnotations(Formatter.Annotation)),
            _ => root,
        };
    }
}
