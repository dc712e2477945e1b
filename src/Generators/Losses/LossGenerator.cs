using MaskSharp.Generators.Emit;
using MaskSharp.Generators.Losses.Balance;
using MaskSharp.Generators.Losses.Emit;
using MaskSharp.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MaskSharp.Generators.Losses;

/// <summary>Adds a fused loss to each class with <c>[SegmentationLoss]</c>, one file an attribute.</summary>
/// <remarks>
/// Attribute → <see cref="LossSpec"/> → <see cref="LossPlan"/> → text. The specs hold plain values only, so an edit elsewhere
/// leaves every step cached; diagnostics travel apart from them, for they alone need real locations.
/// </remarks>
[Generator(LanguageNames.CSharp)]
public sealed class LossGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var parsed = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                GeneratedMembers.LossAttribute,
                static (node, _) => node is ClassDeclarationSyntax or RecordDeclarationSyntax,
                static (attributed, cancellation) => LossParser.Parse(attributed, cancellation))
            .WithTrackingName(LossSteps.Parse);

        var specs = parsed
            .SelectMany(static (result, _) => result.Specs)
            .WithTrackingName(LossSteps.Specs);
        var build = BuildMeasurements.From(context);
        var resolved = specs
            .Combine(build)
            .Select(static (pair, _) => BalanceResolver.Resolve(pair.Left, pair.Right))
            .WithTrackingName(LossSteps.Resolved);
        var clashes = HintNames.Clashes(specs.Select(static (spec, _) => HintOf(spec))).WithTrackingName(LossSteps.Clashes);
        context.RegisterSourceOutput(resolved.Combine(clashes), static (production, pair)
            => production.AddSource(HintNames.FileOf(HintOf(pair.Left), pair.Right), LossEmitter.Emit(pair.Left)));

        // Only a faulty attribute pays for the compilation, which turns its place into a location that obeys #pragma.
        var faults = parsed
            .SelectMany(static (result, _) => result.Diagnostics)
            .WithTrackingName(LossSteps.Diagnostics);
        context.RegisterSourceOutput(faults.Combine(context.CompilationProvider), static (production, fault)
            => production.ReportDiagnostic(fault.Left.ToDiagnostic(fault.Right)));
        var refusals = parsed
            .SelectMany(static (result, _) => result.Requests)
            .Combine(build)
            .Select(static (pair, _) => BalanceResolver.Fault(pair.Left, pair.Right))
            .Where(static fault => fault is not null);
        context.RegisterSourceOutput(refusals.Combine(context.CompilationProvider), static (production, fault)
            => production.ReportDiagnostic(fault.Left!.ToDiagnostic(fault.Right)));
    }

    private static string HintOf(LossSpec spec) => $"{spec.Type.HintName}.{spec.Name}";
}
