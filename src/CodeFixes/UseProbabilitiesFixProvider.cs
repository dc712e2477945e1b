using System.Composition;
using MaskSharp.Generators.Analyzers.Operations;
using MaskSharp.Generators.Analyzers.Tensors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.CodeFixes;

/// <summary>
/// Fixes MASK1003 by taking the threshold or rounding away. A threshold of logits at zero becomes a sigmoid; an argmax has no soft
/// counterpart of the same shape and is left to the author.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseProbabilitiesFixProvider))]
[Shared]
public sealed class UseProbabilitiesFixProvider() : RuleFixProvider("MASK1003", "Use the probabilities")
{
    private protected override SyntaxNode? Apply(FixSite site)
    {
        if (site.Operation is not { } hard || Soft(hard, site) is not { } soft)
            return null;
        var whole = WithoutCast(hard);
        return !IsMask(whole, site.Project.Types) && whole.Syntax is ExpressionSyntax replaced ? site.Root.ReplaceNode(replaced, Code.Parenthesized(soft).WithTriviaFrom(replaced)) : null;
    }

    private static ExpressionSyntax? Soft(IOperation hard, FixSite site)
    {
        var (input, threshold) = hard switch
        {
            IBinaryOperation { OperatorKind: BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual } binary => (binary.LeftOperand, binary.RightOperand.Number()),
            IInvocationOperation { TargetMethod.Name: "gt" or "ge" or "greater" or "greater_equal" } call => (call.Receiver(), call.Others().FirstOrDefault()?.Number()),
            IInvocationOperation { TargetMethod.Name: "round" } call => (call.Receiver(), 0.5),
            _ => (null, null),
        };
        if (input is null || threshold is null || site.Expression(input) is not { } expression)
            return null;
        if (threshold is > 0 and < 1)
            return Logits.Are(input, site.Project) ? null : expression;
        return threshold == 0 && !TensorSources.IsAlways(input, TensorSources.IsProbability, site.Project)
            ? Code.Expression($"{Code.Parenthesized(expression)}.sigmoid()")
            : null;
    }

    /// <summary>A comparison needed a cast, or a choice of one and zero; its input does not.</summary>
    private static IOperation WithoutCast(IOperation hard)
    {
        var operation = hard.Wrapped();
        while (true)
        {
            switch (operation.Parent)
            {
                case IInvocationOperation { TargetMethod.Name: "to_type" or "to" or "float" or "double" or "type_as" } cast when cast.Instance == operation && IsNumberCast(cast):
                    operation = cast.Wrapped();
                    break;
                case IArgumentOperation { Parameter.Ordinal: 0, Parent: IInvocationOperation { TargetMethod.Name: "where", Instance: null } choice } when IsOneOrZero(choice):
                    operation = choice.Wrapped();
                    break;
                default:
                    return operation;
            }
        }
    }

    /// <summary>Where a map of truths is wanted, to fill or choose pixels, probabilities are no help.</summary>
    private static bool IsMask(IOperation hard, TorchTypes types)
    {
        var value = hard.Wrapped();
        while (value.Parent is IArrayInitializerOperation { Parent: IArrayCreationOperation list })
            value = list.Wrapped();
        return value.Parent is IArgumentOperation { Parent: var holder }
            && (holder is IPropertyReferenceOperation || (holder is IInvocationOperation { TargetMethod: { Name: "masked_fill" or "masked_fill_" or "where" } method } && types.IsTorchMethod(method)));
    }

    /// <summary>One where the comparison holds, and zero elsewhere.</summary>
    private static bool IsOneOrZero(IInvocationOperation choice)
        => choice.Others().ToList() is [var one, var zero] && (one.Number() == 1 || IsCallOf(one, "ones")) && (zero.Number() == 0 || IsCallOf(zero, "zeros"));

    private static bool IsCallOf(IOperation value, string name)
        => value.Unwrap() is IInvocationOperation { TargetMethod.Name: var called } && (called == name || called == name + "_like");

    private static bool IsNumberCast(IInvocationOperation cast)
        => cast.TargetMethod.Name is not "to" || cast.Arguments.All(static a => a.ArgumentKind == ArgumentKind.DefaultValue || a.Parameter?.Type.Name is "ScalarType" or "Boolean" or "Nullable");
}
