using MaskSharp.Generators.Analyzers.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.Tensors;

/// <summary>Recognises calls of the counting members that <c>[SegmentationMetrics]</c> generates.</summary>
internal static class ScoreCalls
{
    /// <summary>
    /// The prediction of a call that holds logits against the logit of a threshold, or null. Of exclusive classes the largest channel
    /// decides, which is the same before and after a softmax: they are none.
    /// </summary>
    public static IOperation? LogitsOf(IInvocationOperation call)
        => call.TargetMethod is { IsStatic: true, ContainingType: { } type } method
            && call.Type is { Name: "PixelCounts" or "SegmentationScores" or "SurfaceScores" }
            && type.GetAttributes().Any(a => IsOfLogits(a, method.Name))
            ? call.Arguments.ByParameter(0)?.Value
            : null;

    private static bool IsOfLogits(AttributeData attribute, string member)
    {
        if (attribute.AttributeClass is not { Name: "SegmentationMetricsAttribute", ContainingNamespace.Name: "MaskSharp" })
            return false;
        var prefix = "";
        foreach (var argument in attribute.NamedArguments)
        {
            switch (argument.Key)
            {
                case "Name" when argument.Value.Value is string name && name != "Metrics":
                    prefix = name;
                    break;
                case "Input" when argument.Value.Value is 1:
                case "Mode" when argument.Value.Value is 2:
                    return false;
            }
        }

        return member == prefix + "CountPixels" || member == prefix + "Score" || member == prefix + "MeasureSurfaces";
    }
}
