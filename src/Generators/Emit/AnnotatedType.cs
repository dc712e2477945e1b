using System.Globalization;
using System.Runtime.CompilerServices;
using MaskSharp.Generators.Diagnostics;
using MaskSharp.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MaskSharp.Generators.Emit;

/// <summary>
/// What keeps members from being generated into an annotated class, whichever attribute asks for them: the shape of the type,
/// the attribute's Name, clashes of members, and what the project must bring along. Each check yields the diagnostics of one
/// attribute, located on the argument to blame, or on the attribute.
/// </summary>
internal static class AnnotatedType
{
    private const LanguageVersion OldestLanguage = LanguageVersion.CSharp11;

    /// <summary>Whether a project refers to TorchSharp: asked once a compilation, not once a class.</summary>
    private static readonly ConditionalWeakTable<Compilation, StrongBox<bool>> _withTorchSharp = new();

    /// <summary>
    /// The attributes on this part of the class. The pipeline hands out those of the whole class in one file, so that two parts
    /// in it would otherwise each yield all of them.
    /// </summary>
    public static IEnumerable<AttributeData> Attributes(GeneratorAttributeSyntaxContext context)
    {
        foreach (var attribute in context.Attributes)
        {
            if (attribute.ApplicationSyntaxReference is { } reference && context.TargetNode.Span.Contains(reference.Span))
                yield return attribute;
        }
    }

    /// <summary>All checks of one attribute; no diagnostic means that its members can be generated.</summary>
    public static List<DiagnosticInfo> Check(
        INamedTypeSymbol type, AttributeData attribute, AttributeArguments arguments, Compilation compilation, CancellationToken cancellation)
    {
        var found = new List<DiagnosticInfo>();
        CheckShape(type, arguments, found, cancellation);
        CheckName(arguments, found);
        CheckMembers(type, attribute, arguments, found);
        CheckReferences(type, arguments, compilation, found);
        return found;
    }

    /// <summary>MASK0001 for each type of the chain that is not partial, MASK0002 for a file-local class.</summary>
    private static void CheckShape(INamedTypeSymbol type, AttributeArguments arguments, List<DiagnosticInfo> found, CancellationToken cancellation)
    {
        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (current.IsFileLocal)
                found.Add(DiagnosticInfo.Create(Descriptors.FileLocal, arguments.Node, current.Name));
            else if (!IsPartial(current, cancellation))
                found.Add(DiagnosticInfo.Create(Descriptors.NotPartial, arguments.Node, current.Name, type.Name));
        }
    }

    /// <summary>MASK0003 unless Name can stand at the start of a member's name, and alone as one.</summary>
    private static void CheckName(AttributeArguments arguments, List<DiagnosticInfo> found)
    {
        if (!arguments.Has("Name"))
            return;
        var name = arguments.GetString("Name", GeneratedMembers.DefaultLossName);
        if (name is null || !SyntaxFacts.IsValidIdentifier(name) || SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || name.Any(IsInvisible))
            found.Add(DiagnosticInfo.Create(Descriptors.InvalidName, arguments.NodeOf("Name"), name ?? ""));
    }

    /// <summary>Whether the compiler leaves a character out of an identifier, so that two names would be one.</summary>
    private static bool IsInvisible(char character) => char.GetUnicodeCategory(character) == UnicodeCategory.Format;

    /// <summary>MASK0004 for a member that is there already, in the class or from an attribute before this one.</summary>
    private static void CheckMembers(INamedTypeSymbol type, AttributeData attribute, AttributeArguments arguments, List<DiagnosticInfo> found)
    {
        var attributes = type.GetAttributes();
        IReadOnlyCollection<string> taken = attributes.Length == 1
            ? []
            : [.. attributes.TakeWhile(other => !IsSame(other, attribute)).SelectMany(GeneratedMembers.Of)];
        foreach (var member in GeneratedMembers.Of(attribute))
        {
            var obstacle = member == type.Name ? "the name"
                : HasTypeParameter(type, member) ? "a type parameter"
                : !type.GetMembers(member).IsEmpty || IsIndexer(type, member) ? "a member"
                : member == "Clone" && type.IsRecord ? "the copying method"
                : HidesAbstract(type, member) ? "an abstract member of a base class"
                : taken.Contains(member) ? "a member of another attribute"
                : null;
            if (obstacle is not null)
                found.Add(DiagnosticInfo.Create(Descriptors.NameClash, arguments.NodeOf("Name"), member, obstacle, type.Name));
        }
    }

    /// <summary>MASK0011 unless the project brings TorchSharp and a language that the emitted code is written in.</summary>
    private static void CheckReferences(INamedTypeSymbol type, AttributeArguments arguments, Compilation compilation, List<DiagnosticInfo> found)
    {
        if (!_withTorchSharp.GetValue(compilation, static project => new(HasTorchSharp(project))).Value)
            found.Add(DiagnosticInfo.Create(Descriptors.MissingReference, arguments.Node, type.Name, "reference the package TorchSharp"));
        if (compilation is CSharpCompilation { LanguageVersion: < OldestLanguage } old)
        {
            var reason = $"the project uses C# {old.LanguageVersion.ToDisplayString()} where {OldestLanguage.ToDisplayString()} or later is needed";
            found.Add(DiagnosticInfo.Create(Descriptors.MissingReference, arguments.Node, type.Name, reason));
        }
    }

    private static bool HasTorchSharp(Compilation compilation) => compilation.ReferencedAssemblyNames.Any(assembly => assembly.Name == "TorchSharp");

    private static bool HasTypeParameter(INamedTypeSymbol type, string name)
    {
        foreach (var parameter in type.TypeParameters)
        {
            if (parameter.Name == name)
                return true;
        }

        return false;
    }

    /// <summary>Whether the class has an indexer, which takes the name Item, or the one its attribute says.</summary>
    private static bool IsIndexer(INamedTypeSymbol type, string name)
    {
        foreach (var member in type.GetMembers("this[]"))
        {
            if (member.MetadataName == name)
                return true;
        }

        return false;
    }

    /// <summary>Whether a base class leaves a member of the name for derived classes to override, which none may hide.</summary>
    private static bool HidesAbstract(INamedTypeSymbol type, string name)
    {
        for (var current = type.BaseType; current is { SpecialType: not SpecialType.System_Object }; current = current.BaseType)
        {
            var members = current.GetMembers(name);
            if (!members.IsEmpty)
                return members.Any(member => member.IsAbstract && member is not ITypeSymbol);
        }

        return false;
    }

    // The pipeline may hand out another object for the same attribute.
    private static bool IsSame(AttributeData a, AttributeData b)
        => a.ApplicationSyntaxReference is { } x && b.ApplicationSyntaxReference is { } y && x.SyntaxTree == y.SyntaxTree && x.Span == y.Span;

    private static bool IsPartial(INamedTypeSymbol type, CancellationToken cancellation)
    {
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellation) is not TypeDeclarationSyntax declaration || !declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
                return false;
        }

        return true;
    }
}
