using Microsoft.CodeAnalysis;

namespace MaskSharp.Generators.Model;

/// <summary>A diagnostic as plain values, to be made real at the end of the pipeline.</summary>
/// <param name="Descriptor">One of <see cref="Diagnostics.Descriptors"/>.</param>
/// <param name="Location">Where, or null for the whole compilation.</param>
/// <param name="Arguments">What fills the message's places.</param>
internal sealed record DiagnosticInfo(DiagnosticDescriptor Descriptor, LocationInfo? Location, EquatableArray<string> Arguments)
{
    public static DiagnosticInfo Create(DiagnosticDescriptor descriptor, SyntaxNode? node, params string[] arguments)
        => new(descriptor, LocationInfo.From(node), arguments.ToEquatableArray());

    public Diagnostic ToDiagnostic(Compilation compilation)
        => Diagnostic.Create(Descriptor, Location?.ToLocation(compilation), [.. Arguments]);
}
