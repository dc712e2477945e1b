using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace MaskSharp.Generators.Tests.Analyzers;

/// <summary>All rules at once over code that is broken, half typed, generated, or lacks its references.</summary>
public sealed partial class RobustnessTests
{
    private static readonly AnalyzerRun.Options _noOptions = new([]);

    private static string Sample => File.ReadAllText(Path.Combine(AnalyzerRun.RepositoryRoot, "tests", "Generators.Tests", "Analyzers", "Cases", "AllRules.cs.txt"));

    [Fact]
    public void The_sample_speaks_of_every_rule()
        => Assert.Equal(
            AnalyzerRun.AllRules.SelectMany(rule => rule.SupportedDiagnostics).Select(d => d.Id).Order(StringComparer.Ordinal),
            AnalyzerRun.Analyze(AnalyzerRun.Compile(("a.cs", Sample)), _noOptions, [.. AnalyzerRun.AllRules]).Select(d => d.Id).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void The_sample_compiles()
        => Assert.Empty(AnalyzerRun.Compile(("a.cs", Sample)).GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));

    [Fact]
    public async Task Rules_that_run_at_once_report_what_they_report_in_turn()
    {
        var sources = Enumerable.Range(0, 8).Select(i => ($"{i}.cs", InNamespace(Sample, $"N{i}"))).ToArray();
        var inTurn = AnalyzerRun.Analyze(AnalyzerRun.Compile(sources), _noOptions, [.. AnalyzerRun.AllRules]);
        var crashes = new List<string>();
        var atOnce = await AnalyzerRun.Compile(sources).WithAnalyzers(
            AnalyzerRun.AllRules,
            new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), (exception, _, _) => crashes.Add(exception.ToString()), concurrentAnalysis: true, logAnalyzerExecutionTime: false)).GetAnalyzerDiagnosticsAsync();
        Assert.Empty(crashes);
        Assert.Equal(inTurn.Select(d => d.ToString()).Order(StringComparer.Ordinal), atOnce.Select(d => d.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Half_typed_code_never_crashes_a_rule()
    {
        var source = Sample;
        var compilation = AnalyzerRun.Compile(("a.cs", source));
        var tree = compilation.SyntaxTrees.Single(t => t.FilePath == "a.cs");
        for (var length = source.IndexOf("internal", StringComparison.Ordinal); length < source.Length; length++)
        {
            // A prefix that ends in space is the one before it.
            if (!char.IsWhiteSpace(source[length - 1]))
                AnalyzerRun.Analyze(compilation.ReplaceSyntaxTree(tree, tree.WithChangedText(SourceText.From(source[..length]))), _noOptions, [.. AnalyzerRun.AllRules]);
        }
    }

    [Fact]
    public void Code_without_one_of_its_lines_never_crashes_a_rule()
    {
        var lines = Sample.Split('\n');
        var compilation = AnalyzerRun.Compile(("a.cs", Sample));
        var tree = compilation.SyntaxTrees.Single(t => t.FilePath == "a.cs");
        for (var i = 0; i < lines.Length; i++)
        {
            var text = string.Join('\n', lines.Where((_, j) => j != i));
            AnalyzerRun.Analyze(compilation.ReplaceSyntaxTree(tree, tree.WithChangedText(SourceText.From(text))), _noOptions, [.. AnalyzerRun.AllRules]);
        }
    }

    [Fact]
    public void Values_and_functions_that_come_from_themselves_end_every_walk()
    {
        var compilation = AnalyzerRun.Compile(("a.cs", File.ReadAllText(Path.Combine(AnalyzerRun.RepositoryRoot, "tests", "Generators.Tests", "Analyzers", "Cases", "SelfReference.cs.txt"))));
        Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));

        // A walk without an end is no exception that could be caught: it ends the process.
        Assert.NotEmpty(AnalyzerRun.Analyze(compilation, _noOptions, [.. AnalyzerRun.AllRules]));
    }

    [Theory]
    [InlineData("Tensor found = net.call(image).sigmoid() > 0.5 * accuracy; double accuracy = found.eq(mask).@float().mean().ToDouble(); Console.WriteLine(accuracy);")]
    [InlineData("bool isAll = same == 1; double same = isAll ? net.call(image).eq(mask).@float().mean().ToDouble() : 0; if (same != 1) throw new Exception();")]
    [InlineData("double Share<A, B>(A a, B b) where A : B where B : A => a.call(image).eq(mask).@float().mean().ToDouble() / b.call(image).eq(mask).@float().mean().ToDouble(); Share(net, net);")]
    [InlineData("Missing Odd() => null; var joined = cat(new[] { mask, Odd }, 1); Console.WriteLine(net.call(image).eq(mask).@float().mean());")]
    public void Statements_without_sense_never_crash_a_rule(string statements)
        => AnalyzerRun.Analyze(
            AnalyzerRun.Compile(("a.cs", $$"""
                using TorchSharp;
                using static TorchSharp.torch;
                using static TorchSharp.torch.nn;
                [MaskSharp.SegmentationDataset(ForegroundFraction = 0.02)]
                internal static class Evaluation
                {
                    public static void Run(Module<Tensor, Tensor> net, Tensor image, Tensor mask)
                    {
                        {{statements}}
                    }
                }
                """)),
            _noOptions,
            [.. AnalyzerRun.AllRules]);

    [Fact]
    public void Code_with_exchanged_names_never_crashes_a_rule()
    {
        // What is typed half, or pasted in a wrong place: names stand for others, variables come from themselves.
        var random = new Random(5);
        var cases = Directory.GetFiles(Path.Combine(AnalyzerRun.RepositoryRoot, "tests", "Generators.Tests", "Analyzers", "Cases"), "*.txt", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(Path.GetDirectoryName(path))!.StartsWith("MASK", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).SelectMany(CorpusCase.ReadAll).ToList();
        for (var i = 0; i < 500; i++)
        {
            var text = cases[random.Next(cases.Count)].Sources[0].Text;
            for (var change = 0; change < 3; change++)
                text = WithExchangedName(text, random);
            AnalyzerRun.Analyze(AnalyzerRun.Compile(("a.cs", text)), _noOptions, [.. AnalyzerRun.AllRules]);
        }
    }

    private static string WithExchangedName(string text, Random random)
    {
        var names = Name().Matches(text, text.LastIndexOf("using ", StringComparison.Ordinal));
        var at = random.Next(names.Count);
        var other = names[Math.Clamp(at + random.Next(-25, 26), 0, names.Count - 1)];
        return string.Concat(text.AsSpan(0, names[at].Index), other.Value, text.AsSpan(names[at].Index + names[at].Length));
    }

    [GeneratedRegex(@"\b[A-Za-z_]\w*\b")]
    private static partial Regex Name();

    [Fact]
    public void Missing_references_are_silent()
    {
        var compilation = AnalyzerRun.Compile(("a.cs", Sample));
        foreach (var reference in compilation.References.Where(r => r.Display!.EndsWith("TorchSharp.dll", StringComparison.Ordinal) || r.Display.EndsWith("MaskSharp.dll", StringComparison.Ordinal)))
            Assert.Empty(AnalyzerRun.Analyze(compilation.RemoveReferences(reference), _noOptions, [.. AnalyzerRun.AllRules]));
        Assert.Empty(AnalyzerRun.Analyze(compilation.RemoveAllReferences(), _noOptions, [.. AnalyzerRun.AllRules]));
    }

    [Fact]
    public void Generated_code_is_left_alone()
        => Assert.Empty(AnalyzerRun.Analyze(AnalyzerRun.Compile(("a.cs", "// <auto-generated/>\n#nullable enable\n" + Sample)), _noOptions, [.. AnalyzerRun.AllRules]));

    [Fact]
    public void Code_that_is_marked_as_generated_is_left_alone()
        => Assert.Empty(AnalyzerRun.Analyze(
            AnalyzerRun.Compile(("a.cs", Sample.Replace("internal ", "[System.CodeDom.Compiler.GeneratedCode(\"tool\", \"1\")] internal ", StringComparison.Ordinal))), _noOptions, [.. AnalyzerRun.AllRules]));

    [Fact]
    public void Hidden_lines_are_left_alone()
        => Assert.Empty(AnalyzerRun.Analyze(
            AnalyzerRun.Compile(("a.cs", Sample.Insert(Sample.IndexOf("internal", StringComparison.Ordinal), "#line hidden\n"))), _noOptions, [.. AnalyzerRun.AllRules]));

    [Theory]
    [InlineData("[GeneratedCode(\"tool\", \"1\")] public Tensor Twice(Tensor x) => x.sigmoid().sigmoid();", 0)]
    [InlineData("public Tensor this[Tensor x] { [GeneratedCode(\"tool\", \"1\")] get { return x.sigmoid().sigmoid(); } set { } }", 0)]
    [InlineData("[GeneratedCode(\"tool\", \"1\")] public static Tensor Twice = torch.zeros(1).sigmoid().sigmoid();", 0)]
    [InlineData("[GeneratedCode(\"tool\", \"1\")] public int Other => 1; public Tensor Twice(Tensor x) => x.sigmoid().sigmoid();", 1)]
    [InlineData("public Tensor Twice(Tensor x) => x.sigmoid().sigmoid(); // GeneratedCode", 1)]
    [InlineData("\n#line hidden\npublic int Other => 1;\n#line default\npublic Tensor Twice(Tensor x) => x.sigmoid().sigmoid();", 1)]
    [InlineData("[Own.GeneratedCode] public Tensor Twice(Tensor x) => x.sigmoid().sigmoid();", 1)]
    public void Only_what_is_marked_itself_is_left_alone(string member, int reports)
        => Assert.Equal(reports, AnalyzerRun.Analyze(
            AnalyzerRun.Compile(("a.cs", $"using System.CodeDom.Compiler; using TorchSharp; using static TorchSharp.torch; internal class C {{ {member} }} namespace Own {{ internal class GeneratedCodeAttribute : System.Attribute; }}")),
            _noOptions, [.. AnalyzerRun.AllRules]).Length);

    private static string InNamespace(string sample, string name)
        => sample.Insert(sample.IndexOf("internal", StringComparison.Ordinal), $"namespace {name};\n");
}
