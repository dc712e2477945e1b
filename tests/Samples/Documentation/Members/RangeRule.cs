using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace MaskSharp.Samples.Tests.Documentation.Members;

/// <summary>Numbers that callers choose, and all floating ones and scores, have a range or a unit.</summary>
internal sealed partial class RangeRule : MemberRule
{
    public override IEnumerable<string> Faults(ISymbol member, MemberText text, PublicApi api)
    {
        if (text.IsOfOtherAssembly)
            yield break;
        foreach (var value in MemberValue.Of(member, text))
        {
            if ((IsFloating(value.Type) || (value.IsTaken && IsInteger(value.Type))) && !Range().IsMatch(value.Text))
                yield return $"{value.Name} has neither range nor unit: {value.Text}";
        }
    }

    private static bool IsFloating(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_Double or SpecialType.System_Single } => true,
        { Name: "MetricResult" or "SurfaceResult" } => true,
        IArrayTypeSymbol array => IsFloating(array.ElementType),
        INamedTypeSymbol { TypeArguments: [var element] } => IsFloating(element),
        _ => false,
    };

    private static bool IsInteger(ITypeSymbol type) => type switch
    {
        { SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_UInt64 } => true,
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var element] } => IsInteger(element),
        _ => false,
    };

    [GeneratedRegex(@"\bfrom \S+ (to|on|up)\b|\bup to\b|\[−?\d|\b0 (to|…) |\bat (least|most) [−-]?[\d½]|\b\d: |\b(above|below) \d|\d and above|[<>≤≥] ?[−-]?\d|[−-]?[\d∞] ?[<>≤≥]|\bunits? of\b|\bpixels?\b|millimetre|\bany (finite )?(numbers?|value)\b|\bown range\b|\bfinite\b|\bNaN\b|\bnull\b|\b(0|1) (leaves|means|is|clamps|counts|weighs|skips|for|where)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Range();
}
