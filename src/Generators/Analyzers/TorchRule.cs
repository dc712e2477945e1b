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

    /// <summary>Whether the rule can have something to say of a tree: here, whether tensors can be handled in it.</summary>
    private protected virtual bool Concerns(SyntaxTree tree, TreeSelection trees) => trees.HasTensors(tree);

    /// <summary>
    /// Looks at the code tree by tree: by then the compiler has bound all that a tree's operations refer to in it, so that following them
    /// costs little. A report is as live as one of an operation is.
    /// </summary>
    private protected void OnBodies(CompilationStartAnalysisContext context, TorchProject project, Action<BodyContext> analyze)
        => context.RegisterSemanticModelAction(tree =>
        {
            if (!Concerns(tree.SemanticModel.SyntaxTree, project.Trees))
                return;
            foreach (var body in TreeBodies.Of(project.Code.ModelOf(tree.SemanticModel)).Bodies)
            {
                tree.CancellationToken.ThrowIfCancellationRequested();
                analyze(new BodyContext(body, tree));
            }
        });

    /// <summary>Looks at each operation of some kind.</summary>
    private protected void OnOperations<T>(
        CompilationStartAnalysisContext context, TorchProject project, Func<BodyOperations, List<T>> select, Action<BodyContext, T> analyze)
        where T : class, IOperation
        => OnBodies(context, project, body =>
        {
            foreach (var operation in select(body.Body.Operations))
                analyze(body, operation);
        });

    /// <summary>A report of this rule, on the place that <see cref="Places.Of"/> gives.</summary>
    private protected Diagnostic Report(IOperation operation, params object[] arguments)
        => Report(Places.Of(operation.Syntax), arguments);

    private protected Diagnostic Report(Location location, params object[] arguments) => Diagnostic.Create(_descriptor, location, arguments);
}

/// <summary>A body that a rule looks at.</summary>
internal readonly struct BodyContext(Body body, SemanticModelAnalysisContext tree)
{
    public Body Body { get; } = body;

    public SemanticModelAnalysisContext Tree { get; } = tree;

    public void ReportDiagnostic(Diagnostic diagnostic) => Tree.ReportDiagnostic(diagnostic);
}
