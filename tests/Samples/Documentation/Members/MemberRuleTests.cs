using Microsoft.CodeAnalysis;

namespace MaskSharp.Samples.Tests.Documentation.Members;

/// <summary>Each rule finds what it is there for, and nothing in a documentation that says it.</summary>
public sealed class MemberRuleTests
{
    private const string Types = """
        namespace MaskSharp;
        /// <summary>An array on a device.</summary>
        public sealed class Tensor;
        /// <summary>A score at every level.</summary>
        public sealed class MetricResult;
        """;

    [Theory]
    [InlineData("<summary>The target.</summary>", "public int Target => 1;", "summary repeats the name")]
    [InlineData("", "public int Target => 1;", "summary has no text")]
    [InlineData("<summary>Number of true objects.</summary>", "public int Target => 1;", null)]
    [InlineData("<summary>Adds pixels.</summary>", "public void Add(int[] pixels) { }", "parameter pixels has no text")]
    [InlineData("<summary>Adds pixels.</summary><param name=\"pixels\">The pixels.</param>", "public void Add(int[] pixels) { }", "parameter pixels repeats the name")]
    [InlineData("<summary>Adds <paramref name=\"pixels\"/> in any order.</summary>", "public void Add(int[] pixels) { }", null)]
    [InlineData("<summary>Counts something.</summary>", "public int Count() => 1;", "result has no text")]
    [InlineData("<summary>Counts something.</summary><returns>Pixels of both masks.</returns>", "public int Count() => 1;", null)]
    [InlineData("<summary>Reads something.</summary>", "public void Read<T>() { }", "type parameter T has no text")]
    [InlineData("<inheritdoc/>", "public void Read() { }", "inherits nothing")]
    [InlineData("<inheritdoc/>", "public override string ToString() => \"\";", null)]
    [InlineData("<inheritdoc cref=\"Known\"/>", "public void Read() { }", null)]
    public void Texts(string documentation, string member, string? fault) => Check(new TextRule(), documentation, member, fault);

    [Theory]
    [InlineData("<summary>The loss.</summary><param name=\"target\">Masks of bool.</param>", "public void Loss(Tensor target) { }", "target has no shape")]
    [InlineData("<summary>The loss.</summary><param name=\"target\">Values in [low, high] of bool.</param>", "public void Loss(Tensor target) { }", "target has no shape")]
    [InlineData("<summary>The loss.</summary><param name=\"target\">As <see cref=\"Known\"/> of bool.</param>", "public void Loss(Tensor target) { }", "target has no shape")]
    [InlineData("<summary>The loss.</summary><param name=\"target\">[N, C, …] of the masks.</param>", "public void Loss(Tensor target) { }", "target has no dtype")]
    [InlineData("<summary>The loss.</summary><param name=\"target\">[N, C, …] of bool.</param>", "public void Loss(Tensor target) { }", null)]
    [InlineData("<summary>The masks.</summary><returns>All of them.</returns>", "public System.Collections.Generic.IReadOnlyList<Tensor> Masks() => [];", "result has no shape")]
    [InlineData("<summary>The mask.</summary><param name=\"mask\">Nonzero is foreground.</param>", "public void Read(System.ReadOnlySpan<byte> mask) { }", "mask has no shape")]
    [InlineData("<summary>The mask.</summary><param name=\"mask\">Flat in row-major order.</param>", "public void Read(System.ReadOnlySpan<byte> mask) { }", null)]
    public void Shapes(string documentation, string member, string? fault) => Check(new ShapeRule(), documentation, member, fault);

    [Theory]
    [InlineData("<summary>Within a distance.</summary><param name=\"tolerance\">The largest one.</param>", "public void Within(double tolerance) { }", "tolerance has neither range nor unit")]
    [InlineData("<summary>Within a distance.</summary><param name=\"tolerance\">In units of the spacing.</param>", "public void Within(double tolerance) { }", null)]
    [InlineData("<summary>How sure it is.</summary>", "public double Confidence { get; set; }", "result has neither range nor unit")]
    [InlineData("<summary>How sure it is, above 0 and below 1.</summary>", "public double Confidence { get; set; }", null)]
    [InlineData("<summary>Threads of a run.</summary>", "public int Threads { get; set; }", "result has neither range nor unit")]
    [InlineData("<summary>Threads of a run; 0: one for each processor.</summary>", "public int Threads { get; set; }", null)]
    [InlineData("<summary>At most so many threads.</summary>", "public int Threads { get; set; }", "result has neither range nor unit")]
    [InlineData("<summary>Threads of a run, at least 1.</summary>", "public int Threads { get; set; }", null)]
    [InlineData("<summary>Overlap of masks.</summary>", "public MetricResult Dice => new();", "result has neither range nor unit")]
    [InlineData("<summary>Overlap of masks, in [0, 1].</summary>", "public MetricResult Dice => new();", null)]
    public void Ranges(string documentation, string member, string? fault) => Check(new RangeRule(), documentation, member, fault);

    [Theory]
    [InlineData("<summary>Sets it.</summary>", "public void Set(string name) => System.ArgumentNullException.ThrowIfNull(name);", "throws ArgumentNullException undocumented")]
    [InlineData("<summary>Sets it.</summary><exception cref=\"System.ArgumentNullException\">It is null.</exception>", "public void Set(string name) => System.ArgumentNullException.ThrowIfNull(name);", null)]
    [InlineData("<summary>Sets it.</summary><exception cref=\"System.ArgumentException\">It is null.</exception>", "public void Set(string name) => System.ArgumentNullException.ThrowIfNull(name);", "throws ArgumentNullException undocumented")]
    [InlineData("<summary>Sets it.</summary>", "public void Set(int n) => Inner(n + 1); private void Inner(int n) => Guard(n); private static void Guard(int n) { if (n < 0) throw new System.ArgumentOutOfRangeException(nameof(n)); }", "throws ArgumentOutOfRangeException undocumented, in C.Guard(int)")]
    [InlineData("<summary>Sets it.</summary>", "public void Set(int n) => Guard(1); private static void Guard(int n) { if (n < 0) throw new System.ArgumentOutOfRangeException(nameof(n)); }", null)]
    [InlineData("<summary>Sets it.</summary>", "public void Set() => Guard(); private static void Guard() => throw new System.InvalidOperationException();", "throws InvalidOperationException undocumented")]
    [InlineData("<summary>Sets it.</summary>", "public void Set() { try { Guard(); } catch (System.Exception) { } } private static void Guard() => throw new System.InvalidOperationException();", null)]
    [InlineData("<summary>Sets it.</summary>", "public void Set() { try { Guard(); } catch (System.Exception) { throw; } } private static void Guard() => throw new System.InvalidOperationException();", "throws InvalidOperationException undocumented")]
    [InlineData("<summary>Gets it.</summary>", "public int Size => checked((int)_size); private long _size = 1;", "throws OverflowException undocumented")]
    [InlineData("<summary>Sets it.</summary><exception cref=\"System.ArgumentException\">It is wrong.</exception>", "public void Set() { }", "documents T:System.ArgumentException, which nothing throws")]
    [InlineData("<summary>Sets it.</summary><exception cref=\"System.InvalidOperationException\"></exception>", "public void Set() => throw new System.InvalidOperationException();", "does not say when")]
    public void Errors(string documentation, string member, string? fault) => Check(new ErrorRule(), documentation, member, fault);

    [Theory]
    [InlineData("<summary>Dice = 2TP / (2TP + FP + FN), in [0, 1].</summary>", "public MetricResult Dice => new();", "names no source")]
    [InlineData("<summary>Dice = 2TP / (2TP + FP + FN), in [0, 1] (Dice 1945).</summary>", "public MetricResult Dice => new();", null)]
    [InlineData("<summary>Volume similarity (Taha and Hanbury 2015).</summary>", "public double Similarity => 1;", null)]
    [InlineData("<summary>Boundary IoU (Cheng et al. 2021).</summary>", "public double IoU() => 1;", null)]
    [InlineData("<summary>Accuracy, by definition the share of right pixels.</summary>", "public double Accuracy => 1;", null)]
    [InlineData("<summary>The share of right pixels of 2048 or so.</summary>", "public double Accuracy => 1;", "names no source")]
    public void Sources(string documentation, string member, string? fault) => Check(new SourceRule(), documentation, member, fault);

    private static void Check(MemberRule rule, string documentation, string member, string? fault)
    {
        var api = PublicApi.OfText($$"""
            {{Types}}
            /// <summary>Holds what is looked at.</summary>
            public sealed class C
            {
                /// <summary>Known from elsewhere.</summary>
                public void Known() { }

                /// {{documentation}}
                {{member}}
            }
            """);
        Assert.Empty(api.Compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
        var faults = api.Members.Where(one => one.ContainingType?.Name == "C").SelectMany(one => rule.Faults(one, api.TextOf(one), api)).ToList();
        if (fault is null)
            Assert.Empty(faults);
        else
            Assert.Contains(faults, found => found.Contains(fault, StringComparison.Ordinal));
    }
}
