using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace MaskSharp.Samples.Tests.Documentation.Members;

/// <summary>Scores and losses name where their formula comes from: author and year, or that it is a definition.</summary>
internal sealed partial class SourceRule : MemberRule
{
    public override IEnumerable<string> Faults(ISymbol member, MemberText text, PublicApi api)
    {
        if (IsFormula(member, api) && !Source().IsMatch($"{text.Whole} {text.Returns} {Linked(text, api)}"))
            yield return "names no source";
    }

    private static bool IsFormula(ISymbol member, PublicApi api) => member switch
    {
        // A term of a loss, as a type, a value, or a weight.
        INamedTypeSymbol type => type.BaseType?.Name == "FieldTerm",
        IPropertySymbol { ContainingType.Name: "LossTerms", Type.Name: "Tensor", IsIndexer: false, Name: not "Total" } => true,
        IPropertySymbol { ContainingType.Name: "SegmentationLossAttribute" } weight => api.Compilation.GetTypeByMetadataName("MaskSharp.LossTerms")?.GetMembers(weight.Name).Length > 0,

        // A score: what a type gives that is neither a setting nor holds figures of a score.
        { ContainingType.Name: "MetricResult" or "SurfaceResult" } => false,
        IPropertySymbol { SetMethod: null, ContainingType.IsRecord: false } property => IsScore(property.Type),
        IMethodSymbol { MethodKind: MethodKind.Ordinary, ContainingType.TypeKind: not TypeKind.Interface } method => IsScore(method.ReturnType),
        _ => false,
    };

    private static bool IsScore(ITypeSymbol type) => type.SpecialType == SpecialType.System_Double || type.Name is "MetricResult" or "SurfaceResult";

    [GeneratedRegex(@"\p{Lu}\p{L}+(,| et al\.)? (1[89]|20)\d\d\b|\bby definition\b")]
    private static partial Regex Source();
}
