using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using MaskSharp.Generators.Model;
using Microsoft.CodeAnalysis;

namespace MaskSharp.Generators.Losses.Reading;

/// <summary>
/// What attributes said before. Each key press anywhere in a project hands out all annotated classes again, and a reading follows from the
/// attribute's syntax, the declarations around it and the values of its constants: where these are the same, so is the reading.
/// </summary>
internal static class LossMemory
{
    // Syntax of a file lives until the file is edited, and a reading holds no symbol, which would keep its compilation alive.
    private static readonly ConditionalWeakTable<SyntaxNode, Entry> _entries = new();

    public static LossReading Read(AttributeArguments arguments, INamedTypeSymbol type)
    {
        if (arguments.Node is not { } node)
            return LossReading.From(arguments, type);
        if (!_entries.TryGetValue(node, out var entry))
            entry = Remember(node, arguments, type);

        // A constant of another file may have changed.
        return arguments.Constants().SequenceEqual(entry.Constants) ? entry.Reading : LossReading.From(arguments, type);
    }

    private static Entry Remember(SyntaxNode node, AttributeArguments arguments, INamedTypeSymbol type)
        => _entries.GetValue(node, _ => new(arguments.Constants().ToImmutableArray(), LossReading.From(arguments, type)));

    private sealed record Entry(ImmutableArray<object?> Constants, LossReading Reading);
}
