using MaskSharp.Generators.Losses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit.Abstractions;

namespace MaskSharp.Generators.Tests.Losses;

/// <summary>A large project pays little for each key that is pressed.</summary>
public class LossAllocationTests(ITestOutputHelper output)
{
    private const int Files = 1000;
    private const int Annotated = 50;

    /// <summary>A generator that reads nothing costs 1.34 MB of it, with Roslyn 4.8.</summary>
    private const long MostBytes = 1_500_000;

    /// <summary>What one edit of one file allocates in the generator's thread, the least of several edits: the first ones also fill caches.</summary>
    [Fact]
    public void An_edit_of_one_file_among_a_thousand_allocates_little()
    {
        var sources = Enumerable.Range(0, Files).Select(number => number < Annotated
            ? LossSources.Annotated(number % 2 == 0 ? "Bce = 1, Dice = 1" : "Mode = SegmentationMode.Multiclass, Classes = 3").Replace("UNet", $"UNet{number}", StringComparison.Ordinal)
            : $$"""
                namespace Sample;
                /// <summary>Something else.</summary>
                public class Other{{number}} { /// <summary>A sum.</summary>
                    public int Sum(int a, int b) => a + b; }
                """).ToArray();
        var compilation = GeneratorDriverHarness.Compile(sources);
        var driver = CSharpGeneratorDriver
            .Create([new LossGenerator().AsSourceGenerator()], parseOptions: GeneratorDriverHarness.ParseOptions)
            .RunGenerators(compilation);
        Assert.Equal(Annotated, driver.GetRunResult().GeneratedTrees.Length);

        var least = long.MaxValue;
        for (var edit = 0; edit < 5; edit++)
        {
            var tree = compilation.SyntaxTrees[Files - 1];
            compilation = compilation.ReplaceSyntaxTree(
                tree, CSharpSyntaxTree.ParseText($"namespace Sample; internal class Edited {{ internal int Number = {edit}; }}", GeneratorDriverHarness.ParseOptions, tree.FilePath));
            var before = GC.GetAllocatedBytesForCurrentThread();
            driver = driver.RunGenerators(compilation);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        output.WriteLine($"{least:N0} bytes an edit");
        Assert.True(least <= MostBytes, $"an edit allocates {least:N0} bytes, more than {MostBytes:N0}");
    }
}
