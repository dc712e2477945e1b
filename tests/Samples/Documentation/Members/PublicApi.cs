using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MaskSharp.Samples.Tests.Documentation.Members;

/// <summary>The members of sources that users can call or override, with their documentation.</summary>
internal sealed class PublicApi
{
    private static readonly CSharpParseOptions _parsing = new(LanguageVersion.CSharp14, DocumentationMode.Parse);

    // Those that the SDK adds to every project.
    private static readonly string[] _usings = ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Threading", "System.Threading.Tasks"];

    private static readonly ImmutableArray<MetadataReference> _references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("MaskSharp", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private static readonly SymbolDisplayFormat _names = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        memberOptions: SymbolDisplayMemberOptions.IncludeContainingType | SymbolDisplayMemberOptions.IncludeParameters,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    private readonly Dictionary<ISymbol, MemberText> _texts = new(SymbolEqualityComparer.Default);

    private PublicApi(IEnumerable<string> usings, IEnumerable<SyntaxTree> trees)
    {
        Compilation = CSharpCompilation.Create(
            "MaskSharp",
            [CSharpSyntaxTree.ParseText(string.Concat(usings.Select(name => $"global using {name};")), _parsing), .. trees],
            _references,
            new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
        Members = [.. Types(Compilation.Assembly.GlobalNamespace).SelectMany(type => type.GetMembers().Where(IsOwn).Prepend(type)).Where(IsVisible)];
    }

    public Compilation Compilation { get; }

    /// <summary>Types and members; accessors and what the compiler adds to records are none.</summary>
    public IReadOnlyList<ISymbol> Members { get; }

    /// <summary>The members of a project's folder.</summary>
    public static PublicApi OfFolder(string folder)
    {
        var project = File.ReadAllText(Directory.EnumerateFiles(folder, "*.csproj").Single());
        return new(
            _usings.Where(name => !project.Contains($"<Using Remove=\"{name}\"", StringComparison.Ordinal)),
            Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
                .Where(file => Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar)[0] is not ("obj" or "bin"))
                .Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), _parsing, file)));
    }

    public static PublicApi OfText(string source) => new(_usings, [CSharpSyntaxTree.ParseText(source, _parsing)]);

    /// <summary>A name by which a member is found: <c>TYPE.MEMBER(PARAMETER TYPES)</c>.</summary>
    public static string NameOf(ISymbol member) => member.ToDisplayString(_names);

    public MemberText TextOf(ISymbol member)
    {
        if (!_texts.TryGetValue(member, out var text))
            _texts.Add(member, text = MemberText.Of(member, this));
        return text;
    }

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol within) =>
        within.GetMembers().OfType<INamespaceOrTypeSymbol>()
            .SelectMany(inner => inner is INamedTypeSymbol type ? Types(type).Prepend(type) : Types(inner));

    private static bool IsOwn(ISymbol member)
        => member is not INamedTypeSymbol && (!member.IsImplicitlyDeclared || IsPositional(member))
            && member is not IMethodSymbol { MethodKind: MethodKind.PropertyGet or MethodKind.PropertySet or MethodKind.EventAdd or MethodKind.EventRemove or MethodKind.ExplicitInterfaceImplementation }
            && member is not IPropertySymbol { ExplicitInterfaceImplementations.Length: > 0 }
            && !IsConstructorOfRecord(member);

    /// <summary>The constructor that a record's parameter list declares: its parameters are the properties.</summary>
    private static bool IsConstructorOfRecord(ISymbol member)
        => member is IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType.IsRecord: true, DeclaringSyntaxReferences: [var declaration] } && declaration.GetSyntax() is RecordDeclarationSyntax;

    /// <summary>A record's property that its parameter list declares.</summary>
    private static bool IsPositional(ISymbol member)
        => member is IPropertySymbol { ContainingType.IsRecord: true, DeclaringSyntaxReferences: [var declaration] } && declaration.GetSyntax() is ParameterSyntax;

    private static bool IsVisible(ISymbol member)
    {
        for (var symbol = member; symbol is not null and not INamespaceSymbol; symbol = symbol.ContainingSymbol)
        {
            if (symbol.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal))
                return false;
        }

        return true;
    }
}
