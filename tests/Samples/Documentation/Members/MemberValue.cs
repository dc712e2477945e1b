using Microsoft.CodeAnalysis;

namespace MaskSharp.Samples.Tests.Documentation.Members;

/// <summary>A value that a member takes or gives.</summary>
/// <param name="Name">The parameter's name; of what the member gives, "result".</param>
/// <param name="Type">Its type.</param>
/// <param name="Text">What the documentation says of it.</param>
/// <param name="IsTaken">Whether callers choose it.</param>
internal sealed record MemberValue(string Name, ITypeSymbol Type, string Text, bool IsTaken)
{
    public static IEnumerable<MemberValue> Of(ISymbol member, MemberText text) => member switch
    {
        IMethodSymbol method => Of(method, text),
        INamedTypeSymbol { DelegateInvokeMethod: { } invoke } => Of(invoke, text),
        IPropertySymbol property => property.Parameters.Select(parameter => Of(parameter, text)).Append(new("result", property.Type, $"{text.Summary} {text.Returns}", property.SetMethod is { DeclaredAccessibility: Accessibility.Public } && !property.ContainingType.IsRecord)),
        IFieldSymbol { ContainingType.TypeKind: not TypeKind.Enum } field => [new("result", field.Type, text.Summary, IsTaken: false)],
        _ => [],
    };

    private static IEnumerable<MemberValue> Of(IMethodSymbol method, MemberText text)
    {
        foreach (var parameter in method.Parameters)
            yield return Of(parameter, text);
        if (!method.ReturnsVoid && method.MethodKind != MethodKind.Constructor)
            yield return new("result", method.ReturnType, text.Returns.Length > 0 ? $"{text.Summary} {text.Returns}" : text.Summary, IsTaken: false);
    }

    private static MemberValue Of(IParameterSymbol parameter, MemberText text) => new(parameter.Name, parameter.Type, text.Parameter(parameter.Name), IsTaken: true);
}
