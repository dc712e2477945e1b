using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.Operations;

/// <summary>
/// Who calls whom in a compilation. The index of names says which trees mention a symbol; only those are bound, and only
/// once a rule asks.
/// </summary>
internal sealed class CodeMap(Compilation compilation)
{
    private const int MostTrees = 64;

    private readonly Lazy<HashSet<string>> _globalUsings = new(() => GlobalUsings(compilation));
    private readonly ConcurrentDictionary<SyntaxTree, SourceTree> _trees = new();
    private readonly ConcurrentDictionary<string, SourceTree[]> _bySpace = new(StringComparer.Ordinal);
    private SourceTree[]? _all;
    private readonly ConcurrentDictionary<ISymbol, IReadOnlyList<Mention>> _mentions = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ITypeSymbol, IReadOnlyList<IObjectCreationOperation>> _creations = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, IReadOnlyList<INamedTypeSymbol>> _derived = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, IReadOnlyList<IOperation>> _bodies = new(SymbolEqualityComparer.Default);

    public Compilation Compilation { get; } = compilation;

    /// <summary>Whether values are made of an intersection of masks, which several rules ask of one ratio.</summary>
    public ConcurrentDictionary<IOperation, bool> Intersections { get; } = new();

    /// <summary>The member that a symbol stands in: local functions and lambdas belong to theirs, accessors stay themselves.</summary>
    public static ISymbol MemberOf(ISymbol symbol)
    {
        var member = symbol;
        while (member is IMethodSymbol { MethodKind: MethodKind.LocalFunction or MethodKind.AnonymousFunction, ContainingSymbol: { } outer })
            member = outer;
        return member is IMethodSymbol method ? (method.ReducedFrom ?? method).OriginalDefinition : member.OriginalDefinition;
    }

    /// <summary>The bodies and initializers of a member that stands in source.</summary>
    public IReadOnlyList<IOperation> BodiesOf(ISymbol member) => _bodies.GetOrAdd(member, FindBodies);

    /// <summary>Every mention of a member in source, calls through a base method or an interface included.</summary>
    public IReadOnlyList<Mention> MentionsOf(ISymbol member) => _mentions.GetOrAdd(member, FindMentions);

    /// <summary>The source members that implement or override <paramref name="method"/>, or the property that it reads, in types that are used somewhere.</summary>
    public IEnumerable<IMethodSymbol> ImplementationsOf(IMethodSymbol method) => AllImplementationsOf(method).Where(m => IsUsed(m.ContainingType));

    /// <summary>The same in all types.</summary>
    public IEnumerable<IMethodSymbol> AllImplementationsOf(IMethodSymbol method)
    {
        var name = (method.AssociatedSymbol ?? method).Name;
        foreach (var source in TreesWith(name, method))
        {
            foreach (var node in source.Names.Find(name, source.Tree.GetRoot()))
            {
                if (node is MethodDeclarationSyntax or PropertyDeclarationSyntax && ModelOf(source.Tree).GetDeclaredSymbol(node) is { } declared
                    && (declared as IMethodSymbol ?? (declared as IPropertySymbol)?.GetMethod) is { IsAbstract: false } candidate
                    && Stands(candidate, method))
                {
                    yield return candidate;
                }
            }
        }
    }

    /// <summary>The types of the program that name <paramref name="type"/> in their list of bases.</summary>
    public IReadOnlyList<INamedTypeSymbol> DerivedFrom(INamedTypeSymbol type) => _derived.GetOrAdd(type, FindDerived);

    private IReadOnlyList<INamedTypeSymbol> FindDerived(ITypeSymbol type)
    {
        var derived = new List<INamedTypeSymbol>();
        foreach (var source in TreesWith(type.Name, type))
        {
            foreach (var node in source.Names.Find(type.Name, source.Tree.GetRoot()))
            {
                if (node.FirstAncestorOrSelf<BaseListSyntax>()?.Parent is { } declaration && ModelOf(source.Tree).GetDeclaredSymbol(declaration) is INamedTypeSymbol found
                    && (SymbolEqualityComparer.Default.Equals(found.BaseType?.OriginalDefinition, type) || found.Interfaces.Any(i => SymbolEqualityComparer.Default.Equals(i.OriginalDefinition, type))))
                {
                    derived.Add(found.OriginalDefinition);
                }
            }
        }

        return derived;
    }

    /// <summary>Whether a type is named anywhere but in its own declaration and in lists of bases.</summary>
    public bool IsUsed(INamedTypeSymbol type)
    {
        foreach (var source in TreesWith(type.Name, type))
        {
            foreach (var node in source.Names.Find(type.Name, source.Tree.GetRoot()))
            {
                if (node is SimpleNameSyntax && node.FirstAncestorOrSelf<BaseListSyntax>() is null
                    && !node.Ancestors().OfType<TypeDeclarationSyntax>().Any(t => t.Identifier.ValueText == type.Name))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The calls in trees that name a type: those that run an object of it are among them, but where another tree hands it out.</summary>
    public IEnumerable<IInvocationOperation> CallsNear(INamedTypeSymbol type)
        => TreesWith(type.Name, type).SelectMany(source => TreeBodies.Of(ModelOf(source.Tree)).Bodies).SelectMany(static b => b.Operations.Calls);

    /// <summary>Where objects of a type are made.</summary>
    public IReadOnlyList<IObjectCreationOperation> CreationsOf(INamedTypeSymbol type) => _creations.GetOrAdd(type.OriginalDefinition, FindCreations);

    /// <summary>What a record's property is given where such records are made; nothing for other members.</summary>
    public IEnumerable<IOperation> RecordedValuesOf(ISymbol member)
        => member is IPropertySymbol { ContainingType: { IsRecord: true } record }
            ? CreationsOf(record).Select(c => c.Arguments.FirstOrDefault(a => a.Parameter?.Name == member.Name)?.Value).OfType<IOperation>()
            : [];

    private IReadOnlyList<IObjectCreationOperation> FindCreations(ITypeSymbol type)
    {
        var creations = new List<IObjectCreationOperation>();
        foreach (var source in TreesWith(type.Name, type))
        {
            foreach (var node in source.Names.AllCreations(source.Tree.GetRoot()))
            {
                var isNamed = node is not ObjectCreationExpressionSyntax { Type: var named } || (named as SimpleNameSyntax ?? (named as QualifiedNameSyntax)?.Right)?.Identifier.ValueText == type.Name;
                if (isNamed && ModelOf(source.Tree).OperationOf(node) is IObjectCreationOperation { Type: { } made } creation
                    && SymbolEqualityComparer.Default.Equals(made.OriginalDefinition, type))
                {
                    creations.Add(creation);
                }
            }
        }

        return creations;
    }

    /// <summary>The initializers of a field or property and the values written to it in its own type.</summary>
    public IEnumerable<IOperation> WritesOf(ISymbol member)
    {
        foreach (var initializer in BodiesOf(member))
        {
            if (initializer is ISymbolInitializerOperation { Value: { } value })
                yield return value;
        }

        foreach (var mention in MentionsOf(member))
        {
            if (SymbolUses.WrittenValue(mention.Operation) is { } value)
                yield return value;
        }
    }

    /// <summary>The model that the compiler hands over for a tree, or the one that came before it.</summary>
    public SemanticModel ModelOf(SemanticModel handed) => Of(handed.SyntaxTree).ModelOr(_ => handed);

    // The rule against this call is about cost: here a tree is bound only where the index of names says that it
    // mentions the very member that a rule asks about.
#pragma warning disable RS1030
    public SemanticModel ModelOf(SyntaxTree tree) => Of(tree).ModelOr(t => Compilation.GetSemanticModel(t));
#pragma warning restore RS1030

    /// <summary>Whether a tree names TorchSharp or this library.</summary>
    public bool NamesTorch(SyntaxTree tree) => Of(tree).NamesTorch;

    private SourceTree Of(SyntaxTree tree) => _trees.GetOrAdd(tree, static t => new SourceTree(t));

    private SourceTree[] All => _all ??= [.. Compilation.SyntaxTrees.Select(Of)];

    /// <summary>Whether a call of <paramref name="called"/> can run <paramref name="method"/>.</summary>
    private static bool Stands(IMethodSymbol method, ISymbol called)
    {
        var comparer = SymbolEqualityComparer.Default;
        for (var m = method; m is not null; m = m.OverriddenMethod?.OriginalDefinition)
        {
            if (comparer.Equals(m, called))
                return true;
        }

        if (called.ContainingType is not { TypeKind: TypeKind.Interface })
            return false;
        foreach (var contract in method.ContainingType.AllInterfaces)
        {
            if (!comparer.Equals(contract.OriginalDefinition, called.ContainingType))
                continue;
            foreach (var member in contract.GetMembers(called.Name))
            {
                if (comparer.Equals(member.OriginalDefinition, called)
                    && comparer.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Names in the global usings of the sources.</summary>
    public HashSet<string> ImportedNames => _globalUsings.Value;

    /// <summary>Whether a source has one of these texts in it, in any case: no tree is walked for that.</summary>
    public static bool HasText(SyntaxTree tree, IReadOnlyList<string> texts)
    {
        var source = tree.GetText().ToString();
        return texts.Any(text => source.IndexOf(text, StringComparison.OrdinalIgnoreCase) >= 0);
    }

    /// <summary>
    /// The trees that can mention a symbol by its name: its own type's where it is private, else those that also name its
    /// namespace, as a declaration, a using or a qualified name does.
    /// </summary>
    private List<SourceTree> TreesWith(string name, ISymbol symbol)
    {
        var hash = TreeNames.Hash(name);
        if (symbol is { DeclaredAccessibility: Accessibility.Private, ContainingType: not null } && symbol is not INamedTypeSymbol)
            return [.. symbol.ContainingType.DeclaringSyntaxReferences.Select(r => Of(r.SyntaxTree)).Distinct().Where(t => t.Names.Contains(hash))];
        var space = symbol.ContainingNamespace;
        var all = space is null or { IsGlobalNamespace: true } || ImportedNames.Contains(space.Name) ? All : _bySpace.GetOrAdd(space.Name, FindTreesOf);
        var found = new List<SourceTree>();
        foreach (var source in all)
        {
            if (!source.Names.Contains(hash))
                continue;
            found.Add(source);
            if (found.Count == MostTrees)
                break;
        }

        return found;
    }

    private SourceTree[] FindTreesOf(string space)
    {
        var hash = TreeNames.Hash(space);
        return [.. All.Where(t => t.Names.Contains(hash))];
    }

    private static HashSet<string> GlobalUsings(Compilation compilation)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (tree.GetRoot() is not CompilationUnitSyntax unit)
                continue;
            foreach (var directive in unit.Usings.Where(static u => !u.GlobalKeyword.IsKind(SyntaxKind.None)))
            {
                foreach (var token in directive.DescendantTokens())
                {
                    if (token.IsKind(SyntaxKind.IdentifierToken))
                        names.Add(token.ValueText);
                }
            }
        }

        return names;
    }

    private IReadOnlyList<Mention> FindMentions(ISymbol member)
    {
        var mentions = new List<Mention>();
        var name = member is IMethodSymbol { AssociatedSymbol: { } owner } ? owner.Name : member.Name;
        if (member is IMethodSymbol { MethodKind: MethodKind.Constructor })
            name = member.ContainingType.Name;
        if (string.IsNullOrEmpty(name) || member.DeclaringSyntaxReferences.Length == 0)
            return mentions;
        var wanted = member is IMethodSymbol { AssociatedSymbol: IPropertySymbol property } ? property : member;
        foreach (var source in TreesWith(name, member))
        {
            foreach (var mention in source.Named(name, ModelOf(source.Tree)))
            {
                if (SymbolEqualityComparer.Default.Equals(mention.Symbol, wanted) || (wanted is IMethodSymbol method && Stands(method, mention.Symbol)))
                    mentions.Add(mention);
            }
        }

        return mentions;
    }

    private IReadOnlyList<IOperation> FindBodies(ISymbol member)
    {
        var bodies = new List<IOperation>();
        foreach (var reference in member.DeclaringSyntaxReferences)
        {
            var syntax = reference.GetSyntax();
            SyntaxNode? node = syntax switch
            {
                VariableDeclaratorSyntax declarator => declarator.Initializer,
                PropertyDeclarationSyntax property => (SyntaxNode?)property.Initializer ?? property.ExpressionBody,
                BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or ArrowExpressionClauseSyntax or LocalFunctionStatementSyntax
                    or CompilationUnitSyntax => syntax,
                _ => null,
            };
            if (node is null || !Compilation.ContainsSyntaxTree(node.SyntaxTree))
                continue;
            if (ModelOf(node.SyntaxTree).OperationOf(node) is { } operation)
                bodies.Add(operation);
        }

        if (member is IPropertySymbol { GetMethod: { } getter })
            bodies.AddRange(BodiesOf(getter));
        return bodies;
    }
}
