using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Conformance.Running;

/// <summary>
/// Annotated classes run through the product's own generators, compiled in memory and loaded: many at once, since a
/// compilation costs far more than a class.
/// </summary>
public static class EmittedClasses
{
    private const string Namespace = "Emitted";

    // The oldest that is supported: what a combination of options emits must need no newer one.
    private static readonly CSharpParseOptions _parseOptions = new(LanguageVersion.CSharp11);

    private static readonly IReadOnlyList<MetadataReference> _references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>One class for each list of attributes, in the same order.</summary>
    /// <exception cref="InvalidOperationException">Generated code does not compile, or compiles with warnings.</exception>
    public static IReadOnlyList<EmittedClass> Compile(IReadOnlyList<string> attributes)
    {
        var trees = attributes.Select((text, index) => CSharpSyntaxTree.ParseText(Source(text, index), _parseOptions, $"C{index}.cs")).ToList();
        var compilation = CSharpCompilation.Create(
            $"Emitted.{Guid.NewGuid():N}",
            trees,
            _references,
            new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, optimizationLevel: OptimizationLevel.Release));
        CSharpGeneratorDriver
            .Create([.. Generators()], parseOptions: _parseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out var updated, out var reported);

        using var image = new MemoryStream();
        var emitted = updated.Emit(image);
        var faults = emitted.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).ToList();
        if (faults.Count > 0)
            throw new InvalidOperationException($"generated code must compile clean:\n{string.Join("\n", faults.Take(20))}");
        if (reported.FirstOrDefault(diagnostic => diagnostic.Location.SourceTree is null) is { } unplaced)
            throw new InvalidOperationException($"a diagnostic stands on no attribute: {unplaced}");

        var refusals = reported.ToLookup(diagnostic => diagnostic.Location.SourceTree!.FilePath, diagnostic => $"{diagnostic.Id}: {diagnostic.GetMessage()}");
        var assembly = Assembly.Load(image.ToArray());
        return [.. trees.Select((tree, index) => new EmittedClass(assembly.GetType($"{Namespace}.C{index}", throwOnError: true)!, [.. refusals[tree.FilePath]]))];
    }

    private static string Source(string attributes, int index) => $$"""
        using MaskSharp;

        namespace {{Namespace}};

        {{attributes}}
        public static partial class C{{index}} { }
        """;

    private static IEnumerable<ISourceGenerator> Generators()
    {
        var assembly = Assembly.Load("MaskSharp.Generators");
        return assembly.GetTypes()
            .Where(type => type.IsDefined(typeof(GeneratorAttribute), inherit: false))
            .Select(type => ((IIncrementalGenerator)Activator.CreateInstance(type, nonPublic: true)!).AsSourceGenerator());
    }
}
