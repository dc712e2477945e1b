using System.Globalization;
using System.Text.RegularExpressions;
using MaskSharp.Generators.Losses;
using MaskSharp.Generators.Metrics;
using Microsoft.CodeAnalysis;

namespace MaskSharp.Generators.Tests.Losses;

/// <summary>
/// Every shape of an annotated type: nested, generic, record, file-scoped, block and global namespaces, keyword names, the same name twice,
/// obsolete, documented or not. All warnings are errors, those on missing documentation too. Runs at the oldest and the newest
/// version of the compiler that is supported.
/// </summary>
public class LossMatrixTests
{
    // As many as share no factor with what the loops below count, so that each meets every shape.
    private static readonly string[] _attributes =
    [
        "[SegmentationLoss]",
        "[SegmentationLoss(DeepSupervision = new[] { 1, 0.5 }, Bce = 1, Focal = 1)]",
        "[SegmentationLoss(Mode = SegmentationMode.Multiclass, Classes = 3, CrossEntropy = 1, Mcc = 1, GeneralizedDice = 1)]",
        "[SegmentationLoss][SegmentationMetrics]",
        "[SegmentationLoss(Mode = SegmentationMode.Multilabel, Classes = 3, Bce = 1, PosWeights = new[] { 1, 2, 3.0 }, Focal = 1, FocalClassWeights = new[] { 1, 2, 3.0 })]",
        "[SegmentationLoss(Tversky = 1, Lovasz = 1, ClDice = 1, Boundary = 1, HausdorffDT = 1)]",
        "[SegmentationLoss(Mode = SegmentationMode.Multiclass, Classes = 20, CrossEntropy = 1, ClassWeights = new[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10.0 })]",
    ];

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Generated_code_compiles_clean(bool isObsolete, bool isDocumented)
    {
        var sources = Sources(isObsolete, isDocumented).ToArray();
        var compilation = GeneratorDriverHarness.Compile(sources);

        var driver = GeneratorDriverHarness.CreateDriver(compilation, new LossGenerator(), new MetricsGenerator())
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out var reported);

        var results = driver.GetRunResult().Results;
        Assert.All(results, result => Assert.Null(result.Exception));
        Assert.Empty(reported);
        Assert.True(results.Sum(result => result.GeneratedSources.Length) > sources.Length);
        using var stream = new MemoryStream();
        var problems = output.Emit(stream, xmlDocumentationStream: new MemoryStream()).Diagnostics
            .Concat(output.GetDiagnostics())
            .Where(problem => problem.Severity != DiagnosticSeverity.Hidden)
            .Where(problem => isDocumented || !IsOfUndocumentedSource(problem))
            .ToList();
        Assert.True(problems.Count == 0, string.Join("\n", problems.Take(10)));
    }

    [Fact]
    public void Names_that_differ_only_in_case_get_files_of_their_own()
    {
        const string Source = """
            using MaskSharp;
            namespace A { [SegmentationLoss] [SegmentationLoss(Name = "loss")] [SegmentationMetrics] internal partial class UNet { } }
            namespace A { [SegmentationLoss] [SegmentationMetrics] internal partial class Unet { } }
            namespace a { [SegmentationLoss] [SegmentationMetrics] internal partial class UNet { } }
            """;

        var losses = GeneratorDriverHarness.Run<LossGenerator>("#pragma warning disable CS8981\n" + Source);
        var metrics = GeneratorDriverHarness.Run<MetricsGenerator>("#pragma warning disable CS8981\n" + Source);

        Assert.Equal(4, losses.AssertClean().Files.Select(file => file.HintName).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(3, metrics.AssertClean().Files.Select(file => file.HintName).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    private static IEnumerable<string> Sources(bool isObsolete, bool isDocumented)
    {
        var documented = isDocumented ? "/// <summary>A type.</summary>\n" : "";
        var obsolete = isObsolete ? "[System.Obsolete(\"Use another.\")] " : "";
        var number = 0;
        foreach (var kind in new[] { "partial class", "partial record" })
        {
            foreach (var generic in new[] { "", "<@event>" })
            {
                foreach (var nesting in new[] { "", "partial class Outer", "partial record Outer<TOuter>", "partial struct @struct", "partial interface IOuter" })
                {
                    foreach (var space in new[] { "namespace A{0}.@namespace;\n{1}", "namespace A{0}\n{{\n{1}\n}}", "{1}" })
                    {
                        number++;
                        foreach (var name in new[] { "UNet", "@class" })
                        {
                            var type = $"{documented}{obsolete}{_attributes[number % _attributes.Length]}\npublic {kind} {name}{generic}\n{{\n}}";
                            yield return Placed(nesting.Length == 0 ? type : $"{documented}public {nesting}\n{{\n{type}\n}}", space, number);
                        }
                    }
                }
            }
        }
    }

    /// <summary>In a namespace of the file, of a block, or none, where the outermost name must be another each time.</summary>
    private static string Placed(string type, string space, int number)
    {
        if (space == "{1}")
        {
            var outermost = type.Contains("Outer", StringComparison.Ordinal) ? "Outer" : type.Contains("@struct", StringComparison.Ordinal) ? "@struct"
                : type.Contains("UNet", StringComparison.Ordinal) ? "UNet" : "@class";
            type = Regex.Replace(type, outermost + "(?=[\\s<])", outermost + number);
        }

        return "#pragma warning disable CS8981 // Keywords are lower case.\nusing MaskSharp;\n" + string.Format(CultureInfo.InvariantCulture, space, number, type);
    }

    /// <summary>That the annotated type itself lacks documentation is its author's business; generated members must not add to it.</summary>
    private static bool IsOfUndocumentedSource(Diagnostic problem)
        => problem.Id == "CS1591" && problem.Location.SourceTree is { } tree && tree.FilePath.StartsWith("Source", StringComparison.Ordinal);
}
