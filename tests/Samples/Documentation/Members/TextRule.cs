using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace MaskSharp.Samples.Tests.Documentation.Members;

/// <summary>Every member, parameter, type parameter and result has a text that says more than its name.</summary>
internal sealed partial class TextRule : MemberRule
{
    private static readonly HashSet<string> _empty = new(["the", "a", "an", "of", "this", "its", "is", "to", "for", "gets", "sets", "or", "and", "instance", "value", "values"], StringComparer.OrdinalIgnoreCase);

    public override IEnumerable<string> Faults(ISymbol member, MemberText text, PublicApi api)
    {
        if (text.InheritsNothing)
            yield return "inherits nothing";
        if (text.IsOfOtherAssembly)
            yield break;
        if (Fault(text.Summary, member.Name) is { } summary)
            yield return $"summary {summary}";
        foreach (var parameter in Parameters(member))
        {
            if (Fault(text.Parameter(parameter.Name), parameter.Name) is { } fault)
                yield return $"parameter {parameter.Name} {fault}";
        }

        foreach (var parameter in TypeParameters(member))
        {
            if (Fault(text.TypeParameter(parameter.Name), parameter.Name) is { } fault)
                yield return $"type parameter {parameter.Name} {fault}";
        }

        if (GivesResult(member) && Fault(text.Returns, member.Name) is { } result)
            yield return $"result {result}";
    }

    private static string? Fault(string text, string name)
    {
        if (text.Length == 0)
            return "has no text";
        if (Formula().IsMatch(text) || name.StartsWith("op_", StringComparison.Ordinal))
            return null;
        var known = Words(name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Words(text).All(word => known.Contains(word) || _empty.Contains(word)) ? $"repeats the name: {text}" : null;
    }

    private static ImmutableArray<IParameterSymbol> Parameters(ISymbol member) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.UserDefinedOperator } => [],
        IMethodSymbol method => method.Parameters,
        IPropertySymbol property => property.Parameters,
        INamedTypeSymbol { DelegateInvokeMethod: { } invoke } => invoke.Parameters,
        _ => [],
    };

    private static ImmutableArray<ITypeParameterSymbol> TypeParameters(ISymbol member) => member switch
    {
        IMethodSymbol method => method.TypeParameters,
        INamedTypeSymbol type => type.TypeParameters,
        _ => [],
    };

    /// <summary>
    /// Whether the result needs a text of its own. The summary of an operator says what becomes of its operands, and that of a formula, a static member that
    /// the interface of a kind of number asks for, is its result.
    /// </summary>
    private static bool GivesResult(ISymbol member) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.UserDefinedOperator } => false,
        IMethodSymbol { IsStatic: true, ContainingType: { TypeKind: TypeKind.Interface, TypeParameters.Length: 1 } } => false,
        IMethodSymbol method => !method.ReturnsVoid && !method.IsOverride,
        INamedTypeSymbol { DelegateInvokeMethod: { } invoke } => !invoke.ReturnsVoid,
        _ => false,
    };

    private static IEnumerable<string> Words(string text) => Word().Matches(text).Select(match => match.Value.TrimEnd('s'));

    [GeneratedRegex(@"\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})|\p{N}+")]
    private static partial Regex Word();

    [GeneratedRegex(@"[=+−·√Σ²|/^<>≤≥\[\]]|\d")]
    private static partial Regex Formula();
}
