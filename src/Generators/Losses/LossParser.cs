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
            var arguments = new AttributeArguments(attribute, cancellation);
            var own = AnnotatedType.Check(type, attribute, arguments, context.SemanticModel.Compilation, cancellation);
            var reading = LossMemory.Read(arguments, type);
            own.AddRange(reading.Diagnostics);
            diagnostics.AddRange(own);
            if (own.Exists(diagnostic => diagnostic.Descriptor.DefaultSeverity == DiagnosticSeverity.Error))
                continue;
            var spec = reading.Spec;
            specs.Add(spec);
            if (spec.BalanceFrom is { } dataset)
                requests.Add(new(dataset, spec.Mode, spec.Classes, reading.BalanceLocation));
        }

        return new(specs.ToEquatableArray(), diagnostics.ToEquatableArray(), requests.ToEquatableArray());
    }
}
