using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MaskSharp.CodeFixes;

/// <summary>The generated metrics that fit a comparison, and the network's output that they take.</summary>
/// <param name="Type">The annotated class, as it is written in code.</param>
/// <param name="Prefix">Prefix of the generated members.</param>
/// <param name="Output">The logits or probabilities that the compared prediction was made from.</param>
/// <param name="Empty">The rule of the class for empty masks.</param>
internal sealed record GeneratedMetrics(string Type, string Prefix, ExpressionSyntax Output, string Empty)
{
    private const string AttributeName = "MaskSharp.SegmentationMetricsAttribute";
    private const int MostSteps = 12;

    public static GeneratedMetrics? Find(ComparedMasks masks, SemanticModel model, CancellationToken cancellation)
    {
        if (model.Compilation.GetTypeByMetadataName(AttributeName) is not { } attributeType)
            return null;
        var (output, network) = OutputOf(masks.Prediction, model, cancellation);
        var owner = model.GetEnclosingSymbol(masks.Prediction.SpanStart, cancellation)?.ContainingType;
        foreach (var type in new[] { network, owner })
        {
            var attribute = type?.GetAttributes().FirstOrDefault(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, attributeType));
            if (type is null || attribute is null || output is null || !TakesLogits(attribute))
                continue;
            var name = Named(attribute, "Name") as string ?? "Metrics";
            var prefix = name == "Metrics" ? "" : name;

            // Generated members may be missing while the attribute is in error: then the masks themselves are scored.
            if (type.GetMembers(prefix + "Score").Any() && type.GetMembers(prefix + "CountPixels").Any() && type.GetMembers(prefix + "CreateMeter").Any())
                return new GeneratedMetrics(type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), prefix, output, EmptyRule(attribute));
        }

        return null;
    }

    private static bool TakesLogits(AttributeData attribute) => Named(attribute, "Input") is null or 0;

    private static string EmptyRule(AttributeData attribute) => Named(attribute, "Empty") switch
    {
        1 => "they are 0 (EmptyMask.Zero)",
        2 => "the class is skipped (EmptyMask.Skip)",
        3 => "the class is skipped (EmptyMask.SkipNoTarget)",
        _ => "they are 1 (EmptyMask.One)",
    };

    private static object? Named(AttributeData attribute, string name)
        => attribute.NamedArguments.FirstOrDefault(a => a.Key == name).Value.Value;

    /// <summary>Goes back from a hard prediction, through thresholds and activations, to the variable with the network's output.</summary>
    private static (ExpressionSyntax? Output, INamedTypeSymbol? Network) OutputOf(ExpressionSyntax prediction, SemanticModel model, CancellationToken cancellation)
    {
        var expression = prediction;
        for (var step = 0; step < MostSteps; step++)
        {
            switch (expression)
            {
                case ParenthesizedExpressionSyntax parenthesized:
                    expression = parenthesized.Expression;
                    break;
                case BinaryExpressionSyntax binary when binary.Kind() is SyntaxKind.GreaterThanExpression or SyntaxKind.GreaterThanOrEqualExpression:
                    expression = binary.Left;
                    break;
                case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call when IsOnTheWay(access.Name.Identifier.ValueText):
                    // torch.sigmoid(x) names its input as an argument, x.sigmoid() before the dot.
                    expression = model.GetTypeInfo(access.Expression, cancellation).Type?.Name == "Tensor" ? access.Expression : FirstArgument(call);
                    break;
                case InvocationExpressionSyntax { Expression: IdentifierNameSyntax name } call when IsOnTheWay(name.Identifier.ValueText):
                    expression = FirstArgument(call);
                    break;
                case IdentifierNameSyntax variable when model.GetSymbolInfo(variable, cancellation).Symbol is ILocalSymbol local && Initializer(local, cancellation) is { } written:
                    if (NetworkOf(written, model, cancellation) is { } network)
                        return (variable.WithoutTrivia(), network);
                    expression = written;
                    break;
                default:
                    return (null, null);
            }

            if (expression is null)
                return (null, null);
        }

        return (null, null);
    }

    private static bool IsOnTheWay(string name) => name is "argmax" or "sigmoid" or "softmax" or "log_softmax" or "round" or "gt" or "ge" or "to_type" or "to" or "@float" or "@bool";

    private static ExpressionSyntax? FirstArgument(InvocationExpressionSyntax call)
        => call.ArgumentList.Arguments.Count > 0 ? call.ArgumentList.Arguments[0].Expression : null;

    private static ExpressionSyntax? Initializer(ILocalSymbol local, CancellationToken cancellation)
        => local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is VariableDeclaratorSyntax { Initializer.Value: { } value } ? value : null;

    private static INamedTypeSymbol? NetworkOf(ExpressionSyntax value, SemanticModel model, CancellationToken cancellation)
        => value is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "forward" or "call" } access }
            ? model.GetTypeInfo(access.Expression, cancellation).Type as INamedTypeSymbol
            : null;
}
