using MaskSharp.Generators.Analyzers.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MaskSharp.Generators.Tests.Analyzers;

/// <summary>Which trees rules look at: those that tensors or words of segmentation can reach by names, and no others.</summary>
public sealed class TreeSelectionTests
{
    private const string Network = "namespace Nets; using TorchSharp; public static class Network { public static torch.Tensor Run(torch.Tensor x) => x; }";
    private const string Ledger = "namespace Office; public static class Ledger { public static int Sum(int a, int b) => a + b; }";

    [Fact]
    public void A_tree_that_names_TorchSharp_has_tensors_and_masks()
    {
        var selected = Select(("network", Network), ("ledger", Ledger));
        Assert.Equal(["network"], selected.Tensors);
        Assert.Equal(["network"], selected.Masks);
    }

    [Fact]
    public void A_program_that_names_nothing_but_TorchSharp_is_looked_at()
    {
        // No word of images in it, and every type inferred.
        var compilation = AnalyzerRun.Compile(("a.cs", """
            using static TorchSharp.torch;
            using static TorchSharp.torch.nn;

            var net = Sequential(Conv2d(1, 4, 3), Softmax2d());
            CrossEntropyLoss().call(net.call(rand(1, 1, 8, 8)), randint(0, 4, [1, 6, 6], dtype: int64)).backward();
            """));
        Assert.Single(AnalyzerRun.Analyze(compilation, new AnalyzerRun.Options([]), AnalyzerRun.Rule("MASK1002")));
    }

    [Fact]
    public void Tensors_reach_whoever_uses_what_handles_them_and_nobody_that_these_use()
    {
        var selected = Select(
            ("network", "namespace Nets; using TorchSharp; public class Network { public torch.Tensor Out = Ledger.None; }"),
            ("service", "namespace Nets; public class Service { public Network Network = new(); }"),
            ("page", "namespace Nets; public class Page { public object? Show(Service service) => service.Network.Out; }"),
            ("ledger", "namespace Nets; public static class Ledger { public static dynamic None = 0; }"));
        Assert.Equal(["network", "page", "service"], selected.Tensors);
        Assert.Equal(["ledger", "network", "page", "service"], selected.Masks);
    }

    [Theory]
    [InlineData("namespace Nets; public static class More { public static int Twice(this int x) => 2 * x; public static TorchSharp.torch.Tensor? None => null; }", "1.Twice()")]
    [InlineData("namespace Nets; using TorchSharp; public delegate torch.Tensor Step(torch.Tensor x);", "default(Step)!")]
    [InlineData("namespace Nets; using TorchSharp; public enum Kind { One } public record struct Box(torch.Tensor T);", "new Box()")]
    public void Extension_methods_delegates_and_records_are_names_to_be_reached_by(string declaring, string use)
    {
        var selected = Select(("declaring", declaring), ("using", $"namespace Nets; public class User {{ object? F() => {use}; }}"), ("ledger", Ledger));
        Assert.Equal(["declaring", "using"], selected.Tensors);
    }

    /// <summary>From the text with the word to the last caller, and to the last callee, however many files lie between.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(9)]
    public void Words_reach_as_far_as_names_lead(int files)
    {
        var chain = Enumerable.Range(0, files)
            .Select(i => ($"step{i}", $"namespace Chain; public static class Step{i} {{ public static int Go(int[] a) => {(i == 0 ? "a.Length" : $"Step{i - 1}.Go(a)")}; {(i == files / 2 ? "static int mask;" : "")} }}"))
            .Append(("ledger", Ledger))
            .ToArray();
        var selected = Select(chain);
        Assert.Empty(selected.Tensors);
        Assert.Equal(chain.Select(c => c.Item1).Where(n => n != "ledger").Order(StringComparer.Ordinal), selected.Masks);
    }

    [Theory]
    [InlineData("global using TorchSharp;")]
    [InlineData("global using static Nets.Network;")]
    [InlineData("global using Net = Nets.Network;")]
    public void What_is_imported_everywhere_is_reached_from_everywhere(string imports)
    {
        var selected = Select(("imports", imports), ("network", Network), ("ledger", Ledger));
        Assert.Equal(["imports", "ledger", "network"], selected.Tensors);
        Assert.Equal(["imports", "ledger", "network"], selected.Masks);
    }

    [Fact]
    public void Another_assembly_that_uses_TorchSharp_can_hand_tensors_to_any_tree()
    {
        var library = AnalyzerRun.Compile(("network", Network)).WithAssemblyName("Nets");
        var user = AnalyzerRun.Compile(("ledger", Ledger), ("mask", "class Mask { }")).AddReferences(library.ToMetadataReference());
        Assert.Equal(["ledger", "mask"], Select(user).Tensors);
    }

    /// <summary>A comparison whose evidence lies many files away, in trees that speak of nothing.</summary>
    [Fact]
    public void A_report_is_made_where_the_masks_are_far_from_their_comparison()
    {
        var steps = Enumerable.Range(1, 5).Select(i => ($"Step{i}.cs", $$"""
            namespace Chain;
            public interface IStep{{i}} { Step{{i + 1}} Next { get; } }
            public sealed class Step{{i}} : IStep{{i}} { public Step{{i + 1}} Next { get; } = new(); }
            """));
        (string, string)[] sources =
        [
            ("Share.cs", """
            namespace Chain;
            public sealed class Step6
            {
                public double Share(byte[] a, byte[] b)
                {
                    var n = 0;
                    for (var i = 0; i < a.Length; i++)
                    {
                        if (a[i] == b[i])
                            n++;
                    }

                    return n / (double)a.Length;
                }
            }
            """),
            .. steps,
            ("Report.cs", """
            namespace Chain;
            public static class Report
            {
                public static double Of(byte[] predictedMask, byte[] trueMask, Step1 first) => first.Next.Next.Next.Next.Next.Share(predictedMask, trueMask);
            }
            """),
        ];
        var diagnostic = Assert.Single(AnalyzerRun.Analyze(AnalyzerRun.Compile(sources)));
        Assert.Equal(("Share.cs", 9), (diagnostic.Location.SourceTree?.FilePath, diagnostic.Line()));
    }

    /// <summary>Overlaps of arrays are no tensors, and are 0/0 all the same; a likeness of texts beside them has no masks.</summary>
    [Fact]
    public void A_ratio_of_counters_is_looked_at_where_masks_are()
    {
        (string, string)[] sources =
        [
            ("Overlap.cs", """
            namespace Scores;
            public static class Overlap
            {
                public static double IoU(bool[] predictedMask, bool[] trueMask)
                {
                    int both = 0, either = 0;
                    for (var i = 0; i < trueMask.Length; i++)
                    {
                        if (predictedMask[i] && trueMask[i])
                            both++;
                        if (predictedMask[i] || trueMask[i])
                            either++;
                    }

                    return both / (double)either;
                }
            }
            """),
            ("Texts.cs", """
            namespace Office;
            public static class Texts
            {
                public static double Likeness(HashSet<string> one, HashSet<string> other)
                {
                    var intersection = one.Intersect(other).Count();
                    var union = one.Union(other).Count();
                    return intersection / (double)union;
                }
            }
            """),
        ];
        var diagnostic = Assert.Single(AnalyzerRun.Analyze(AnalyzerRun.Compile(sources), new AnalyzerRun.Options([]), AnalyzerRun.Rule("MASK1004")));
        Assert.Equal(("Overlap.cs", 15), (diagnostic.Location.SourceTree?.FilePath, diagnostic.Line()));
    }

    private static (IEnumerable<string> Tensors, IEnumerable<string> Masks) Select(params (string Path, string Text)[] sources) => Select(AnalyzerRun.Compile(sources));

    private static (IEnumerable<string> Tensors, IEnumerable<string> Masks) Select(CSharpCompilation compilation)
    {
        var project = TorchProject.Of(compilation);
        Assert.NotNull(project);
        return (Names(project.Trees.HasTensors), Names(project.Trees.HasMasks));

        IEnumerable<string> Names(Func<SyntaxTree, bool> isSelected)
            => compilation.SyntaxTrees.Where(isSelected).Select(t => t.FilePath).Where(p => p != "ImplicitUsings.g.cs").Order(StringComparer.Ordinal);
    }
}
