using System.Composition;
using MaskSharp.Generators.Analyzers.Operations;
using MaskSharp.Generators.Analyzers.Tensors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.CodeFixes;

/// <summary>
/// Fixes MASK1008 by a sigmoid. In a formula the probabilities get a name, and stand for the logits from there on, but for what takes
/// logits.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ActivateLogitsFixProvider))]
[Shared]
public sealed class ActivateLogitsFixProvider() : RuleFixProvider("MASK1008", "Apply a sigmoid to the logits")
{
    private protected override SyntaxNode? Apply(FixSite site)
    {
        if (site.Node is not ExpressionSyntax expression || site.Operation is not { } operation)
            return null;
        if (operation.Wrapped().Parent is IArgumentOperation { Parent: IInvocationOperation call } && !IsOfTensors(call, site.Project.Types))
            return site.Root.ReplaceNode(expression, Code.Expression($"{Code.Parenthesized(expression)}.sigmoid()").WithTriviaFrom(expression));
        if (operation.ReferencedSymbol() is not (ILocalSymbol or IParameterSymbol) || FixSite.StatementOf(expression) is not { } statement)
            return null;
        var symbol = operation.ReferencedSymbol()!;
        var uses = SymbolUses.Of(operation).All(symbol)
            .Where(use => use.Syntax.SpanStart >= statement.SpanStart && statement.Parent!.Span.Contains(use.Syntax.Span) && use.Syntax is IdentifierNameSyntax)
            .ToList();
        if (uses.Any(static use => SymbolUses.WrittenValue(use) is not null))
            return null;
        var name = site.Unused("probabilities");
        var replaced = uses.Where(use => !WantsLogits(use, site)).Select(static use => use.Syntax).ToList();
        var root = site.Root.TrackNodes(replaced.Append(statement));
        root = root.ReplaceNodes(replaced.Select(n => root.GetCurrentNode(n)!), (old, _) => SyntaxFactory.IdentifierName(name).WithTriviaFrom(old));
        return Code.InsertBefore(root, root.GetCurrentNode(statement)!, Code.Statement($"var {name} = {symbol.Name}.sigmoid();"));
    }

    /// <summary>A function of TorchSharp in a formula, such as <c>mask.mul(logits)</c>; running a module is none.</summary>
    private static bool IsOfTensors(IInvocationOperation call, TorchTypes types) => types.IsTorchMethod(call.TargetMethod) && !types.IsModule(call.Instance?.Type);

    private static bool WantsLogits(IOperation use, FixSite site)
    {
        var value = use.Wrapped();
        var call = (value.Parent as IInvocationOperation) ?? (value.Parent as IArgumentOperation)?.Parent as IInvocationOperation;
        return call is not null && (call.TargetMethod.Name is "sigmoid" or "softmax" or "log_softmax"
            || site.Project.Losses.Read(call) is { Input: LossInput.BinaryLogits or LossInput.ClassLogits });
    }
}
