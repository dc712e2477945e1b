using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MaskSharp.Generators.Model;

/// <summary>
/// The named arguments of one attribute, with the place of each. It holds syntax, so it lives only while an attribute is read
/// and never enters a model.
/// </summary>
internal sealed class AttributeArguments
{
    // Few are written: to look through them costs less than a dictionary, which every key press would make anew.
    private readonly ImmutableArray<KeyValuePair<string, TypedConstant>> _values;
    private readonly AttributeSyntax? _syntax;

    public AttributeArguments(AttributeData attribute, CancellationToken cancellation)
    {
        _values = attribute.NamedArguments;
        _syntax = attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) as AttributeSyntax;
    }

    /// <summary>The whole attribute, for what no single argument is to blame for.</summary>
    public SyntaxNode? Node => _syntax;

    /// <summary>Whether the argument is written out, whatever its value.</summary>
    public bool Has(string name) => TryGet(name, out _);

    /// <summary>The argument's node, or the whole attribute where it is not written out.</summary>
    public SyntaxNode? NodeOf(string name)
        => _syntax?.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name) ?? (SyntaxNode?)_syntax;

    /// <summary>A number, a flag or an enum's underlying value; <paramref name="fallback"/> where it is not written out or does not compile.</summary>
    public T Get<T>(string name, T fallback)
        => TryGet(name, out var constant) && constant.Kind != TypedConstantKind.Array && constant.Value is T value ? value : fallback;

    /// <summary>A text; null where null is written out.</summary>
    public string? GetString(string name, string fallback)
        => TryGet(name, out var constant) && constant.Kind == TypedConstantKind.Primitive ? constant.Value as string : fallback;

    /// <summary>Whether a list is written out and holds a null.</summary>
    public bool HasNullIn(string name)
        => TryGet(name, out var constant) && constant.Kind == TypedConstantKind.Array && !constant.IsNull
            && constant.Values.Any(item => item.Kind != TypedConstantKind.Error && item.IsNull);

    /// <summary>A list; null where it is not written out, is null or does not compile.</summary>
    public EquatableArray<T>? GetList<T>(string name)
        where T : IEquatable<T>
        => TryGet(name, out var constant) && constant.Kind == TypedConstantKind.Array && !constant.IsNull
            && constant.Values.All(item => item.Value is T)
            ? constant.Values.Select(item => (T)item.Value!).ToEquatableArray()
            : null;

    /// <summary>Everything that is written, one after the other: names, values, and each list's length before its items.</summary>
    public IEnumerable<object?> Constants()
    {
        foreach (var argument in _values)
        {
            yield return argument.Key;
            if (argument.Value.Kind != TypedConstantKind.Array)
            {
                yield return argument.Value.Value;
                continue;
            }

            var items = argument.Value.IsNull ? ImmutableArray<TypedConstant>.Empty : argument.Value.Values;
            yield return argument.Value.IsNull ? -1 : items.Length;
            foreach (var item in items)
            {
                yield return item.Kind;
                yield return item.Kind == TypedConstantKind.Array ? null : item.Value;
            }
        }
    }

    private bool TryGet(string name, out TypedConstant constant)
    {
        foreach (var argument in _values)
        {
            if (argument.Key == name)
            {
                constant = argument.Value;
                return true;
            }
        }

        constant = default;
        return false;
    }
}
