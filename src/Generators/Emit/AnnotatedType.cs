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

    /// <summary>
    /// The attributes on this part of the class. The pipeline hands out those of the whole class in one file, so that two parts
    /// in it would otherwise each yield all of them.
    /// </summary>
    public static IEnumerable<AttributeData> Attributes(GeneratorAttributeSyntaxContext context)
        => context.Attributes.Where(attribute => attribute.ApplicationSyntaxReference is { } reference && context.TargetNode.Span.Contains(reference.Span));

    /// <summary>All checks of one attribute; no diagnostic means that its members can be generated.</summary>
    public static IEnumerable<DiagnosticInfo> Check(INamedTypeSymbol type, AttributeData attribute, Compilation compilation, CancellationToken cancellation)
    {
        var arguments = new AttributeArguments(attribute, cancellation);
        return CheckShape(type, arguments, cancellation)
            .Concat(CheckName(arguments))
            .Concat(CheckMembers(type, attribute, arguments))
            .Concat(CheckReferences(type, arguments, compilation));
    }

    /// <summary>MASK0001 for each type of the chain that is not partial, MASK0002 for a file-local class.</summary>
    private static IEnumerable<DiagnosticInfo> CheckShape(INamedTypeSymbol type, AttributeArguments arguments, CancellationToken cancellation)
    {
        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (current.IsFileLocal)
                yield return DiagnosticInfo.Create(Descriptors.FileLocal, arguments.Node, current.Name);
            else if (!IsPartial(current, cancellation))
                yield return DiagnosticInfo.Create(Descriptors.NotPartial, arguments.Node, current.Name, type.Name);
        }
    }

    /// <summary>MASK0003 unless Name can stand at the start of a member's name, and alone as one.</summary>
    private static IEnumerable<DiagnosticInfo> CheckName(AttributeArguments arguments)
    {
        if (!arguments.Has("Name"))
            yield break;
        var name = arguments.GetString("Name", GeneratedMembers.DefaultLossName);
        if (name is null || !SyntaxFacts.IsValidIdentifier(name) || SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None)
            yield return DiagnosticInfo.Create(Descriptors.InvalidName, arguments.NodeOf("Name"), name ?? "");
    }

    /// <summary>MASK0004 for a member that is there already, in the class or from an attribute before this one.</summary>
    private static IEnumerable<DiagnosticInfo> CheckMembers(INamedTypeSymbol type, AttributeData attribute, AttributeArguments arguments)
    {
        var attributes = type.GetAttributes();
        IReadOnlyCollection<string> taken = attributes.Length == 1
            ? []
            : [.. attributes.TakeWhile(other => !IsSame(other, attribute)).SelectMany(GeneratedMembers.Of)];
        foreach (var member in GeneratedMembers.Of(attribute))
        {
            var obstacle = member == type.Name ? "the name"
                : type.TypeParameters.Any(parameter => parameter.Name == member) ? "a type parameter"
                : !type.GetMembers(member).IsEmpty ? "a member"
                : taken.Contains(member) ? "a member of another attribute"
                : null;
            if (obstacle is not null)
                yield return DiagnosticInfo.Create(Descriptors.NameClash, arguments.NodeOf("Name"), member, obstacle, type.Name);
        }
    }

    /// <summary>MASK0011 unless the project brings TorchSharp and a language that the emitted code is written in.</summary>
    private static IEnumerable<DiagnosticInfo> CheckReferences(INamedTypeSymbol type, AttributeArguments arguments, Compilation compilation)
    {
        if (!compilation.ReferencedAssemblyNames.Any(assembly => assembly.Name == "TorchSharp"))
            yield return DiagnosticInfo.Create(Descriptors.MissingReference, arguments.Node, type.Name, "reference the package TorchSharp");
        if (compilation is CSharpCompilation { LanguageVersion: < OldestLanguage } old)
        {
            var reason = $"the project uses C# {old.LanguageVersion.ToDisplayString()} where {OldestLanguage.ToDisplayString()} or later is needed";
            yield return DiagnosticInfo.Create(Descriptors.MissingReference, arguments.Node, type.Name, reason);
        }
    }

    // The pipeline may hand out another object for the same attribute.
    private static bool IsSame(AttributeData a, AttributeData b)
        => a.ApplicationSyntaxReference is { } x && b.ApplicationSyntaxReference is { } y && x.SyntaxTree == y.SyntaxTree && x.Span == y.Span;

    private static bool IsPartial(INamedTypeSymbol type, CancellationToken cancellation)
        => type.DeclaringSyntaxReferences.All(reference
            => reference.GetSyntax(cancellation) is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));
}
