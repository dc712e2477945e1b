using MaskSharp.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MaskSharp.Generators.Emit;

/// <summary>
/// Where an annotated class stands: its namespace and the chain of types around it, as text. It reopens the class in another file.
/// </summary>
/// <param name="Namespace">The namespace, or "" for the global one.</param>
/// <param name="Types">The headers from the outermost type to the annotated class, such as <c>partial class Outer&lt;T&gt;</c>.</param>
/// <param name="Name">The annotated class's own name, without type parameters.</param>
/// <param name="DocumentationName">The class as an XML <c>cref</c> names it.</param>
/// <param name="HintName">A file name unique in the compilation, without ending.</param>
internal sealed record TypeNesting(string Namespace, EquatableArray<string> Types, string Name, string DocumentationName, string HintName)
{
    private static readonly SymbolDisplayFormat _nameWithParameters = new(
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    public static TypeNesting From(INamedTypeSymbol type)
    {
        var types = new List<string>();
        var documentation = new List<string>();
        for (var current = type; current is not null; current = current.ContainingType)
        {
            var name = NameOf(current);
            types.Insert(0, $"partial {Keyword(current)} {name}");
            documentation.Insert(0, current.Arity == 0 ? name : name.Replace('<', '{').Replace('>', '}'));
        }

        var inNamespace = !type.ContainingNamespace.IsGlobalNamespace;
        return new(
            inNamespace ? Joined(type.ContainingNamespace, Escaped) : "",
            types.ToEquatableArray(),
            type.Name,
            string.Join(".", documentation),
            HintNameOf(type));
    }

    /// <summary>Reopens namespace and types, lets <paramref name="body"/> write the members, and closes them.</summary>
    public void Write(SourceWriter writer, Action<SourceWriter> body)
    {
        if (Namespace.Length > 0)
            writer.Line($"namespace {Namespace};").Line();
        WriteType(writer, 0, body);
    }

    private void WriteType(SourceWriter writer, int level, Action<SourceWriter> body)
    {
        if (level == Types.Count)
        {
            body(writer);
            return;
        }

        using (writer.Block(Types[level]))
            WriteType(writer, level + 1, body);
    }

    private static string Keyword(INamedTypeSymbol type) => type switch
    {
        { IsRecord: true, TypeKind: TypeKind.Struct } => "record struct",
        { IsRecord: true } => "record",
        { TypeKind: TypeKind.Struct } => "struct",
        { TypeKind: TypeKind.Interface } => "interface",
        _ => "class",
    };

    // Display strings are dear, and this runs for every annotated class at every key press; few need one.
    private static string NameOf(INamedTypeSymbol type)
        => type.Arity == 0 ? Escaped(type.Name) : type.ToDisplayString(_nameWithParameters);

    private static string Escaped(string name)
        => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    private static string Joined(INamespaceSymbol space, Func<string, string> written)
        => space.ContainingNamespace.IsGlobalNamespace ? written(space.Name) : $"{Joined(space.ContainingNamespace, written)}.{written(space.Name)}";

    // Metadata names carry the arity (Box`1), so that same-named types of two arities or namespaces get two files.
    private static string HintNameOf(INamedTypeSymbol type)
    {
        var parts = new List<string>();
        for (var current = type; current is not null; current = current.ContainingType)
            parts.Insert(0, current.MetadataName.Replace('`', '-'));
        var space = type.ContainingNamespace.IsGlobalNamespace ? "" : Joined(type.ContainingNamespace, name => name) + ".";
        return space + string.Join(".", parts);
    }
}
