using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace MaskSharp.Samples.Tests.Documentation.Members;

/// <summary>Tensors have a shape and a dtype; of arrays, spans and lists of numbers, whose type is seen, it is said what their places are.</summary>
internal sealed partial class ShapeRule : MemberRule
{
    public override IEnumerable<string> Faults(ISymbol member, MemberText text, PublicApi api)
    {
        if (text.IsOfOtherAssembly)
            yield break;
        var around = $"{text.Whole} {Linked(text, api)} {(member.ContainingType is { } type ? api.TextOf(type).Whole : "")}";
        foreach (var value in MemberValue.Of(member, text))
        {
            var (isTensor, isNumbers) = (Holds(value.Type, "Tensor"), IsNumbers(value.Type));
            if (!isTensor && !isNumbers)
                continue;
            var said = $"{value.Text} {around}";
            if (!(isTensor ? TensorShape() : Places()).IsMatch(said))
                yield return $"{value.Name} has no shape";
            if (isTensor && !DType().IsMatch(said))
                yield return $"{value.Name} has no dtype";
        }
    }

    private static bool Holds(ITypeSymbol type, string name)
        => type.Name == name || (type is INamedTypeSymbol generic && generic.TypeArguments.Any(argument => Holds(argument, name))) || (type is IArrayTypeSymbol array && Holds(array.ElementType, name));

    private static bool IsNumbers(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => IsNumber(array.ElementType),
        INamedTypeSymbol { Name: "Span" or "ReadOnlySpan" or "Memory" or "ReadOnlyMemory" or "IReadOnlyList" or "IEnumerable" or "ImmutableArray" or "List" or "SampleTable", TypeArguments: [var element] } => IsNumber(element),
        _ => false,
    };

    private static bool IsNumber(ITypeSymbol type) => type is ITypeParameterSymbol || type.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_Double;

    [GeneratedRegex(@"\[(N|C|1|groups|samples|height|depth)\b[^\]]*\]|0-dim|\bshapes?\b")]
    private static partial Regex TensorShape();

    [GeneratedRegex(@"\bshape\b|\[[a-z][^\]]*\]|\blength\b|\bflat\b|\b(one|an?|1|each|every) (\w+ ){0,3}(an?|for each|of each) (class|sample|case|axis|level|pixel|object|sum|term|element|pair)\b|\b(each|every) (class|channel|sample|case|axis|level|pixel|spatial axis|place)\b|\border\b", RegexOptions.IgnoreCase)]
    private static partial Regex Places();

    [GeneratedRegex(@"\bfloat(ing|16|32|64)\b|\bbfloat16\b|\bdtypes?\b|\bbool\b|\bu?int(8|16|32|64)\b|\bintegers?\b|whole numbers", RegexOptions.IgnoreCase)]
    private static partial Regex DType();
}
