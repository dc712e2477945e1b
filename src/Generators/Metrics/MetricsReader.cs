using MaskSharp.Generators.Diagnostics;
using MaskSharp.Generators.Emit;
using MaskSharp.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MaskSharp.Generators.Metrics;

/// <summary>Reads <c>[SegmentationMetrics]</c> attributes into specs, and tells what is wrong with those that cannot be.</summary>
internal static class MetricsReader
{
    /// <summary>The counting kernels keep class indices in 16 bits.</summary>
    private const int MaxClasses = short.MaxValue;

    private static readonly string[] _modes = ["Binary", "Multilabel", "Multiclass"];
    private static readonly string[] _inputs = ["Logits", "Probabilities"];
    private static readonly string[] _emptyRules = ["One", "Zero", "Skip", "SkipNoTarget"];
    private static readonly string[] _undefinedRules = ["NaN", "Zero", "One", "Skip"];

    public static MetricsReading Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        var specs = new List<MetricsSpec>();
        var diagnostics = new List<DiagnosticInfo>();
        foreach (var attribute in AnnotatedType.Attributes(context))
        {
            var arguments = new AttributeArguments(attribute, cancellation);
            var found = AnnotatedType.Check(type, attribute, arguments, context.SemanticModel.Compilation, cancellation);
            found.AddRange(CheckValues(arguments));
            diagnostics.AddRange(found);
            if (found.All(diagnostic => diagnostic.Descriptor.DefaultSeverity != DiagnosticSeverity.Error))
                specs.Add(ReadSpec(type, arguments));
        }

        return new(specs.ToEquatableArray(), diagnostics.ToEquatableArray());
    }

    private static MetricsSpec ReadSpec(INamedTypeSymbol type, AttributeArguments arguments) => new(
        TypeNesting.From(type),
        arguments.GetString("Name", GeneratedMembers.DefaultMetricsName)!,
        (MetricsMode)arguments.Get("Mode", 0),
        arguments.Get("Classes", 1),
        arguments.Get("Input", 0) == 0,
        arguments.Get("Threshold", 0.5),
        arguments.Get("IgnoreIndex", int.MinValue) is > int.MinValue and var index ? index : null,
        new(
            _emptyRules[arguments.Get("Empty", 0)],
            _undefinedRules[arguments.Get("Undefined", 0)],
            arguments.Get("IncludeBackground", true),
            arguments.GetList<string>("ClassNames")));

    private static IEnumerable<DiagnosticInfo> CheckValues(AttributeArguments arguments)
    {
        var enums = new[] { CheckEnum(arguments, "Mode", _modes), CheckEnum(arguments, "Input", _inputs), CheckEnum(arguments, "Empty", _emptyRules), CheckEnum(arguments, "Undefined", _undefinedRules) }
            .OfType<DiagnosticInfo>()
            .ToList();
        if (enums.Count > 0)
            return enums;
        var mode = (MetricsMode)arguments.Get("Mode", 0);
        return CheckClasses(arguments, mode).Concat(CheckThreshold(arguments, mode)).Concat(CheckBackground(arguments, mode));
    }

    private static DiagnosticInfo? CheckEnum(AttributeArguments arguments, string name, string[] members)
    {
        var value = arguments.Get(name, 0);
        return value >= 0 && value < members.Length
            ? null
            : DiagnosticInfo.Create(Descriptors.ValueOutOfRange, arguments.NodeOf(name), name, Literals.Int(value), $"use one of {string.Join(", ", members)}");
    }

    private static IEnumerable<DiagnosticInfo> CheckClasses(AttributeArguments arguments, MetricsMode mode)
    {
        var classes = arguments.Get("Classes", 1);
        var problem = mode switch
        {
            MetricsMode.Binary when classes != 1 => "it has one channel, the foreground; use Multilabel or Multiclass for several",
            MetricsMode.Multilabel or MetricsMode.Multiclass when classes < 2 => "give the number of channels, at least 2",
            _ when classes > MaxClasses => $"at most {MaxClasses} can be counted",
            _ => null,
        };
        if (problem is not null)
        {
            var node = arguments.NodeOf(arguments.Has("Classes") ? "Classes" : "Mode");
            return [DiagnosticInfo.Create(Descriptors.InvalidClasses, node, Literals.Int(classes), _modes[(int)mode], problem)];
        }

        return CheckClassNames(arguments, classes);
    }

    private static IEnumerable<DiagnosticInfo> CheckClassNames(AttributeArguments arguments, int classes)
    {
        if (arguments.GetList<string>("ClassNames") is not { } names)
        {
            // A null among the names, which no list of texts can hold.
            if (arguments.HasNullIn("ClassNames"))
                yield return DiagnosticInfo.Create(Descriptors.ValueOutOfRange, arguments.NodeOf("ClassNames"), "ClassNames", "null", "every class needs a name");
        }
        else if (names.Count != classes)
        {
            yield return DiagnosticInfo.Create(Descriptors.WrongLength, arguments.NodeOf("ClassNames"), "ClassNames", Literals.Int(names.Count), Literals.Int(classes));
        }
    }

    private static IEnumerable<DiagnosticInfo> CheckThreshold(AttributeArguments arguments, MetricsMode mode)
    {
        var threshold = arguments.Get("Threshold", 0.5);
        if (!(threshold >= 0 && threshold <= 1))
            yield return DiagnosticInfo.Create(Descriptors.ValueOutOfRange, arguments.NodeOf("Threshold"), "Threshold", Literals.Number(threshold), "a probability is from 0 to 1");
        else if (mode == MetricsMode.Multiclass && arguments.Has("Threshold"))
            yield return DiagnosticInfo.Create(Descriptors.OptionWithoutEffect, arguments.NodeOf("Threshold"), "Threshold", "in Mode = Multiclass a pixel's class is the one with the largest value");
    }

    private static IEnumerable<DiagnosticInfo> CheckBackground(AttributeArguments arguments, MetricsMode mode)
    {
        if (mode == MetricsMode.Binary && !arguments.Get("IncludeBackground", true))
            yield return DiagnosticInfo.Create(Descriptors.OptionWithoutEffect, arguments.NodeOf("IncludeBackground"), "IncludeBackground = false", "in Mode = Binary the only class is the foreground");
    }
}
