using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MaskSharp.Generators.Analyzers.Operations;

/// <summary>
/// Whether a place of a tree that people write is still a tool's: under <c>[GeneratedCode]</c>, or hidden by a <c>#line</c>. Rules tell it
/// themselves, where they report: the compiler would walk over every token of a tree to find the attribute, and the index of names knows.
/// </summary>
internal static class GeneratedCode
{
    private const string Attribute = "GeneratedCodeAttribute";

    public static bool Contains(Location place, CodeMap code)
    {
        if (place.SourceTree is not { } tree)
            return false;
        if (tree.GetLineVisibility(place.SourceSpan.Start) == LineVisibility.Hidden)
            return true;
        var names = TreeNames.Of(tree);
        if (!names.Contains(Attribute) && !names.Contains("GeneratedCode"))
            return false;
        return code.Compilation.GetTypeByMetadataName("System.CodeDom.Compiler." + Attribute) is { } attribute
            && tree.GetRoot().FindNode(place.SourceSpan, getInnermostNodeForTie: true).AncestorsAndSelf().Any(node => IsMarked(node, attribute, code.ModelOf(tree)));
    }

    private static bool IsMarked(SyntaxNode node, INamedTypeSymbol attribute, SemanticModel model)
        => node is MemberDeclarationSyntax or AccessorDeclarationSyntax or VariableDeclaratorSyntax
            && model.GetDeclaredSymbol(node) is { } symbol && symbol.GetAttributes().Any(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, attribute));
}
