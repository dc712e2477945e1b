using MaskSharp.Generators.Emit;
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
        foreach (var attribute in AnnotatedType.Attributes(context))
        {
            var reader = new LossAttributeReader(new AttributeArguments(attribute, cancellation), type);
            List<DiagnosticInfo> own = [.. AnnotatedType.Check(type, attribute, context.SemanticModel.Compilation, cancellation)];
            var spec = reader.Read();
            own.AddRange(reader.Diagnostics);
            diagnostics.AddRange(own);
            if (own.All(diagnostic => diagnostic.Descriptor.DefaultSeverity != DiagnosticSeverity.Error))
                specs.Add(spec);
        }

        return new(specs.ToEquatableArray(), diagnostics.ToEquatableArray());
    }
}
