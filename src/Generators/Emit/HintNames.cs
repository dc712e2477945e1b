using System.Collections.Immutable;
using MaskSharp.Generators.Model;
using Microsoft.CodeAnalysis;

namespace MaskSharp.Generators.Emit;

/// <summary>
/// File names of generated code. The compiler takes names that differ only in case for one, and drops the whole generator when one
/// comes twice: such names, which are rare, get a suffix that tells them apart.
/// </summary>
internal static class HintNames
{
    /// <summary>The names that differ from another only in case: nearly always none, so that a new class regenerates no other.</summary>
    public static IncrementalValueProvider<HintClashes> Clashes(IncrementalValuesProvider<string> names)
        => names.Collect().Select(static (all, _) => new HintClashes(Clashing(all)));

    /// <summary>The file name of one, given all that clash.</summary>
    public static string FileOf(string name, HintClashes clashes)
        => clashes.Names.Contains(name) ? $"{name}-{Literals.Hash(name)}.g.cs" : $"{name}.g.cs";

    private static EquatableArray<string> Clashing(ImmutableArray<string> all)
        => all.Distinct(StringComparer.Ordinal)
            .GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1)
            .SelectMany(group => group)
            .OrderBy(name => name, StringComparer.Ordinal)
            .ToEquatableArray();
}
