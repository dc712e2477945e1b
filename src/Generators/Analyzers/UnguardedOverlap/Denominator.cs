using MaskSharp.Generators.Analyzers.Operations;
using MaskSharp.Generators.Analyzers.PixelAccuracy;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.UnguardedOverlap;

/// <summary>
/// Takes the denominator of a ratio apart: sizes of masks that are added, a union, or true positives with both kinds of errors.
/// Anything else in the sum may keep it above zero, and then it is taken for guarded.
/// </summary>
internal sealed class Denominator
{
    private const int MostDepth = 6;

    private readonly TorchProject _project;
    private readonly HashSet<string> _counts = new(StringComparer.Ordinal);
    private int _sizes;
    private bool _hasUnion;
    private bool _isOther;

    private Denominator(TorchProject project) => _project = project;

    /// <summary>The variables it is made of.</summary>
    public HashSet<ISymbol> Symbols { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Whether it is zero exactly where both masks are empty.</summary>
    public bool IsSizeOfBoth => !_isOther && (_hasUnion || _sizes >= 2 || (_counts.Contains("tp") && _counts.Contains("fp") && _counts.Contains("fn")));

    public static Denominator Of(IOperation value, TorchProject project)
    {
        var denominator = new Denominator(project);
        denominator.Visit(value, isAdded: true, 0);
        return denominator;
    }

    private void Visit(IOperation value, bool isAdded, int depth)
    {
        var operation = value.Unwrap();
        if (_isOther || operation.Number() == 0)
            return;
        switch (operation)
        {
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum:
                Visit(sum.LeftOperand, isAdded, depth);
                Visit(sum.RightOperand, isAdded, depth);
                break;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract } difference:
                Visit(difference.LeftOperand, isAdded, depth);
                Visit(difference.RightOperand, !isAdded, depth);
                break;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } product when Factor(product) is { } scaled:
                Visit(scaled, isAdded, depth);
                break;
            case IInvocationOperation { TargetMethod.Name: "add" or "add_" or "sub" or "subtract" } call when call.Other() is { } other && IsTorch(call):
                Visit(call.Receiver()!, isAdded, depth);
                Visit(other, call.TargetMethod.Name[0] == 'a' == isAdded, depth);
                break;
            case IInvocationOperation { TargetMethod.Name: "mul" or "mul_" } call when call.Other()?.Number() is not null && IsTorch(call):
                Visit(call.Receiver()!, isAdded, depth);
                break;
            case IInvocationOperation call when IsTorch(call):
                Torch(call, isAdded, depth);
                break;
            case IInvocationOperation { TargetMethod: { Name: "Count" or "LongCount" or "Sum", ContainingType.Name: "Enumerable" or "ParallelEnumerable" }, Arguments.Length: 2 } count:
                Add(isAdded, IsDisjunction(count.Arguments[1].Value.ReturnedValues().FirstOrDefault()));
                break;
            case IInvocationOperation { TargetMethod.Name: OverlapFormula.BitCount, Arguments: [{ Value: var bits }] }:
                // Masks packed into words: the bits of a word are pixels.
                Add(isAdded, IsDisjunction(bits));
                Collect(bits);
                break;
            case IArrayElementReferenceOperation { ArrayReference: var array } when array.ReferencedSymbol() is { } symbol:
                Variable(operation, symbol, isAdded, depth);
                break;
            case IPropertyReferenceOperation { Arguments.Length: > 0, Instance: { } instance } when instance.ReferencedSymbol() is { } symbol:
                Variable(operation, symbol, isAdded, depth);
                break;
            case ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation when operation.ReferencedSymbol() is { } symbol:
                Variable(operation, symbol, isAdded, depth);
                break;
            default:
                _isOther = true;
                break;
        }
    }

    private static IOperation? Factor(IBinaryOperation product)
    {
        if (product.LeftOperand.Number() is not null || IsScalarSetting(product.LeftOperand))
            return product.RightOperand;
        return product.RightOperand.Number() is not null || IsScalarSetting(product.RightOperand) ? product.LeftOperand : null;
    }

    /// <summary>The α and β of a Tversky index.</summary>
    private static bool IsScalarSetting(IOperation value)
        => value.Unwrap() is IParameterReferenceOperation or IFieldReferenceOperation or ILocalReferenceOperation or IPropertyReferenceOperation
            && TorchTypes.IsFloating(value.Unwrap().Type) && ConfusionFormula.CountName(value.ReferencedSymbol()?.Name ?? "") is null;

    private void Torch(IInvocationOperation call, bool isAdded, int depth)
    {
        switch (call.TargetMethod.Name)
        {
            case "sum" or "count_nonzero" when call.Receiver() is { } summed:
                if (OfSum(summed, depth))
                    Add(isAdded, isUnion: true);
                else
                    Add(isAdded);
                Collect(summed);
                break;
            case "diagonal" or "diag":
                Add(isAdded);
                break;
            case "ToDouble" or "ToSingle" or "ToInt64" or "ToInt32" or "item" or "to_type" or "to" or "double" or "float" or "cpu" or "cuda" or "squeeze" or "unsqueeze" or "view" or "reshape"
                or "clone" or "contiguous" or "detach" or "alias" or "MoveToOuterDisposeScope" when call.Receiver() is { } receiver:
                Visit(receiver, isAdded, depth);
                break;
            case "MoveToOuter" when call.HandedOut(_project.Types) is { } handed:
                Visit(handed, isAdded, depth);
                break;
            default:
                // Clamps, maxima and selections are guards; of the rest nothing is known.
                _isOther = true;
                break;
        }
    }

    /// <summary>Whether what is summed is a union already: a disjunction, a maximum, or the sum of two maps.</summary>
    private bool OfSum(IOperation summed, int depth)
    {
        var operation = summed.Unwrap();
        return operation switch
        {
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Or } => true,
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => IsMap(sum.LeftOperand) && IsMap(sum.RightOperand),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract, LeftOperand: var left } => OfSum(left, depth),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual, LeftOperand: var left } => OfSum(left, depth),
            IInvocationOperation { TargetMethod.Name: "logical_or" or "bitwise_or" or "maximum" or "add" } => true,
            IInvocationOperation { TargetMethod.Name: "max" } call => call.Other() is { } other && _project.Types.IsTensor(other.Unwrap().Type),
            IInvocationOperation { TargetMethod.Name: "to_type" or "to" or "gt" or "float" or "double" or "flatten" or "view" or "reshape" } call => call.Receiver() is { } receiver && OfSum(receiver, depth),
            ILocalReferenceOperation local when depth < MostDepth => ReachingWrites.Of(local, local.Local) is [var written] && OfSum(written, depth + 1),
            _ => false,
        };
    }

    /// <summary>A tensor that can be a mask: what is divided is a weight of pixels.</summary>
    private bool IsMap(IOperation value)
        => _project.Types.IsTensor(value.Unwrap().Type) && value.Unwrap() is not (IBinaryOperation { OperatorKind: BinaryOperatorKind.Divide } or IInvocationOperation { TargetMethod.Name: "div" or "divide" or "true_divide" });

    private void Variable(IOperation reference, ISymbol symbol, bool isAdded, int depth)
    {
        Symbols.Add(symbol);
        if (ConfusionFormula.CountName(symbol.Name) is { } count)
        {
            _isOther |= count == "tn";
            _counts.Add(count);
            return;
        }

        var written = depth < MostDepth ? ValuesOf(reference, symbol).ToList() : [];
        if (written.Exists(static v => v.Number() is not (null or 0)))
        {
            // What starts above zero, or is a fixed number, is never zero.
            _isOther = true;
            return;
        }

        var uses = SymbolUses.Of(reference);
        if (uses.Increments(symbol).FirstOrDefault() is { } increment)
        {
            Add(isAdded, RestrictionClassifier.GuardsOf(increment).Any(static g => IsDisjunction(g.Condition)));
            return;
        }

        var values = written.FindAll(static v => v.Number() is null && !IsAllocation(v));
        // A smoothing term of zero keeps nothing above it; what others can set may be more.
        if (written.Count > 0 && values.Count == 0 && TorchTypes.IsFloating(reference.Type) && symbol is ILocalSymbol or IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null })
            return;
        if (values.Count == 0)
            Unwritten(reference, symbol, isAdded);
        else
            Written(values, symbol, isAdded, depth);
    }

    private void Written(List<IOperation> values, ISymbol symbol, bool isAdded, int depth)
    {
        // Each value alone must be a size; the first says of what.
        for (var i = 0; i < values.Count; i++)
        {
            var value = values[i] is ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add } compound ? compound.Value : values[i];
            var part = new Denominator(_project);
            part.Visit(value, isAdded: true, depth + 1);
            Symbols.UnionWith(part.Symbols);
            _isOther |= part._isOther || (part._sizes == 0 && !part._hasUnion && part._counts.Count == 0);
            if (i > 0)
                continue;
            _hasUnion |= part._hasUnion || IsUnionName(symbol.Name);
            _sizes += isAdded ? part._sizes : 0;
            _counts.UnionWith(part._counts);
        }
    }

    /// <summary>
    /// A parameter or member: known by its callers, or by its name where it is a whole number or a tensor. Whole numbers in a matrix, over
    /// whose diagonal they stand, are pixels of classes.
    /// </summary>
    private void Unwritten(IOperation reference, ISymbol symbol, bool isAdded)
    {
        var isCount = reference.Type?.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_UInt32 or SpecialType.System_UInt64
            || _project.Types.IsTensor(reference.Type);
        if (IsUnionName(symbol.Name) && (isCount || IsHandedSizes(symbol)))
            Add(isAdded, isUnion: true);
        else if (isCount && (IsSizeName(symbol.Name) || reference is IArrayElementReferenceOperation { Indices.Length: 2 }))
            Add(isAdded);
        else
            _isOther = true;
    }

    private bool IsHandedSizes(ISymbol symbol)
    {
        if (symbol is not IParameterSymbol { ContainingSymbol: IMethodSymbol method } parameter)
            return false;
        return _project.Code.MentionsOf((method.ReducedFrom ?? method).OriginalDefinition).Any(m => m.Operation is IInvocationOperation call
            && call.Arguments.ByParameter(parameter.Ordinal)?.Value is { } argument && Of(argument, _project) is { _isOther: false, _sizes: > 0 } or { _isOther: false, _hasUnion: true });
    }

    private IEnumerable<IOperation> ValuesOf(IOperation reference, ISymbol symbol) => symbol switch
    {
        ILocalSymbol => reference is ILocalReferenceOperation ? ReachingWrites.Of(reference, symbol) : SymbolUses.Of(reference).Writes(symbol),
        IParameterSymbol => ReachingWrites.Of(reference, symbol),
        IFieldSymbol or IPropertySymbol when symbol.DeclaringSyntaxReferences.Length > 0 => _project.Code.WritesOf(symbol.OriginalDefinition),
        _ => [],
    };

    private static bool IsAllocation(IOperation value)
        => value.Unwrap() is IArrayCreationOperation or IObjectCreationOperation or IDefaultValueOperation or IInvocationOperation { TargetMethod.Name: "zeros" or "zeros_like" };

    private void Collect(IOperation summed)
    {
        foreach (var operation in summed.DescendantsAndSelf())
        {
            if (operation.ReferencedSymbol() is { } symbol)
                Symbols.Add(symbol);
        }
    }

    private void Add(bool isAdded, bool isUnion = false)
    {
        _sizes += isAdded ? 1 : 0;
        _hasUnion |= isUnion && isAdded;
    }

    private bool IsTorch(IInvocationOperation call) => _project.Types.IsTorchMethod(call.TargetMethod);

    private static bool IsDisjunction(IOperation? condition)
        => condition?.Unwrap() is IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or };

    private static bool IsUnionName(string name) => Words.Any(name, static w => w is "union" or "unions" or "denominator" or "denom" or "cardinality");

    private static bool IsSizeName(string name) => Words.Any(name, static w => w is "area" or "areas" or "size" or "sizes" or "sum" or "sums" or "count" or "counts" or "pixels" or "voxels");
}
