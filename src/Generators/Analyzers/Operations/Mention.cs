using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MaskSharp.Generators.Analyzers.Operations;

/// <summary>One mention of a symbol.</summary>
internal sealed class Mention(SimpleNameSyntax name, IOperation operation)
{
    private ISymbol? _member;

    /// <summary>The operation that mentions it: the call itself, where it is called.</summary>
    public IOperation Operation { get; } = operation;

    /// <summary>The member it stands in, which only a walk over callers asks for.</summary>
    public ISymbol? Member => _member ??= Operation.SemanticModel?.GetEnclosingSymbol(name.SpanStart) is { } enclosing ? CodeMap.MemberOf(enclosing) : null;
}
