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
        if (Works(loop, project.Types) && !IsDisposed(loop, project.Types) && !HasScopeAround(loop))
            context.ReportDiagnostic(Report(Head(loop.Syntax)));
    }

    /// <summary>
    /// A backward pass, or a network whose output is read on the host, directly in the body. Whatever method of a network makes a tensor of
    /// a tensor runs it.
    /// </summary>
    private static bool Works(ILoopOperation loop, TorchTypes types)
    {
        bool runs = false, reads = false;
        foreach (var operation in Directly(loop.Body))
        {
            if (operation is not IInvocationOperation call)
                continue;
            var name = call.TargetMethod.Name;
            if (name == "backward" && types.IsTensor(call.Receiver()?.Unwrap().Type))
                return true;
            runs |= types.IsTensor(call.Type) && types.IsModule(call.Instance?.Type) && (name is "forward" or "call" || call.Arguments.Any(a => types.IsTensor(a.Value.Unwrap().Type)));
            reads |= name is "item" or "ToSingle" or "ToDouble" or "ToInt64" or "ToInt32" && types.IsTensor(call.Receiver()?.Unwrap().Type);
        }

        return runs && reads;
    }

    /// <summary>A scope, tensors in <c>using</c>, calls of Dispose, or collections by hand.</summary>
    private static bool IsDisposed(ILoopOperation loop, TorchTypes types)
        => loop.Body.DescendantsAndSelf().Any(operation => operation switch
        {
            IInvocationOperation { TargetMethod.Name: "NewDisposeScope" or "DisposeEverything" or "DisposeEverythingBut" or "Dispose" or "Collect" } => true,
            IUsingOperation { Resources: var resources } => resources.Descendants().Any(o => types.IsTensor(o.Type)),
            IUsingDeclarationOperation declared => declared.Descendants().Any(o => types.IsTensor(o.Type)),
            _ => false,
        });

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

    private static bool Opens(IOperation resources) => resources.Descendants().Any(static o => o is IInvocationOperation { TargetMethod.Name: "NewDisposeScope" });

    /// <summary>What runs in each round: not in inner loops, which are judged themselves, nor in functions.</summary>
    private static IEnumerable<IOperation> Directly(IOperation body)
    {
        foreach (var child in body.ChildOperations)
        {
            if (child is ILoopOperation or IAnonymousFunctionOperation or ILocalFunctionOperation)
                continue;
            yield return child;
            foreach (var inner in Directly(child))
                yield return inner;
        }
    }

    private static Location Head(SyntaxNode loop) => loop switch
    {
        CommonForEachStatementSyntax each => each.ForEachKeyword.GetLocation(),
        ForStatementSyntax counted => counted.ForKeyword.GetLocation(),
        WhileStatementSyntax conditional => conditional.WhileKeyword.GetLocation(),
        DoStatementSyntax repeated => repeated.DoKeyword.GetLocation(),
        _ => loop.GetLocation(),
    };
}
