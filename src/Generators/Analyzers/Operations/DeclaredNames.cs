using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MaskSharp.Generators.Analyzers.Operations;

/// <summary>
/// The names by which other trees reach what a tree declares: its types, delegates and extension methods. Whatever else it declares is
/// reached through one of these.
/// </summary>
internal static class DeclaredNames
{
    private static readonly ConditionalWeakTable<SyntaxTree, int[]> _cache = new();

    /// <summary>Their hashes, as <see cref="TreeNames"/> knows them.</summary>
    public static int[] Of(SyntaxTree tree) => _cache.GetValue(tree, static t => [.. Find(t).Distinct()]);

    private static IEnumerable<int> Find(SyntaxTree tree)
    {
        foreach (var node in tree.GetRoot().DescendantNodes(static n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax))
        {
            // What stands in an extension block carries no modifier of its own.
            var name = node switch
            {
                BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
                DelegateDeclarationSyntax declared => declared.Identifier.ValueText,
                MethodDeclarationSyntax method when method.Parent is TypeDeclarationSyntax { Identifier.ValueText.Length: 0 }
                    || method.ParameterList.Parameters is [{ } first, ..] && first.Modifiers.Any(SyntaxKind.ThisKeyword) => method.Identifier.ValueText,
                PropertyDeclarationSyntax { Parent: TypeDeclarationSyntax { Identifier.ValueText.Length: 0 } } property => property.Identifier.ValueText,
                _ => "",
            };
            if (name.Length > 0)
                yield return TreeNames.Hash(name);
        }
    }
}
