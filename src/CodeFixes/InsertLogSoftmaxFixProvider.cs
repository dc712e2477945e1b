using System.Composition;
using MaskSharp.Generators.Analyzers.Operations;
using MaskSharp.Generators.Analyzers.Tensors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.CodeFixes;

/// <summary>Fixes MASK1005: logits get a log-softmax, a softmax becomes one, and probabilities in a variable get a logarithm.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InsertLogSoftmaxFixProvider))]
[Shared]
public sealed class InsertLogSoftmaxFixProvider() : RuleFixProvider("MASK1005", "Insert log_softmax")
{
    private const string LogSoftmax = "global::TorchSharp.torch.nn.functional.log_softmax";

    private protected override SyntaxNode? Apply(FixSite site)
    {
        if (site.Call is not { } call || site.Project.Losses.Read(call) is not { } loss || site.Expression(loss.Prediction) is not { } argument)
            return null;
        string text;
        if (loss.Prediction.Unwrap() is IInvocationOperation { TargetMethod.Name: "softmax", Syntax: InvocationExpressionSyntax softmax } activation
            && Code.OperandOf(softmax, activation.Instance is not null) is { } operand)
        {
            var dimension = softmax.ArgumentList.Arguments.Select(static a => a.Expression).Skip(activation.Instance is null ? 1 : 0).FirstOrDefault()?.ToString() ?? "1";
            text = $"{LogSoftmax}({operand.WithoutTrivia()}, {dimension})";
        }
        else
        {
            text = TensorSources.IsAlways(loss.Prediction, TensorSources.IsProbability, site.Project)
                ? $"{Code.Parenthesized(argument)}.log()"
                : $"{LogSoftmax}({argument.WithoutTrivia()}, 1)";
        }

        return site.Root.ReplaceNode(argument, Code.Expression(text).WithTriviaFrom(argument));
    }
}
