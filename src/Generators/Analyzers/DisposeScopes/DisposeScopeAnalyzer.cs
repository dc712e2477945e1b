using MaskSharp.Generators.Analyzers.Operations;
using MaskSharp.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.DisposeScopes;

/// <summary>
/// MASK1011: a loop that trains or scores and never disposes what each round makes. Native memory does not press on the
/// garbage collector, so it grows until the process ends.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DisposeScopeAnalyzer() : TorchRule(Descriptors.NoDisposeScope)
{
    private protected override void Analyze(BodyContext body)
    {
        foreach (var loop in body.Operations.Loops)
            Analyze(body, loop, body.Project);
    }

    private void Analyze(BodyContext context, ILoopOperation loop, TorchProject project)
    {
        // What is freed is cheap to see; what a round does is followed into the methods that it calls.
        if (!RoundMemory.IsFreed(loop.Body, project.Types) && !HasScopeAround(loop) && Works(loop, project))
            context.ReportDiagnostic(Report(Head(loop.Syntax)));
    }

    private static bool Works(ILoopOperation loop, TorchProject project)
    {
        var round = new RoundWork(project);
        round.Add(loop);
        return round.IsWork;
    }

    /// <summary>Whoever opened one around the loop has thought of it.</summary>
    private static bool HasScopeAround(IOperation loop)
    {
        for (var operation = loop; operation.Parent is { } parent; operation = parent)
        {
            var isScope = parent switch
            {
                IUsingOperation { Resources: var resources } => resources != operation && Opens(resources),
                IBlockOperation block => block.Operations.TakeWhile(o => o != operation).Any(static o => o is IUsingDeclarationOperation && Opens(o)),
                _ => false,
            };
            if (isScope)
                return true;
        }

        return false;
    }

    private static bool Opens(IOperation resources) => resources.DescendantsAndSelf().Any(static o => o is IInvocationOperation { TargetMethod.Name: "NewDisposeScope" });

    private static Location Head(SyntaxNode loop) => loop switch
    {
        CommonForEachStatementSyntax each => each.ForEachKeyword.GetLocation(),
        ForStatementSyntax counted => counted.ForKeyword.GetLocation(),
        WhileStatementSyntax conditional => conditional.WhileKeyword.GetLocation(),
        DoStatementSyntax repeated => repeated.DoKeyword.GetLocation(),
        _ => loop.GetLocation(),
    };
}
