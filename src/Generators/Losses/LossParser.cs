using MaskSharp.Generators.Emit;
using MaskSharp.Generators.Losses.Balance;
using MaskSharp.Generators.Losses.Reading;
using MaskSharp.Generators.Model;
using Microsoft.CodeAnalysis;

namespace MaskSharp.Generators.Losses;

/// <summary>Reads <c>[SegmentationLoss]</c> attributes into specs, and says where one cannot be obeyed.</summary>
internal static class LossParser
{
    public static LossParseResult Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        var specs = new List<LossSpec>();
        var diagnostics = new List<DiagnosticInfo>();
        var requests = new List<BalanceRequest>();
        foreach (var attribute in AnnotatedType.Attributes(context))
        {
            var arguments = new LossArguments(new AttributeArguments(attribute, cancellation));
            List<DiagnosticInfo> own = [.. AnnotatedType.Check(type, attribute, context.SemanticModel.Compilation, cancellation)];
            var spec = LossAttributeReader.Read(arguments, TypeNesting.From(type));
            own.AddRange(arguments.Diagnostics);
            diagnostics.AddRange(own);
            if (own.Any(diagnostic => diagnostic.Descriptor.DefaultSeverity == DiagnosticSeverity.Error))
                continue;
            specs.Add(spec);
            if (spec.BalanceFrom is { } dataset)
                requests.Add(new(dataset, spec.Mode, spec.Classes, arguments.LocationOf("BalanceFrom")));
        }

        return new(specs.ToEquatableArray(), diagnostics.ToEquatableArray(), requests.ToEquatableArray());
    }
}
