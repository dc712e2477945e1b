using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Samples.Tests.Documentation.Members;

/// <summary>
/// The exceptions that the code of an assembly throws by its own words: <c>throw</c>, the <c>ThrowIf…</c> of exceptions, and arithmetic in <c>checked</c>,
/// followed through all that it calls of itself. What a <c>catch</c> takes is left out.
/// </summary>
/// <remarks>
/// An error of an argument, and one of arithmetic, is followed only into calls that are given a parameter or a local variable: what is called with constants
/// and the object's own state was checked before. Paths are not told apart.
/// </remarks>
internal sealed class ThrownErrors
{
    private readonly Dictionary<ISymbol, List<Site>> _sites = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, Dictionary<ITypeSymbol, ISymbol>> _likely;
    private readonly Dictionary<ISymbol, Dictionary<ITypeSymbol, ISymbol>> _possible;
    private readonly Dictionary<ISymbol, List<ISymbol>> _promises = new(SymbolEqualityComparer.Default);
    private readonly ILookup<ISymbol, (ISymbol Caller, Site Site)> _callers;
    private readonly INamedTypeSymbol _exception;
    private readonly INamedTypeSymbol _argument;
    private readonly INamedTypeSymbol _null;
    private readonly INamedTypeSymbol _overflow;

    public ThrownErrors(Compilation compilation)
    {
        INamedTypeSymbol Known(string name) => compilation.GetTypeByMetadataName(name)!;
        (_exception, _argument, _null, _overflow) = (Known("System.Exception"), Known("System.ArgumentException"), Known("System.ArgumentNullException"), Known("System.OverflowException"));
        foreach (var tree in compilation.SyntaxTrees)
        {
            var model = compilation.GetSemanticModel(tree);
            foreach (var node in tree.GetRoot().DescendantNodes())
            {
                if (MethodOf(node, model) is { } method && model.GetOperation(node) is { } body)
                    Collect(body, [], _sites[method] = [], hasParameters: !method.Parameters.IsEmpty);
            }
        }

        foreach (var method in _sites.Keys.OfType<IMethodSymbol>())
            _promises.Add(method, [.. Promises(method)]);
        _callers = _sites.SelectMany(body => body.Value.Where(site => site.Target is IMethodSymbol).Select(site => (Caller: body.Key, Site: site)))
            .ToLookup(call => call.Site.Target.OriginalDefinition, SymbolEqualityComparer.Default);
        _likely = Follow(everywhere: false);
        _possible = Follow(everywhere: true);
    }

    /// <summary>The types of what a member throws, and the method that throws each.</summary>
    public IEnumerable<(ITypeSymbol Type, ISymbol By)> Of(ISymbol member) => Of(member, _likely);

    /// <summary>The same with errors of arguments and arithmetic followed into every call.</summary>
    public IEnumerable<(ITypeSymbol Type, ISymbol By)> PossibleOf(ISymbol member) => Of(member, _possible);

    private static IEnumerable<(ITypeSymbol Type, ISymbol By)> Of(ISymbol member, Dictionary<ISymbol, Dictionary<ITypeSymbol, ISymbol>> thrown)
        => (member is IPropertySymbol property ? new ISymbol?[] { property.GetMethod, property.SetMethod } : [member])
            .SelectMany(method => method is not null && thrown.TryGetValue(method, out var types) ? types : [])
            .DistinctBy(one => one.Key, SymbolEqualityComparer.Default).Select(one => (one.Key, one.Value));

    private static IMethodSymbol? MethodOf(SyntaxNode node, SemanticModel model) => node switch
    {
        BaseMethodDeclarationSyntax or AccessorDeclarationSyntax => model.GetDeclaredSymbol(node) as IMethodSymbol,
        ArrowExpressionClauseSyntax { Parent: BasePropertyDeclarationSyntax property } => (model.GetDeclaredSymbol(property) as IPropertySymbol)?.GetMethod,
        _ => null,
    };

    private void Collect(IOperation operation, ImmutableArray<ITypeSymbol> caught, List<Site> sites, bool hasParameters)
    {
        if (operation is ITryOperation attempt)
        {
            Collect(attempt.Body, [.. caught, .. attempt.Catches.Where(EndsHere).Select(clause => clause.ExceptionType)], sites, hasParameters);
            foreach (var rest in attempt.ChildOperations.Where(child => child != attempt.Body))
                Collect(rest, caught, sites, hasParameters);
            return;
        }

        foreach (var target in Targets(operation))
            sites.Add(new(target, caught, hasParameters && operation.ChildOperations.Any(MentionsVariable)));
        foreach (var child in operation.ChildOperations)
            Collect(child, caught, sites, hasParameters);
    }

    /// <summary>Whether a clause takes every exception of its type and does not throw it on.</summary>
    private static bool EndsHere(ICatchClauseOperation clause) => clause.Filter is null && !clause.Handler.Descendants().OfType<IThrowOperation>().Any(thrown => thrown.Exception is null);

    /// <summary>Whether a value is made of a parameter or a local variable; what a lambda looks at is followed by itself.</summary>
    private static bool MentionsVariable(IOperation value)
        => value is IParameterReferenceOperation or ILocalReferenceOperation || (value is not IAnonymousFunctionOperation && value.ChildOperations.Any(MentionsVariable));

    /// <summary>Types that an operation throws, and methods that it calls.</summary>
    private IEnumerable<ISymbol> Targets(IOperation operation)
    {
        switch (operation)
        {
            case IThrowOperation { Exception: { } thrown }:
                return [Unconverted(thrown).Type!];
            case IInvocationOperation { TargetMethod: { IsStatic: true } guard } when guard.Name.StartsWith("ThrowIf", StringComparison.Ordinal) && IsA(guard.ContainingType, _exception):
                return guard.Name.StartsWith("ThrowIfNullOr", StringComparison.Ordinal) ? [guard.ContainingType, _null] : [guard.ContainingType];
            case IInvocationOperation call:
                return [call.TargetMethod];
            case IObjectCreationOperation { Constructor: { } constructor }:
                return [constructor];
            case IMethodReferenceOperation reference:
                return [reference.Method];
            case IPropertyReferenceOperation { Property: var property }:
                return new[] { property.GetMethod, property.SetMethod }.OfType<ISymbol>();
            case IBinaryOperation { OperatorMethod: { } method }:
                return [method];
            case IUnaryOperation { OperatorMethod: { } method }:
                return [method];
            case ICompoundAssignmentOperation { OperatorMethod: { } method }:
                return [method];
            case IBinaryOperation { IsChecked: true, OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract or BinaryOperatorKind.Multiply } or ICompoundAssignmentOperation { IsChecked: true }:
            case IConversionOperation { IsChecked: true, IsImplicit: false, Conversion.IsNumeric: true }:
                return [_overflow];
            default:
                return [];
        }
    }

    private static IOperation Unconverted(IOperation operation) => operation is IConversionOperation { IsImplicit: true } conversion ? Unconverted(conversion.Operand) : operation;

    /// <summary>What a method overrides or implements.</summary>
    private static IEnumerable<ISymbol> Promises(IMethodSymbol method)
    {
        for (var overridden = method.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
            yield return overridden.OriginalDefinition;
        foreach (var promised in method.ContainingType.AllInterfaces.SelectMany(type => type.GetMembers()))
        {
            if (SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(promised), method))
                yield return promised.OriginalDefinition;
        }
    }

    /// <summary>Hands what is thrown on to the callers.</summary>
    private Dictionary<ISymbol, Dictionary<ITypeSymbol, ISymbol>> Follow(bool everywhere)
    {
        var thrown = _sites.Keys.ToDictionary(method => method, _ => new Dictionary<ITypeSymbol, ISymbol>(SymbolEqualityComparer.Default), SymbolEqualityComparer.Default);
        var found = new Queue<(ISymbol Method, ITypeSymbol Type, ISymbol By)>();
        void Note(ISymbol method, Site site, ITypeSymbol type, ISymbol by)
        {
            if (!site.Caught.Any(caught => IsA(type, caught)) && thrown[method].TryAdd(type, by))
                found.Enqueue((method, type, by));
        }

        foreach (var (method, sites) in _sites)
        {
            foreach (var site in sites.Where(site => site.Target is ITypeSymbol))
                Note(method, site, (ITypeSymbol)site.Target, method);
        }

        while (found.TryDequeue(out var one))
        {
            foreach (var (caller, site) in _promises[one.Method].Append(one.Method).SelectMany(called => _callers[called]))
            {
                if (everywhere || site.IsGivenVariable || !(IsA(one.Type, _argument) || IsA(one.Type, _overflow)))
                    Note(caller, site, one.Type, one.By);
            }
        }

        return thrown;
    }

    private static bool IsA(ITypeSymbol? type, ITypeSymbol parent)
    {
        while (type is not null && !SymbolEqualityComparer.Default.Equals(type, parent))
            type = type.BaseType;
        return type is not null;
    }

    /// <summary>A place that throws a type or calls a method.</summary>
    private sealed record Site(ISymbol Target, ImmutableArray<ITypeSymbol> Caught, bool IsGivenVariable);
}
