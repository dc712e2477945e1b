using System.Collections.Concurrent;
using System.Collections.Immutable;
using MaskSharp.Generators.Analyzers.Operations;
using MaskSharp.Generators.Datasets;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.PixelAccuracy;

/// <summary>
/// Where the imbalance is known from: an attribute on what encloses the comparison or on what it uses, then the same for the
/// callers, then the assembly; else the measured data sets; else nowhere.
/// </summary>
internal sealed class ImbalanceSources(CodeMap code, ImmutableArray<MeasuredDataset> measured)
{
    private readonly ConcurrentDictionary<ISymbol, IReadOnlyList<AttributeData>> _near = new(SymbolEqualityComparer.Default);
    private readonly Lazy<bool> _isAnyAnnotated = new(() => IsAnyAnnotated(code.Compilation));

    /// <summary>The imbalance for an evaluation, and whether an attribute marks it as a segmentation.</summary>
    public (Imbalance Imbalance, bool IsAnnotated) Of(IReadOnlyList<ISymbol> members)
    {
        var named = (Imbalance?)null;
        var isAnnotated = false;
        foreach (var attribute in AttributesNear(members))
        {
            isAnnotated = true;
            var read = Read(attribute);
            if (read.ForegroundFraction is not null)
                return (read, true);
            named ??= read.Name is null ? null : read;
        }

        foreach (var attribute in Datasets(code.Compilation.Assembly))
        {
            var read = Read(attribute);
            if (read.ForegroundFraction is not null)
                return (read, isAnnotated);
            named ??= read.Name is null ? null : read;
        }

        // An attribute without a number picks the data set; else speak of the most imbalanced one.
        return (named ?? MostImbalanced(), isAnnotated);
    }

    private Imbalance Read(AttributeData attribute)
    {
        string? name = null;
        double? fraction = null;
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument is { Key: "Name", Value.Value: string text })
                name = text;
            else if (argument is { Key: "ForegroundFraction", Value.Value: double value } && value is >= 0 and <= 1)
                fraction = value;
        }

        if (fraction is null && name is not null && measured.FirstOrDefault(d => d.Name == name) is { } dataset)
            fraction = dataset.ForegroundFraction;
        return new Imbalance(fraction, name);
    }

    private Imbalance MostImbalanced()
    {
        var most = measured.OrderBy(static d => Math.Min(d.ForegroundFraction, 1 - d.ForegroundFraction)).FirstOrDefault();
        return most is null ? Imbalance.Unknown : new Imbalance(most.ForegroundFraction, most.Name);
    }

    private IEnumerable<AttributeData> AttributesNear(IReadOnlyList<ISymbol> members)
        => _isAnyAnnotated.Value
            ? members.SelectMany(m => _near.GetOrAdd(m, member => [.. Enclosing(member).Concat(Used(member)).SelectMany(Datasets)]))
            : [];

    /// <summary>Whether a source names the attribute, or a referenced assembly may carry it.</summary>
    private static bool IsAnyAnnotated(Compilation compilation)
        => compilation.SyntaxTrees.Any(static tree => TreeNames.Of(tree) is var names && (names.Contains("SegmentationDataset") || names.Contains("SegmentationDatasetAttribute")))
            || compilation.SourceModule.ReferencedAssemblySymbols.Any(static a => a.Modules.Any(static m => m.ReferencedAssemblies.Any(static r => r.Name == "MaskSharp")));

    /// <summary>The member, its parameters, its property, and the types around it with their bases.</summary>
    private static IEnumerable<ISymbol> Enclosing(ISymbol member)
    {
        yield return member;
        if (member is IMethodSymbol method)
        {
            if (method.AssociatedSymbol is { } associated)
                yield return associated;
            foreach (var parameter in method.Parameters)
                yield return parameter;
        }

        for (var outer = member.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            for (INamedTypeSymbol? type = outer; type is { SpecialType: SpecialType.None }; type = type.BaseType)
                yield return type;
        }
    }

    /// <summary>The fields, properties and calls of a member, and the types of what it handles.</summary>
    private IEnumerable<ISymbol> Used(ISymbol member)
    {
        if (member is IMethodSymbol method)
        {
            foreach (var type in method.Parameters.SelectMany(static p => Types(p.Type)))
                yield return type;
        }

        foreach (var operation in code.BodiesOf(member).SelectMany(static b => BodyOperations.Of(b).All))
        {
            var symbol = operation switch
            {
                IFieldReferenceOperation field => field.Field,
                IPropertyReferenceOperation property => property.Property,
                IInvocationOperation call => call.TargetMethod,
                ILocalFunctionOperation function => function.Symbol,
                _ => (ISymbol?)null,
            };
            if (symbol is { DeclaringSyntaxReferences.Length: > 0 })
                yield return symbol;
            foreach (var type in Types(operation.Type))
                yield return type;
        }
    }

    private static IEnumerable<ISymbol> Types(ITypeSymbol? type)
    {
        if (type is INamedTypeSymbol named)
        {
            yield return named.OriginalDefinition;
            foreach (var argument in named.TypeArguments.OfType<INamedTypeSymbol>())
                yield return argument.OriginalDefinition;
        }
    }

    private static IEnumerable<AttributeData> Datasets(ISymbol symbol)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (TorchTypes.IsDataset(attribute.AttributeClass))
                yield return attribute;
        }
    }
}
