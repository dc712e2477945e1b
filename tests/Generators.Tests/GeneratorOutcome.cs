using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace MaskSharp.Generators.Tests;

/// <summary>What one run of a generator gave.</summary>
/// <param name="Output">The compilation with the generated files.</param>
/// <param name="Diagnostics">What the generator reported.</param>
/// <param name="Files">The generated files.</param>
internal sealed record GeneratorOutcome(Compilation Output, ImmutableArray<Diagnostic> Diagnostics, ImmutableArray<GeneratedSourceResult> Files)
{
    /// <summary>Fails with every message unless the whole compiles without an error or a warning, hidden ones aside.</summary>
    public GeneratorOutcome AssertClean()
    {
        using var stream = new MemoryStream();
        var problems = Output.GetDiagnostics().Concat(Output.Emit(stream).Diagnostics).Concat(Diagnostics)
            .Where(diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden)
            .Select(diagnostic => diagnostic.ToString())
            .Distinct()
            .ToList();
        Assert.True(problems.Count == 0, string.Join("\n", problems) + "\n" + string.Join("\n", Files.Select(file => file.SourceText)));
        return this;
    }

    /// <summary>
    /// Each reported diagnostic as "ID at `text`: message", in order of place, where text is the source that it is located on.
    /// </summary>
    public IReadOnlyList<string> Describe()
        => [.. Diagnostics
            .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)
            .ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)
            .Select(diagnostic => $"{diagnostic.Id} at `{Text(diagnostic.Location)}`: {diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}")];

    private static string Text(Location location)
        => location.SourceTree?.GetText().ToString(location.SourceSpan) ?? "";
}
