using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace MaskSharp.Generators.Tests;

/// <summary>
/// Finds what a pipeline's model must not hold: symbols, syntax, locations and compilations keep whole projects alive and
/// never equal their successors.
/// </summary>
internal static class ModelWalk
{
    private static readonly Type[] _forbidden =
        [typeof(ISymbol), typeof(SyntaxNode), typeof(SyntaxTree), typeof(SyntaxReference), typeof(Location), typeof(Compilation), typeof(SemanticModel), typeof(AttributeData), typeof(Diagnostic)];

    /// <summary>Every forbidden object reachable from the values, by its path.</summary>
    public static IReadOnlyList<string> Forbidden(IEnumerable<object?> values)
    {
        var found = new List<string>();
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (var value in values)
            Visit(value, value?.GetType().Name ?? "null", seen, found);
        return found;
    }

    private static void Visit(object? value, string path, HashSet<object> seen, List<string> found)
    {
        if (value is null or string or Pointer || value.GetType().IsPrimitive || value.GetType().IsEnum || !seen.Add(value))
            return;
        if (Array.Exists(_forbidden, type => type.IsInstanceOfType(value)))
        {
            found.Add($"{path}: {value.GetType()}");
            return;
        }

        // A descriptor is a constant of the program; what it holds is its own business.
        if (value is DiagnosticDescriptor)
            return;
        if (value is IEnumerable items)
        {
            foreach (var item in items)
                Visit(item, path + "[]", seen, found);
        }

        for (var type = value.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                Visit(field.GetValue(value), $"{path}.{field.Name}", seen, found);
        }
    }
}
