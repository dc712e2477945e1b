using System.Collections.Immutable;
using MaskSharp.Generators.Analyzers.Operations;
using MaskSharp.Generators.Analyzers.PixelAccuracy;
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

        // Generated code is left alone all the same: see AnalyzeTree and GeneratedCode.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(start =>
        {
            if (TorchProject.CanApply(start.Compilation) is { } project)
                start.RegisterSemanticModelAction(tree => AnalyzeTree(tree, project));
        });
    }

    /// <summary>Whether the rule can have something to say of a tree: here, whether tensors can be handled in it.</summary>
    private protected virtual bool Concerns(SyntaxTree tree, TreeSelection trees) => trees.HasTensors(tree);

    /// <summary>Looks at one body.</summary>
    private protected abstract void Analyze(BodyContext body);

    /// <summary>
    /// Looks at the code tree by tree: by then the compiler has bound all that a tree's operations refer to in it, so that following them
    /// costs little. A report is as live as one of an operation is.
    /// </summary>
    private void AnalyzeTree(SemanticModelAnalysisContext tree, TorchProject project)
    {
        if (tree.IsGeneratedCode || !project.Applies || !Concerns(tree.SemanticModel.SyntaxTree, project.Trees))
            return;
        foreach (var body in TreeBodies.Of(project.Code.ModelOf(tree.SemanticModel)).Bodies)
        {
            tree.CancellationToken.ThrowIfCancellationRequested();
            Analyze(new BodyContext(body, tree, project));
        }
    }

    /// <summary>A report of this rule, on the place that <see cref="Places.Of"/> gives.</summary>
    private protected Diagnostic Report(IOperation operation, params object[] arguments)
        => Report(Places.Of(operation.Syntax), arguments);

    private protected Diagnostic Report(Location location, params object[] arguments) => Diagnostic.Create(_descriptor, location, arguments);
}

/// <summary>A body that a rule looks at.</summary>
internal readonly struct BodyContext(Body body, SemanticModelAnalysisContext tree, TorchProject project)
{
    public Body Body { get; } = body;

    public SemanticModelAnalysisContext Tree { get; } = tree;

    public TorchProject Project { get; } = project;

    /// <summary>What stands in the body, by what rules look for.</summary>
    public BodyOperations Operations => Body.Operations;

    /// <summary>What tells the accuracies of segmentations, by the options of the tree.</summary>
    public PixelAccuracyJudge Judge => PixelAccuracyJudge.Of(Project, Tree.Options);

    public void ReportDiagnostic(Diagnostic diagnostic)
    {
        if (!GeneratedCode.Contains(diagnostic.Location, Project.Code))
            Tree.ReportDiagnostic(diagnostic);
    }
}
