using System.Collections.Immutable;
using MaskSharp.Generators.Analyzers.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MaskSharp.Generators.Analyzers;

/// <summary>A rule about code that uses TorchSharp. Generated code and projects without TorchSharp are left alone.</summary>
public abstract class TorchRule : DiagnosticAnalyzer
{
    private readonly DiagnosticDescriptor _descriptor;

    private protected TorchRule(DiagnosticDescriptor descriptor)
    {
        _descriptor = descriptor;
        SupportedDiagnostics = ImmutableArray.Create(descriptor);
    }

    /// <inheritdoc/>
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (TorchProject.Of(start.Compilation) is { } project)
                Register(start, project);
        });
    }

    /// <summary>What the rule does in a compilation that it applies to.</summary>
    private protected abstract void Register(CompilationStartAnalysisContext context, TorchProject project);

    /// <summary>
    /// Looks at the code tree by tree: by then the compiler has bound all that a tree's operations refer to in it, so that following them
    /// costs little.
    /// </summary>
    private protected static void OnBodies(
        CompilationStartAnalysisContext context, TorchProject project, Action<SemanticModelAnalysisContext, TreeBodies> analyze)
        => context.RegisterSemanticModelAction(tree =>
        {
            project.Code.Reuse(tree.SemanticModel);
            analyze(tree, TreeBodies.Of(tree.SemanticModel));
        });

    /// <summary>Looks at the operations of some kinds, tree by tree.</summary>
    private protected static void OnOperations(
        CompilationStartAnalysisContext context, TorchProject project, Action<RuleContext> analyze, params OperationKind[] kinds)
        => OnBodies(context, project, (tree, bodies) =>
        {
            foreach (var kind in kinds)
            {
                foreach (var (operation, owner) in bodies.OfKind(kind))
                {
                    tree.CancellationToken.ThrowIfCancellationRequested();
                    analyze(new RuleContext(operation, owner, tree));
                }
            }
        });

    /// <summary>A report of this rule, on the place that <see cref="Places.Of"/> gives.</summary>
    private protected Diagnostic Report(IOperation operation, params object[] arguments)
        => Report(Places.Of(operation.Syntax), arguments);

    private protected Diagnostic Report(Location location, params object[] arguments) => Diagnostic.Create(_descriptor, location, arguments);
}

/// <summary>One operation that a rule looks at.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="ContainingSymbol">The member it stands in.</param>
/// <param name="Tree">Takes the reports.</param>
internal readonly record struct RuleContext(IOperation Operation, ISymbol ContainingSymbol, SemanticModelAnalysisContext Tree)
{
    public void ReportDiagnostic(Diagnostic diagnostic) => Tree.ReportDiagnostic(diagnostic);
}
