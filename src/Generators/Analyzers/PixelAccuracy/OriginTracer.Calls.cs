using System.Collections.Immutable;
using MaskSharp.Generators.Analyzers.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.PixelAccuracy;

/// <summary>The part about calls: of networks, of TorchSharp, and of the program's own helpers.</summary>
internal sealed partial class OriginTracer
{
    private void Invocation(IInvocationOperation invocation)
    {
        var method = invocation.TargetMethod;
        if (IsModelCall(invocation))
        {
            Model(invocation.Instance!.Unwrap());
            return;
        }

        if (types.IsTorchMethod(method))
        {
            TorchCall(invocation, method.Name);
            return;
        }

        if (method.MethodKind == MethodKind.DelegateInvoke && invocation.Instance is { } function)
            Function(function);

        // A number that is rounded is hard as a rounded tensor is.
        _origin.IsHard |= method is { Name: "Round" or "Floor" or "Ceiling" or "Truncate", ContainingType.Name: "Math" or "MathF" } && !IsScaled(invocation.Receiver());

        // A method of the program's own, or of LINQ: what goes in comes out.
        foreach (var argument in invocation.Arguments)
        {
            var value = argument.Value.Unwrap();
            if (value is IDelegateCreationOperation or IAnonymousFunctionOperation)
            {
                foreach (var returned in value.ReturnedValues())
                    Visit(returned);
            }
            else if (types.HoldsPixels(value.Type) || value.Type is not { IsValueType: true })
            {
                Visit(value);
            }
        }

        if (invocation.Instance is { } instance && instance is not IInstanceReferenceOperation)
            Visit(instance);
        if (method.DeclaringSyntaxReferences.Length > 0)
        {
            _origin.Names.Add(method.Name);

            // Only numbers are left to follow.
            Returned(method, invocation.Arguments.RemoveAll(static a => !TorchTypes.IsNumber(a.Value.Unwrap().Type)));
        }
        else
        {
            _origin.IsEncoded |= method.ContainingType?.ContainingNamespace is { Name: "Net" or "Cryptography" or "Text" };
        }
    }

    /// <summary>What the functions return that a delegate can be: written to a variable, or handed over by callers.</summary>
    private void Function(IOperation value)
    {
        if (_steps++ > MostSteps)
            return;
        switch (value.Unwrap())
        {
            case IDelegateCreationOperation { Target: IMethodReferenceOperation { Method: { DeclaringSyntaxReferences.Length: > 0 } method } }:
                Returned(method);
                break;
            case IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda }:
                foreach (var returned in lambda.ReturnedValues())
                    Visit(returned);
                break;
            case ILocalReferenceOperation local when _origin.Symbols.Add(local.Local):
                foreach (var written in SymbolUses.Of(local).Writes(local.Local))
                    Function(written);
                break;
            case IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: not MethodKind.AnonymousFunction } method } parameter }
                when _calls < MostCalls && _origin.Symbols.Add(parameter):
                _calls++;
                foreach (var mention in code.MentionsOf((method.ReducedFrom ?? method).OriginalDefinition))
                {
                    if (mention.Operation is IInvocationOperation call && ArgumentOf(call, parameter.Ordinal) is { } argument)
                        Function(argument);
                }

                _calls--;
                break;
        }
    }

    /// <summary>A network, and where it is a parameter the networks that callers hand over.</summary>
    private void Model(IOperation receiver)
    {
        _origin.Models.Add(new ModelCall(receiver, receiver.ReferencedSymbol()?.Name ?? receiver.Type?.Name ?? ""));
        if (receiver is not IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: not MethodKind.AnonymousFunction } method } parameter } || _calls >= MostCalls)
            return;
        _calls++;
        foreach (var mention in code.MentionsOf((method.ReducedFrom ?? method).OriginalDefinition))
        {
            if (mention.Operation is IInvocationOperation call && ArgumentOf(call, parameter.Ordinal)?.Unwrap() is { } argument)
                Model(argument);
        }

        _calls--;
    }

    private bool IsModelCall(IInvocationOperation invocation)
    {
        if (invocation.Instance is null)
            return false;
        if (types.IsModule(invocation.Instance.Type))
            return invocation.TargetMethod.Name is "forward" or "call" or "Invoke" or "predict" or "Predict" or "Forward";
        return invocation.TargetMethod.MethodKind == MethodKind.DelegateInvoke && types.IsTensor(invocation.Type)
            && invocation.Arguments.Length == 1 && types.IsTensor(invocation.Arguments[0].Value.Type);
    }

    private void TorchCall(IInvocationOperation invocation, string name)
    {
        _origin.Calls.Add(name);
        switch (name)
        {
            case "zeros_like" or "ones_like" or "full_like" or "empty_like" or "zeros" or "ones" or "full" or "arange":
                _origin.IsFilled = true;
                _origin.IsPlane |= IsOfSides(invocation);
                return;
            case "rand" or "randn" or "randint" or "tensor" or "from_array" or "load":
                _origin.IsFromOutside = true;
                break;
            case "where" when invocation.Others().Count() == 2:
                var values = invocation.Others().ToList();
                if (invocation.Instance is { } chosen)
                    Choice(values[0], [chosen, values[1]]);
                else
                    Choice(invocation.Receiver()!, values);
                return;
            case "add" or "add_" or "sub" or "sub_" or "subtract" or "mul" or "mul_" or "multiply" or "lerp":
                Mix([invocation.Receiver()!, .. invocation.Others().Where(o => types.HoldsPixels(o.Unwrap().Type))]);
                return;
            case "argmax" or "sigmoid" or "softmax" or "log_softmax" or "sigmoid_" or "topk":
                _origin.IsActivated = true;
                _origin.IsHard |= name == "argmax" || name == "topk";
                break;
            case "round" or "round_" when IsScaled(invocation.Receiver()):
                break;
            case "round" or "round_" or "gt" or "ge" or "lt" or "le" or "greater" or "greater_equal" or "less" or "threshold" or "heaviside" or "where" or "bool"
                or "eq" or "ne" or "equal" or "not_equal" or "sign":
                _origin.IsHard = true;
                break;
            case "flatten" when invocation.Others().FirstOrDefault()?.Number() == 1:
            case "view" or "reshape" when IsRowOfImage(invocation):
                _origin.IsRow = true;
                break;
            case "tril" or "triu" or "tril_" or "triu_":
                _origin.IsTriangular = true;
                break;
            case "named_parameters" or "parameters" or "state_dict" or "get_parameter":
                _origin.IsOfWeights = true;
                break;
            case "interpolate" or "upsample_nearest2d" or "upsample_bilinear2d" or "upsample_bicubic2d" or "pixel_shuffle":
                _origin.IsUpsampled |= IsPlanar(invocation);
                break;
            case "amax" or "amin" or "any" or "all" or "adaptive_avg_pool2d" or "adaptive_max_pool2d":
                _origin.IsImageLevel = true;
                break;
            case "max" or "min" or "mean" or "sum":
                _origin.IsImageLevel |= ReducesSpace(invocation) || IsFlat(invocation.Receiver());
                break;
        }

        if ((name is "masked_select" ? invocation.Other() : ChosenPixels(invocation)) is { } selection)
        {
            _origin.Selections.Add(selection);
            Visit(invocation.Receiver());
            return;
        }

        var models = _origin.Models.Count;
        Visit(invocation.Instance);
        _origin.IsMirrored |= _origin.Models.Count > models && IsMirror(invocation);
        if (name is "masked_fill" or "masked_fill_" or "clamp" or "clip")
            return;
        foreach (var argument in invocation.Arguments)
        {
            if (argument.ArgumentKind != ArgumentKind.DefaultValue && (types.HoldsPixels(argument.Value.Unwrap().Type) || invocation.Instance is null))
                Visit(argument.Value);
        }
    }

    /// <summary>The index of <c>p.index_select(0, lesion.nonzero().squeeze(1))</c>: pixels that a mask chooses. Any other index is a place.</summary>
    private static IOperation? ChosenPixels(IInvocationOperation invocation)
    {
        if (invocation.TargetMethod.Name is not ("index_select" or "take") || invocation.Others().LastOrDefault() is not { } index)
            return null;
        var value = index.Unwrap();
        for (var step = 0; step < MostSteps; step++)
        {
            if (value is IInvocationOperation { TargetMethod.Name: "nonzero" or "argwhere" })
                return index;
            var before = value switch
            {
                ILocalReferenceOperation local => SymbolUses.OnlyWrite(local),
                IInvocationOperation { TargetMethod.Name: "squeeze" or "flatten" or "view" or "reshape" or "select" or "to" or "contiguous" } call => call.Receiver(),
                _ => null,
            };
            if (before is null)
                return null;
            value = before.Unwrap();
        }

        return null;
    }

    /// <summary><c>zeros(height, width)</c>, <c>zeros(n, h, w)</c>, also listed in an array.</summary>
    private static bool IsOfSides(IInvocationOperation filled)
    {
        var last = false;
        foreach (var argument in filled.Arguments)
        {
            IReadOnlyList<IOperation> sizes = argument.Value.Unwrap() is IArrayCreationOperation { Initializer: { } list } ? [.. list.ElementValues] : [argument.Value];
            foreach (var size in sizes)
            {
                var isSide = argument.ArgumentKind != ArgumentKind.DefaultValue && IsSide(size);
                if (isSide && last)
                    return true;
                last = isSide;
            }
        }

        return false;
    }

    /// <summary>Grey values are rounded to the steps of a file, which makes no mask of them.</summary>
    private static bool IsScaled(IOperation? value) => value?.Unwrap() switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } product => product.RightOperand.Number() > 1 || product.LeftOperand.Number() > 1,
        IInvocationOperation { TargetMethod.Name: "mul" or "mul_" or "multiply" } product => product.Other()?.Number() > 1,
        IInvocationOperation { TargetMethod.Name: "clamp" or "clip" or "clamp_" or "clip_" } call => IsScaled(call.Receiver()),
        _ => false,
    };

    /// <summary>To the size of an image, not of a signal: two sizes, or a kernel of two dimensions.</summary>
    private static bool IsPlanar(IInvocationOperation resizing)
        => resizing.TargetMethod.Name != "interpolate" || resizing.Others().Any(static o => o.Unwrap() switch
        {
            IFieldReferenceOperation mode => mode.Field.Name is "Bilinear" or "Bicubic" or "Trilinear",
            var size => size.ListedNumbers() is { Count: >= 2 },
        });

    /// <summary><c>view(n, -1)</c>, which lays out what there is of each image; <c>view(-1, 1)</c> makes a column.</summary>
    private static bool IsRowOfImage(IInvocationOperation layout)
    {
        var others = layout.Others().ToList();
        if (others is [var listed] && listed.ListedNumbers() is { } numbers)
            return numbers is [not (-1 or 1), -1];
        return others is [var first, var last] && first.Number() is not (-1 or 1) && last.Number() == -1;
    }

    /// <summary>Up and down, or turned: of texts and signals one dimension is read backwards at most.</summary>
    private static bool IsMirror(IInvocationOperation call) => call.TargetMethod.Name switch
    {
        "rot90" or "flipud" => true,
        "flip" => call.Others().SelectMany(static o => o.ListedNumbers() ?? [o.Number()]).Any(static d => d is >= 2 or -2 or -3),
        "transpose" or "swapaxes" => call.Others().All(static o => o.Number() is >= 2),
        _ => false,
    };

    /// <summary>One row an image: what is reduced then is the image.</summary>
    private static bool IsFlat(IOperation? value)
    {
        for (var operation = value?.Unwrap(); operation is IInvocationOperation call; operation = call.Receiver()?.Unwrap())
        {
            if (call.TargetMethod.Name is "flatten" or "view" or "reshape")
                return true;
        }

        return false;
    }

    /// <summary>Without dimensions, or over two and more, nothing of an image is left; over one it is the class axis.</summary>
    private bool ReducesSpace(IInvocationOperation invocation)
    {
        foreach (var other in invocation.Others())
        {
            var value = other.Unwrap();
            if (types.IsTensor(value.Type))
                return false;
            if (value.ListedNumbers() is { } dimensions)
                return dimensions.Count > 1;
            if (value.Number() is not null && value.Type?.SpecialType is SpecialType.System_Int64 or SpecialType.System_Int32)
                return false;
        }

        return invocation.TargetMethod.Name is not ("max" or "min") || !invocation.Others().Any();
    }

    private void Returned(IMethodSymbol method, ImmutableArray<IArgumentOperation>? arguments = null)
    {
        if (_calls >= MostCalls)
            return;
        _calls++;
        var run = method.IsAbstract ? code.ImplementationsOf(method.OriginalDefinition) : [method.OriginalDefinition];
        foreach (var body in run.SelectMany(code.BodiesOf))
        {
            foreach (var returned in body.ReturnedValues())
                Inside(method, arguments, () => Visit(returned));
        }

        _calls--;
    }

    /// <summary>Looks into a method that is run with these arguments, and no others.</summary>
    private void Inside(IMethodSymbol method, ImmutableArray<IArgumentOperation>? arguments, Action look)
    {
        var key = (method.ReducedFrom ?? method).OriginalDefinition;
        var isInside = _inside.TryGetValue(key, out var outer);
        if (arguments is { } handed)
            _inside[key] = handed;
        look();
        if (isInside)
            _inside[key] = outer;
        else
            _inside.Remove(key);
    }
}
