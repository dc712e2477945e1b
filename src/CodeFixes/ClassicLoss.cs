using System.Globalization;
using MaskSharp.Generators.Analyzers.Operations;
using MaskSharp.Generators.Analyzers.Tensors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.CodeFixes;

/// <summary>
/// The hand-written sum of a mean binary cross-entropy of logits and one minus a Dice over the whole batch, exactly as
/// <c>[SegmentationLoss]</c> generates it.
/// </summary>
/// <param name="Prediction">The parameter with the logits.</param>
/// <param name="Target">The parameter with the masks.</param>
/// <param name="Bce">Weight of the cross-entropy.</param>
/// <param name="Dice">Weight of the Dice term.</param>
/// <param name="Smooth">The smoothing term.</param>
/// <param name="Settled">Optional parameters that were read as their default, which no caller replaces.</param>
internal sealed record ClassicLoss(IParameterSymbol Prediction, IParameterSymbol Target, double Bce, double Dice, double Smooth, IReadOnlyCollection<IParameterSymbol> Settled)
{
    /// <summary>Recognises it in a method, or gives null.</summary>
    public static ClassicLoss? Read(IMethodSymbol method, TorchProject project)
    {
        var tensors = method.Parameters.Where(p => project.Types.IsTensor(p.Type)).ToList();
        if (tensors.Count != 2 || !project.Types.IsTensor(method.ReturnType) || project.Code.BodiesOf(method).SelectMany(static b => b.ReturnedValues()).ToList() is not [var returned])
            return null;
        var reader = new Reader(project, method, tensors[0], tensors[1]);
        if (reader.Sum(returned, new(SymbolEqualityComparer.Default)) is not { } sum || sum.Keys.Except(["bce", "dice", ""]).Any())
            return null;
        sum.TryGetValue("bce", out var bce);
        sum.TryGetValue("dice", out var dice);
        sum.TryGetValue("", out var constant);
        return bce > 0 && dice < 0 && Math.Abs(constant + dice) < 1e-12 && reader.Smooth is { } smooth ? new(tensors[0], tensors[1], bce, -dice, smooth, reader.Settled) : null;
    }

    /// <summary>The arguments of the attribute, without those that are the default.</summary>
    public IEnumerable<string> Arguments()
    {
        if (Bce != 1 || Dice != 1)
        {
            yield return $"Bce = {Text(Bce)}";
            yield return $"Dice = {Text(Dice)}";
        }

        if (Smooth != 1)
            yield return $"Smooth = {Text(Smooth)}";
    }

    /// <summary>A number written as a float keeps the digits it was written with.</summary>
    private static string Text(double value)
        => (float)value == value ? ((float)value).ToString("R", CultureInfo.InvariantCulture) : value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Reads expressions as weighted sums of what they are made of; the key "" holds the constant.</summary>
    private sealed class Reader(TorchProject project, IMethodSymbol method, IParameterSymbol prediction, IParameterSymbol target)
    {
        private const int MostDepth = 12;

        private readonly HashSet<IParameterSymbol> _settled = new(SymbolEqualityComparer.Default);

        public IReadOnlyCollection<IParameterSymbol> Settled => _settled;

        public double? Smooth { get; private set; }

        public Dictionary<string, double>? Sum(IOperation value, Dictionary<ISymbol, IOperation> arguments, int depth = 0)
        {
            var operation = value.Unwrap();
            if (depth > MostDepth)
                return null;
            if (value.Number() is { } number)
                return new() { [""] = number };
            switch (operation)
            {
                case ILocalReferenceOperation local:
                    return ReachingWrites.Of(local, local.Local) is [var written] ? Sum(written, arguments, depth + 1) : null;
                case IParameterReferenceOperation { Parameter: var parameter } when arguments.TryGetValue(parameter, out var argument):
                    return Sum(argument, arguments, depth + 1);
                case IParameterReferenceOperation own:
                    return Default(own);
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract } binary:
                    return Plus(Sum(binary.LeftOperand, arguments, depth + 1), Sum(binary.RightOperand, arguments, depth + 1), binary.OperatorKind == BinaryOperatorKind.Add ? 1 : -1);
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } product:
                    return Times(Sum(product.LeftOperand, arguments, depth + 1), Sum(product.RightOperand, arguments, depth + 1));
                case IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus } negated:
                    return Plus(new() { [""] = 0 }, Sum(negated.Operand, arguments, depth + 1), -1);
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Divide } ratio:
                    return Dice(ratio, arguments, depth);
                case IInvocationOperation call:
                    return Call(call, arguments, depth);
                default:
                    return null;
            }
        }

        /// <summary>An optional number of the function itself, where it is never another: not written, and nobody passes one.</summary>
        private Dictionary<string, double>? Default(IParameterReferenceOperation reference)
        {
            var parameter = reference.Parameter;
            if (parameter is not { HasExplicitDefaultValue: true, ExplicitDefaultValue: IConvertible and not string and not bool } || !SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, method)
                || SymbolUses.Of(reference).Writes(parameter).Any() || !IsCalledAsItStands(parameter))
            {
                return null;
            }

            _settled.Add(parameter);
            return new() { [""] = Convert.ToDouble(parameter.ExplicitDefaultValue, CultureInfo.InvariantCulture) };
        }

        /// <summary>Of a method that others stand for, or that is handed on as a delegate, the callers are not all known.</summary>
        private bool IsCalledAsItStands(IParameterSymbol parameter)
            => method is { IsVirtual: false, IsOverride: false, IsAbstract: false, ExplicitInterfaceImplementations.IsEmpty: true }
                && !method.ContainingType.AllInterfaces.Any(i => i.GetMembers().Any(m => SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(m), method)))
                && project.Code.MentionsOf(method.OriginalDefinition).All(m => m.Operation is IInvocationOperation call && call.Arguments.ByParameter(parameter.Ordinal) is { ArgumentKind: ArgumentKind.DefaultValue });

        private Dictionary<string, double>? Call(IInvocationOperation call, Dictionary<ISymbol, IOperation> arguments, int depth)
        {
            if (call is { TargetMethod.Name: "MoveToOuterDisposeScope", Instance: { } moved } && project.Types.IsTorchMethod(call.TargetMethod))
                return Sum(moved, arguments, depth + 1);
            if (call.TargetMethod.Name == "sum" && project.Types.IsTorchMethod(call.TargetMethod) && !call.Others().Any() && call.Receiver() is { } summed)
            {
                return IsProbability(summed, arguments, 0) ? new() { ["p"] = 1 }
                    : IsMap(summed, target, arguments, 0) ? new() { ["t"] = 1 }
                    : Intersection(summed, arguments, 0) ? new() { ["pt"] = 1 } : null;
            }

            if (project.Losses.Read(call) is { Input: LossInput.BinaryLogits } loss && project.Types.IsTorchMethod(call.TargetMethod) && IsPlain(call))
                return IsMap(loss.Prediction, prediction, arguments, 0) && IsMap(loss.Target, target, arguments, 0) ? new() { ["bce"] = 1 } : null;
            var called = (call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition;
            if (called.DeclaringSyntaxReferences.Length == 0 || project.Code.BodiesOf(called).SelectMany(static b => b.ReturnedValues()).ToList() is not [var returned])
                return null;
            var inner = new Dictionary<ISymbol, IOperation>(arguments, SymbolEqualityComparer.Default);
            foreach (var argument in call.Arguments.Where(static a => a.Parameter is not null))
                inner[argument.Parameter!.OriginalDefinition] = argument.Value;
            return Sum(returned, inner, depth + 1);
        }

        /// <summary>The mean over all elements: no weight, no other reduction; of a module that is created without arguments.</summary>
        private static bool IsPlain(IInvocationOperation call)
            => call.Arguments.All(static a => a.Parameter?.Ordinal < 2 || a.ArgumentKind == ArgumentKind.DefaultValue)
                && (call.Instance is null || call.Instance.Unwrap() is IInvocationOperation creation && creation.Arguments.All(static a => a.ArgumentKind == ArgumentKind.DefaultValue));

        /// <summary>(2Σpt + s) / (Σp + Σt + s)</summary>
        private Dictionary<string, double>? Dice(IBinaryOperation ratio, Dictionary<ISymbol, IOperation> arguments, int depth)
        {
            if (Sum(ratio.LeftOperand, arguments, depth + 1) is not { } top || Sum(ratio.RightOperand, arguments, depth + 1) is not { } bottom)
                return null;
            top.TryGetValue("", out var above);
            bottom.TryGetValue("", out var below);
            var isDice = top.Keys.All(static k => k is "pt" or "") && top.TryGetValue("pt", out var pt) && pt == 2 && bottom.Keys.All(static k => k is "p" or "t" or "")
                && bottom.TryGetValue("p", out var p) && p == 1 && bottom.TryGetValue("t", out var t) && t == 1 && above == below;
            if (!isDice)
                return null;
            Smooth = above;
            return new() { ["dice"] = 1 };
        }

        private bool Intersection(IOperation value, Dictionary<ISymbol, IOperation> arguments, int depth)
        {
            var operation = value.Unwrap();
            if (depth > MostDepth)
                return false;
            return operation switch
            {
                ILocalReferenceOperation local => ReachingWrites.Of(local, local.Local) is [var written] && Intersection(written, arguments, depth + 1),
                IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply, LeftOperand: var l, RightOperand: var r } =>
                    (IsProbability(l, arguments, 0) && IsMap(r, target, arguments, 0)) || (IsProbability(r, arguments, 0) && IsMap(l, target, arguments, 0)),
                _ => false,
            };
        }

        private bool IsProbability(IOperation value, Dictionary<ISymbol, IOperation> arguments, int depth)
            => Below(value, arguments, depth) is IInvocationOperation { TargetMethod.Name: "sigmoid" } sigmoid && project.Types.IsTorchMethod(sigmoid.TargetMethod)
                && IsMap(sigmoid.Receiver()!, prediction, arguments, depth + 1);

        private static bool IsMap(IOperation value, IParameterSymbol parameter, Dictionary<ISymbol, IOperation> arguments, int depth)
            => Below(value, arguments, depth) is IParameterReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Parameter.OriginalDefinition, parameter.OriginalDefinition);

        /// <summary>What a value is below variables, arguments and changes of shape.</summary>
        private static IOperation Below(IOperation value, Dictionary<ISymbol, IOperation> arguments, int depth)
        {
            var operation = value.Unwrap();
            if (depth > MostDepth)
                return operation;
            return operation switch
            {
                ILocalReferenceOperation local when ReachingWrites.Of(local, local.Local) is [var written] => Below(written, arguments, depth + 1),
                IParameterReferenceOperation { Parameter: var parameter } when arguments.TryGetValue(parameter.OriginalDefinition, out var argument) => Below(argument, arguments, depth + 1),
                IInvocationOperation { TargetMethod.Name: "view" or "reshape" or "flatten" or "contiguous" or "to_type" or "MoveToOuterDisposeScope", Instance: { } instance } => Below(instance, arguments, depth + 1),
                _ => operation,
            };
        }

        private static Dictionary<string, double>? Plus(Dictionary<string, double>? left, Dictionary<string, double>? right, int sign)
        {
            if (left is null || right is null)
                return null;
            var sum = new Dictionary<string, double>(left);
            foreach (var pair in right)
                sum[pair.Key] = (sum.TryGetValue(pair.Key, out var known) ? known : 0) + (sign * pair.Value);
            return sum;
        }

        private static Dictionary<string, double>? Times(Dictionary<string, double>? left, Dictionary<string, double>? right)
        {
            if (left is null || right is null)
                return null;
            if (left.Keys.All(static k => k.Length == 0))
                return right.ToDictionary(static p => p.Key, p => p.Value * left[""]);
            return right.Keys.All(static k => k.Length == 0) ? left.ToDictionary(static p => p.Key, p => p.Value * right[""]) : null;
        }
    }
}
