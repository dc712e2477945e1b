using Microsoft.CodeAnalysis;

namespace MaskSharp.Generators.Analyzers.Operations;

/// <summary>
/// The types that every rule asks about. They are known by their names: to look one up would read the metadata of a large assembly for a
/// project that may never use it. What was recognised last is compared first.
/// </summary>
internal sealed class TorchTypes
{
    private const string Torch = "TorchSharp";
    private const int MostConstraints = 4;

    private ITypeSymbol? _tensor;
    private ITypeSymbol? _module;
    private IAssemblySymbol? _assembly;

    /// <summary>
    /// Whether a project refers to TorchSharp, from what its references are called: to ask for assemblies, before the compiler has, is to
    /// open them all.
    /// </summary>
    public static bool CanBeIn(Compilation compilation)
        => compilation.AssemblyName == Torch || compilation.References.Any(static r => r is not PortableExecutableReference { FilePath: { } path } || path.IndexOf(Torch, StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>Whether a project uses TorchSharp with MaskSharp, or is one of them.</summary>
    public static bool AreIn(Compilation compilation)
    {
        bool hasTorch = compilation.AssemblyName == Torch, hasOwn = compilation.AssemblyName == "MaskSharp";
        foreach (var referenced in compilation.ReferencedAssemblyNames)
        {
            hasTorch |= referenced.Name == Torch;
            hasOwn |= referenced.Name == "MaskSharp";
        }

        return hasTorch && hasOwn;
    }

    /// <summary><c>[SegmentationDataset]</c>.</summary>
    public static bool IsDataset(INamedTypeSymbol? attribute)
        => attribute is { Name: "SegmentationDatasetAttribute", ContainingNamespace: { Name: "MaskSharp", ContainingNamespace.IsGlobalNamespace: true } };

    public bool IsTensor(ITypeSymbol? type)
    {
        if (type is null)
            return false;
        if (ReferenceEquals(type, _tensor))
            return true;
        if (type.Name != "Tensor" || !IsInTorch(type.ContainingType))
            return false;
        _tensor = type;
        return true;
    }

    /// <summary>A module of TorchSharp, a class derived from one, or a type parameter that stands for one.</summary>
    public bool IsModule(ITypeSymbol? type) => IsModule(type, 0);

    private bool IsModule(ITypeSymbol? type, int depth)
    {
        // In broken code parameters may be constrained by each other.
        if (type is ITypeParameterSymbol parameter)
            return depth < MostConstraints && parameter.ConstraintTypes.Any(t => IsModule(t, depth + 1));
        for (var t = type; t is not null; t = t.BaseType)
        {
            if (ReferenceEquals(t, _module))
                return true;
            if (t.Name == "Module" && t.ContainingType is { Name: "nn" } space && IsInTorch(space.ContainingType))
            {
                _module = t;
                return true;
            }
        }

        return false;
    }

    private static bool IsInTorch(INamedTypeSymbol? type)
        => type is { Name: "torch", ContainingType: null, ContainingNamespace: { Name: Torch, ContainingNamespace.IsGlobalNamespace: true } };

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
    public bool IsTorchMethod(IMethodSymbol method) => IsTorch(method.ContainingAssembly);

    /// <summary>A type of TorchSharp itself.</summary>
    public bool IsTorch(ITypeSymbol? type) => IsTorch(type?.ContainingAssembly);

    private bool IsTorch(IAssemblySymbol? assembly)
    {
        if (assembly is null)
            return false;
        if (ReferenceEquals(assembly, _assembly))
            return true;
        if (assembly.Name != Torch)
            return false;
        _assembly = assembly;
        return true;
    }

    /// <summary>Whether values of this type can hold pixels: a tensor, numbers in an array, span or sequence, or a pair of such.</summary>
    public bool HoldsPixels(ITypeSymbol? type) => HoldsPixels(type, 0);

    private bool HoldsPixels(ITypeSymbol? type, int depth)
    {
        if (type is null || depth > 4)
            return false;
        if (IsTensor(type))
            return true;
        if (IsPacked(type))
            return true;
        if (type is IArrayTypeSymbol array)
            return IsNumber(array.ElementType) || HoldsPixels(array.ElementType, depth + 1);
        if (type is not INamedTypeSymbol { TypeArguments.Length: > 0, TypeKind: not TypeKind.Delegate } named)
            return false;
        foreach (var argument in named.TypeArguments)
        {
            if ((!named.IsTupleType && IsNumber(argument)) || HoldsPixels(argument, depth + 1))
                return true;
        }

        return false;
    }

    /// <summary>Several pixels in one value: an array of bits, or a vector of the processor.</summary>
    public static bool IsPacked(ITypeSymbol? type)
        => type is { Name: "BitArray" or "Vector" or "Vector64" or "Vector128" or "Vector256" or "Vector512", ContainingNamespace.Name: "Collections" or "Numerics" or "Intrinsics" };

    /// <summary>A number or a bool: what a pixel can be.</summary>
    public static bool IsNumber(ITypeSymbol? type) => type?.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_Double
        and not SpecialType.System_Char;

    public static bool IsFloating(ITypeSymbol? type)
        => type?.SpecialType is SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal;
}
