using System.Composition;
using MaskSharp.Generators.Analyzers.Operations;
using MaskSharp.Generators.Analyzers.Tensors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.CodeFixes;

/// <summary>Fixes MASK1002 by handing over what the activation is applied to.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PassLogitsFixProvider))]
[Shared]
public sealed class PassLogitsFixProvider() : RuleFixProvider("MASK1002", "Pass the logits")
{
    private protected override SyntaxNode? Apply(FixSite site)
    {
        if (site.Call is not { } call || (site.Project.Losses.Read(call)?.Prediction ?? ScoreCalls.LogitsOf(call) ?? call.Receiver()) is not { } prediction || site.Expression(prediction) is not { } argument
            || !TensorSources.IsAlways(prediction, TensorSources.IsProbability, site.Project))
        {
            return null;
        }

        if (Activation(prediction, site) is { } inline && Operand(inline) is { } operand && site.Expression(inline) is { } activation)
            return site.Root.ReplaceNode(argument, argument.With(activation, operand).WithTriviaFrom(argument));
        return prediction.Unwrap() is ILocalReferenceOperation local ? OfVariable(site, local, argument) : null;
    }

    /// <summary><c>var p = net.call(x).sigmoid();</c> gets its logits a name of their own, unless they have one.</summary>
    private static SyntaxNode? OfVariable(FixSite site, ILocalReferenceOperation local, ExpressionSyntax argument)
    {
        if (ReachingWrites.Of(local, local.Local) is not [var written] || Activation(written, site) is not { } activated || site.Expression(activated) is not { } activation
            || site.Expression(written) is not { } value || Operand(activated) is not { } operand
            || value.FirstAncestorOrSelf<LocalDeclarationStatementSyntax>() is not { Declaration.Variables: [{ Initializer.Value: var initializer }] } declaration
            || FixSite.StatementOf(declaration) is null || initializer.SpanStart > argument.SpanStart)
        {
            return null;
        }

        if (operand is IdentifierNameSyntax && IsStill(operand, argument, site))
            return site.Root.ReplaceNode(argument, initializer.With(activation, operand).WithTriviaFrom(argument));

        var name = site.Unused("logits");
        var logits = Microsoft.CodeAnalysis.CSharp.SyntaxFactory.IdentifierName(name);
        var root = site.Root.TrackNodes(argument, operand, declaration);
        root = root.ReplaceNode(root.GetCurrentNode(argument)!, initializer.With(activation, logits).WithTriviaFrom(argument));
        root = root.ReplaceNode(root.GetCurrentNode(operand)!, logits.WithTriviaFrom(operand));
        return Code.InsertBefore(root, root.GetCurrentNode(declaration)!, Code.Statement($"var {name} = {operand.WithoutTrivia()};"));
    }

    /// <summary>Whether a variable has the same value at the loss as where it was activated.</summary>
    private static bool IsStill(ExpressionSyntax variable, ExpressionSyntax place, FixSite site)
        => site.Model.GetOperation(variable, site.Cancellation) is { } operation && operation.ReferencedSymbol() is { } symbol
            && !SymbolUses.Of(operation).All(symbol).Any(use => use.Syntax.SpanStart > variable.Span.End && use.Syntax.SpanStart < place.SpanStart
                && (SymbolUses.WrittenValue(use) is not null || use.Parent is IInvocationOperation { TargetMethod.Name: var name } && name.EndsWith("_", StringComparison.Ordinal)));

    /// <summary>The sigmoid or softmax below casts and changes of shape.</summary>
    private static IInvocationOperation? Activation(IOperation value, FixSite site)
    {
        var operation = value.Unwrap();
        while (operation is IInvocationOperation call && site.Project.Types.IsTorchMethod(call.TargetMethod) && !site.Project.Types.IsModule(call.Instance?.Type))
        {
            if (call.TargetMethod.Name is "sigmoid" or "softmax" or "expit")
                return call;
            operation = call.Receiver()?.Unwrap();
        }

        return null;
    }

    private static ExpressionSyntax? Operand(IInvocationOperation activation)
        => activation.Syntax is InvocationExpressionSyntax syntax ? Code.OperandOf(syntax, activation.Instance is not null) : null;
}
