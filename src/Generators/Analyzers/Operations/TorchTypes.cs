using Microsoft.CodeAnalysis;

namespace MaskSharp.Generators.Analyzers.Operations;

/// <summary>The types that every rule asks about. Absent as a whole where a project does not use TorchSharp with MaskSharp.</summary>
internal sealed class TorchTypes
{
    private readonly INamedTypeSymbol _tensor;
    private readonly INamedTypeSymbol? _module;

    private TorchTypes(INamedTypeSymbol tensor, INamedTypeSymbol? module, INamedTypeSymbol dataset)
    {
        _tensor = tensor;
        _module = module;
        DatasetAttribute = dataset;
    }

    public INamedTypeSymbol DatasetAttribute { get; }

    public static TorchTypes? From(Compilation compilation)
    {
        var dataset = Find(compilation, "MaskSharp", "MaskSharp.SegmentationDatasetAttribute");
        if (dataset is null)
            return null;
        var tensor = Find(compilation, "TorchSharp", "TorchSharp.torch+Tensor");
        return tensor is null
            ? null
            : new TorchTypes(tensor, Find(compilation, "TorchSharp", "TorchSharp.torch+nn+Module"), dataset);
    }

    /// <summary>A type of the assembly that usually has it: to ask all assemblies is to read the tables of them all.</summary>
    private static INamedTypeSymbol? Find(Compilation compilation, string assembly, string name)
    {
        foreach (var referenced in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            if (referenced.Name == assembly)
                return referenced.GetTypeByMetadataName(name) ?? compilation.GetTypeByMetadataName(name);
        }

        return compilation.GetTypeByMetadataName(name);
    }

    public bool IsTensor(ITypeSymbol? type) => SymbolEqualityComparer.Default.Equals(type, _tensor);

    /// <summary>A module of TorchSharp or a class derived from one.</summary>
    public bool IsModule(ITypeSymbol? type)
    {
        for (var t = type; t is not null && _module is not null; t = t.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(t, _module))
                return true;
        }

        return false;
    }

    /// <summary>The <c>forward</c> that a class of the program runs, its own or that of a base class, with as many inputs at least.</summary>
    public static IMethodSymbol? ForwardOf(ITypeSymbol? type, int inputs)
    {
        for (var t = type?.OriginalDefinition; t is { DeclaringSyntaxReferences.Length: > 0 }; t = t.BaseType?.OriginalDefinition)
        {
            foreach (var member in t.GetMembers("forward"))
            {
                if (member is IMethodSymbol { IsAbstract: false } forward && forward.Parameters.Length >= inputs)
                    return forward;
            }
        }

        return null;
    }

    /// <summary>A method of TorchSharp itself: of Tensor, of torch, or of its functional namespaces.</summary>
    public bool IsTorchMethod(IMethodSymbol method)
        => SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, _tensor.ContainingAssembly);

    /// <summary>A type of TorchSharp itself.</summary>
    public bool IsTorch(ITypeSymbol? type) => SymbolEqualityComparer.Default.Equals(type?.ContainingAssembly, _tensor.ContainingAssembly);

    /// <summary>Whether values of this type can hold pixels: a tensor, numbers in an array, span or sequence, or a pair of such.</summary>
    public bool HoldsPixels(ITypeSymbol? type) => HoldsPixels(type, 0);

    private bool HoldsPixels(ITypeSymbol? type, int depth)
    {
        if (type is null || depth > 4)
            return false;
        if (IsTensor(type))
            return true;
        if (type is IArrayTypeSymbol array)
            return IsNumber(array.ElementType) || HoldsPixels(array.ElementType, depth + 1);
        if (type is not INamedTypeSymbol { TypeArguments.Length: > 0 } named)
            return false;
        foreach (var argument in named.TypeArguments)
        {
            if ((!named.IsTupleType && IsNumber(argument)) || HoldsPixels(argument, depth + 1))
                return true;
        }

        return false;
    }

    /// <summary>A number or a bool: what a pixel can be.</summary>
    public static bool IsNumber(ITypeSymbol? type) => type?.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_Double
        and not SpecialType.System_Char;

    public static bool IsFloating(ITypeSymbol? type)
        => type?.SpecialType is SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal;
}
