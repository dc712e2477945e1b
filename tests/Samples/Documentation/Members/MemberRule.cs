using Microsoft.CodeAnalysis;

namespace MaskSharp.Samples.Tests.Documentation.Members;

/// <summary>What the documentation of every public member has to say.</summary>
internal abstract class MemberRule
{
    /// <summary>What a member's documentation lacks.</summary>
    public abstract IEnumerable<string> Faults(ISymbol member, MemberText text, PublicApi api);

    /// <summary>What is said of the types and members that a text links.</summary>
    protected static string Linked(MemberText text, PublicApi api)
        => string.Join(" ", text.Links.Select(id => DocumentationCommentId.GetFirstSymbolForDeclarationId(id, api.Compilation)).OfType<ISymbol>()
            .Where(symbol => SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, api.Compilation.Assembly)).Select(symbol => api.TextOf(symbol).All));
}
