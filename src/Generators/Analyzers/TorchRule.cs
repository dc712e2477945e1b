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

    private protected abstract void Register(CompilationStartAnalysisContext context, TorchProject project);

    /// <summary>A report of this rule, on the place that <see cref="Places.Of"/> gives.</summary>
    private protected Diagnostic Report(IOperation operation, params object[] arguments)
        => Report(Places.Of(operation.Syntax), arguments);

    private protected Diagnostic Report(Location location, params object[] arguments) => Diagnostic.Create(_descriptor, location, arguments);
}
