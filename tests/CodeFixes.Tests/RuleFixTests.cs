using Microsoft.CodeAnalysis;

namespace MaskSharp.CodeFixes.Tests;

/// <summary>The fixes of MASK1002 to MASK1011: what they change compiles, is no no-op, and silences the rule.</summary>
public sealed class RuleFixTests
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using MaskSharp;
        using TorchSharp;
        using TorchSharp.Modules;
        using static TorchSharp.torch;
        using static TorchSharp.torch.nn;

        """;

    private const string Frame = """
        internal static class E
        {
            private static readonly BCEWithLogitsLoss criterion = BCEWithLogitsLoss();
            public static Tensor Run(Module<Tensor, Tensor> net, Tensor x, Tensor mask, Tensor logits)
            {
                BODY
            }
        }
        """;

    [Theory]
    [InlineData("return functional.binary_cross_entropy_with_logits(net.call(x).sigmoid().squeeze(1), mask);", "return functional.binary_cross_entropy_with_logits(net.call(x).squeeze(1), mask);")]
    [InlineData("return functional.cross_entropy(functional.softmax(logits, dim: 1), mask);", "return functional.cross_entropy(logits, mask);")]
    [InlineData("var p = torch.sigmoid(logits); return criterion.call(p, mask) + p.mean();", "return criterion.call(logits, mask) + p.mean();")]
    [InlineData("var p = net.call(x).sigmoid(); return criterion.call(p, mask) + p.mean();", "var logits2 = net.call(x);\n        var p = logits2.sigmoid(); return criterion.call(logits2, mask) + p.mean();")]
    [InlineData("Func<Tensor, Tensor, Tensor> loss = (p, t) => criterion.call(p, t); return loss(logits.sigmoid(), mask);", "return loss(logits, mask);")]
    [InlineData("var held = new Dictionary<string, Loss<Tensor, Tensor, Tensor>> { [\"a\"] = BCEWithLogitsLoss() }; return held[\"a\"].call(net.call(x).sigmoid(), mask);", "return held[\"a\"].call(net.call(x), mask);")]
    [InlineData("return Loss(logits.sigmoid(), mask); static Tensor Loss(Tensor z, Tensor t) { var p = z.sigmoid(); return functional.binary_cross_entropy(p, t); }", "return Loss(logits, mask);")]
    [InlineData("return functional.log_softmax(functional.softmax(logits, 1), 1);", "return functional.log_softmax(logits, 1);")]
    [InlineData("var p = net.call(x).softmax(1); return p.log_softmax(1) * p;", "var logits2 = net.call(x);\n        var p = logits2.softmax(1); return logits2.log_softmax(1) * p;")]
    [InlineData("S.Score(net.call(x).sigmoid(), mask); return x; } [SegmentationMetrics] static class S { public static SegmentationScores Score(Tensor prediction, Tensor target) => throw new NotSupportedException();", "S.Score(net.call(x), mask);")]
    public Task Logits_are_passed(string body, string expected) => Fixes(new PassLogitsFixProvider(), body, expected);

    [Theory]
    [InlineData("return functional.binary_cross_entropy_with_logits(logits.sigmoid(), mask);", "return functional.binary_cross_entropy(logits.sigmoid(), mask);")]
    [InlineData("return BCEWithLogitsLoss(reduction: Reduction.Sum).call(Sequential(Conv2d(1, 1, 1), Sigmoid()).call(x), mask);", "return BCELoss(reduction: Reduction.Sum).call(")]
    [InlineData("return criterion.call(logits.sigmoid(), mask);", "private static readonly BCELoss criterion = BCELoss();")]
    public Task The_loss_of_probabilities_is_used(string body, string expected) => Fixes(new UseProbabilityLossFixProvider(), body, expected);

    [Theory]
    [InlineData("var p = (net.call(x).sigmoid() > 0.5).to_type(ScalarType.Float32); return BCELoss().call(p, mask);", "var p = net.call(x).sigmoid(); return")]
    [InlineData("var p = logits.ge(0).@float(); return BCELoss().call(p, mask);", "var p = logits.sigmoid(); return")]
    [InlineData("return BCELoss().call(net.call(x).sigmoid().round(), mask);", "return BCELoss().call(net.call(x).sigmoid(), mask);")]
    [InlineData("var p = torch.where(net.call(x).sigmoid() > 0.5, 1f, 0f); return BCELoss().call(p, mask);", "var p = net.call(x).sigmoid(); return")]
    public Task Probabilities_are_used(string body, string expected) => Fixes(new UseProbabilitiesFixProvider(), body, expected);

    [Theory]
    [InlineData("return 2 * (x * mask).sum() / (x.sum() + mask.sum());", "return (2 * (x * mask).sum() + 1e-6) / (x.sum() + mask.sum() + 1e-6);")]
    [InlineData("var i = (x & mask).sum(); return i.div((x | mask).sum());", "return (i + 1e-6) / ((x | mask).sum() + 1e-6);")]
    [InlineData("var i = (x * mask).sum(); return (i.requires_grad ? i : 2 * i) / (x.sum() + mask.sum());", "return ((i.requires_grad ? i : 2 * i) + 1e-6) / (x.sum() + mask.sum() + 1e-6);")]
    [InlineData("ulong a = 1, b = 2; int i = 0, s = 0; i += System.Numerics.BitOperations.PopCount(a & b); s += System.Numerics.BitOperations.PopCount(a) + System.Numerics.BitOperations.PopCount(b); return 2.0 * i / s;", "return s == 0 ? 1 : 2.0 * i / s;")]
    [InlineData("double i = (x & mask).sum().ToDouble(), u = (x | mask).sum().ToDouble(); return i / u;", "return u == 0 ? 1 : i / u;")]
    [InlineData("long tp = (x & mask).sum().ToInt64(), fp = (x & ~mask).sum().ToInt64(), fn = (~x & mask).sum().ToInt64(); return 2.0 * tp / (2 * tp + fp + fn);", "(2 * tp + fp + fn) == 0 ? 1 : 2.0 * tp / (2 * tp + fp + fn);")]
    [InlineData("const double none = 0; return ((x * mask).sum() + none) / (x.sum() + mask.sum() + none);", "return ((x * mask).sum() + none + 1e-6) / (x.sum() + mask.sum() + none + 1e-6);")]
    public Task The_ratio_is_guarded(string body, string expected) => Fixes(new GuardRatioFixProvider(), body, expected);

    [Theory]
    [InlineData("return functional.nll_loss(logits, mask);", "return functional.nll_loss(functional.log_softmax(logits, 1), mask);")]
    [InlineData("return functional.nll_loss(logits.softmax(1), mask);", "return functional.nll_loss(functional.log_softmax(logits, 1), mask);")]
    [InlineData("var p = logits.softmax(1); return functional.nll_loss(p, mask) + p.mean();", "return functional.nll_loss(p.log(), mask)")]
    public Task Log_softmax_is_inserted(string body, string expected) => Fixes(new InsertLogSoftmaxFixProvider(), body, expected);

    [Theory]
    [InlineData("return x.eq(mask).mean();", "return x.eq(mask).to_type(ScalarType.Float32).mean();")]
    [InlineData("return (x == mask).mean();", "return (x == mask).to_type(ScalarType.Float32).mean();")]
    [InlineData("var same = x == mask; return torch.mean(same);", "return torch.mean(same.to_type(ScalarType.Float32));")]
    public Task A_cast_is_added(string body, string expected) => Fixes(new CastBeforeMeanFixProvider(), body, expected);

    [Theory]
    [InlineData("return criterion.call(mask, net.call(x));", "return criterion.call(net.call(x), mask);")]
    [InlineData("return functional.binary_cross_entropy_with_logits(target: net.call(x), input: mask);", "functional.binary_cross_entropy_with_logits(target: mask, input: net.call(x));")]
    [InlineData("using var off = no_grad(); return criterion.call(mask, net.call(x));", "return criterion.call(net.call(x), mask);")]
    [InlineData("Func<Tensor, Tensor, Tensor> loss = (p, t) => criterion.call(p, t); return loss(mask, net.call(x));", "return loss(net.call(x), mask);")]
    [InlineData("return Loss(mask, 2, net.call(x)); static Tensor Loss(Tensor z, double w, Tensor t) => w * functional.binary_cross_entropy_with_logits(z, t);", "return Loss(net.call(x), 2, mask);")]
    public Task Arguments_are_swapped(string body, string expected) => Fixes(new SwapArgumentsFixProvider(), body, expected);

    [Theory]
    [InlineData(
        "var i = (logits * mask).sum();\n        return functional.binary_cross_entropy_with_logits(logits, mask) + 1 - (2 * i + 1) / (logits.sum() + mask.sum() + 1);",
        "var probabilities = logits.sigmoid();\n        var i = (probabilities * mask).sum();\n        return functional.binary_cross_entropy_with_logits(logits, mask) + 1 - (2 * i + 1) / (probabilities.sum() + mask.sum() + 1);")]
    [InlineData(
        "var i = mask.mul(logits).sum();\n        return 1 - (2 * i + 1) / (logits.sum() + mask.sum() + 1);",
        "var probabilities = logits.sigmoid();\n        var i = mask.mul(probabilities).sum();\n        return 1 - (2 * i + 1) / (probabilities.sum() + mask.sum() + 1);")]
    [InlineData(
        "return Dice(logits, mask); static Tensor Dice(Tensor p, Tensor t) => (2 * (p * t).sum() + 1) / (p.sum() + t.sum() + 1);",
        "return Dice(logits.sigmoid(), mask);")]
    [InlineData(
        "Func<Tensor, Tensor, Tensor> dice = (p, t) => (2 * (p * t).sum() + 1) / (p.sum() + t.sum() + 1); return dice(logits, mask);",
        "return dice(logits.sigmoid(), mask);")]
    public Task Logits_are_activated(string body, string expected) => Fixes(new ActivateLogitsFixProvider(), body, expected);

    [Theory]
    [InlineData("foreach (var i in new[] { 1 }) net.call(x).mean().backward();\n        return x;", "{\n            using var scope = NewDisposeScope();\n            net.call(x).mean().backward();\n        }")]
    [InlineData("for (var i = 0; i < 2; i++)\n        {\n            net.call(x).mean().backward();\n        }\n        return x;", "{\n            using var scope = NewDisposeScope();\n            net.call(x)")]
    [InlineData("foreach (var i in new[] { 1 })\n        {\n            x.add_(bincount(net.call(x).argmax(1)));\n        }\n        return x;", "{\n            using var scope = NewDisposeScope();\n            x.add_(")]
    public Task A_dispose_scope_is_opened(string body, string expected) => Fixes(new AddDisposeScopeFixProvider(), body, expected);

    [Fact]
    public Task A_layer_that_activates_is_left_alone()
        => IsNotOffered(new PassLogitsFixProvider(), "var seq = Sequential(Conv2d(1, 1, 1), Sigmoid()); return criterion.call(seq.call(x), mask);");

    [Theory]
    [InlineData("return functional.binary_cross_entropy_with_logits(functional.logsigmoid(logits), mask);")]
    [InlineData("return functional.logsigmoid(logits).sigmoid();")]
    [InlineData("return functional.log_softmax(Sequential(Conv2d(1, 2, 1), Softmax(1)).call(x), 1);")]
    public Task A_logarithm_or_layer_that_activates_is_left_alone(string body) => IsNotOffered(new PassLogitsFixProvider(), body);

    [Theory]
    [InlineData("var held = new[] { BCEWithLogitsLoss() }; return held[0].call(net.call(x).sigmoid(), mask);")]
    [InlineData("Loss<Tensor, Tensor, Tensor> one = x.requires_grad ? BCEWithLogitsLoss() : BCEWithLogitsLoss(reduction: Reduction.Sum); return one.call(net.call(x).sigmoid(), mask);")]
    [InlineData("return Loss(logits.sigmoid(), mask); static Tensor Loss(Tensor z, Tensor t) { var p = z.sigmoid(); return functional.binary_cross_entropy(p, t); }")]
    public Task A_loss_that_is_made_elsewhere_stays_what_it_is(string body) => IsNotOffered(new UseProbabilityLossFixProvider(), body);

    [Fact]
    public Task A_sum_that_leaves_the_round_gets_no_scope()
        => IsNotOffered(new AddDisposeScopeFixProvider(), "var sum = zeros(1); foreach (var one in x.split(1)) sum = sum + BCELoss().call(net.call(one), mask); Console.WriteLine(sum.ToDouble()); return x;");

    [Fact]
    public Task A_step_in_a_function_of_its_own_gets_no_scope_around_its_call()
        => IsNotOffered(new AddDisposeScopeFixProvider(), "foreach (var one in x.split(1)) Step(one); return x; void Step(Tensor part) => net.call(part).mean().backward();");

    [Fact]
    public Task A_threshold_of_an_argmax_has_no_soft_counterpart()
        => IsNotOffered(new UseProbabilitiesFixProvider(), "return BCELoss().call(net.call(x).argmax(1), mask);");

    [Theory]
    [InlineData("var map = zeros_like(x).masked_fill_(net.call(x).sigmoid() > 0.5, 1); return BCELoss().call(map, mask);")]
    [InlineData("var map = zeros_like(x); map[net.call(x).sigmoid() > 0.5] = 1; return BCELoss().call(map, mask);")]
    [InlineData("var map = torch.where(net.call(x).sigmoid() > 0.5, 0f, 1f); return BCELoss().call(map, mask);")]
    [InlineData("var (_, winner) = net.call(x).max(1); return BCELoss().call(winner, mask);")]
    [InlineData("return BCELoss().call((net.call(x).sigmoid() + 0.5).floor(), mask);")]
    public Task Filled_maps_and_places_have_no_soft_counterpart(string body) => IsNotOffered(new UseProbabilitiesFixProvider(), body);

    [Fact]
    public Task The_loss_of_probabilities_has_no_weight_of_positives()
        => IsNotOffered(new UseProbabilityLossFixProvider(), "return functional.binary_cross_entropy_with_logits(logits.sigmoid(), mask, pos_weights: x);");

    [Theory]
    [InlineData("var other = BCEWithLogitsLoss(); return other.call(logits.sigmoid(), mask) + other.call(logits, mask);")]
    [InlineData("return criterion.call(logits.sigmoid(), mask) + Of(logits); Tensor Of(Tensor z) => criterion.call(z, mask);")]
    [InlineData("Module<Tensor, Tensor, Tensor> kept = criterion; return criterion.call(logits.sigmoid(), mask) + kept.call(logits, mask);")]
    [InlineData("Func<Tensor, Tensor, Tensor> loss = (p, t) => criterion.call(p, t); return loss(logits.sigmoid(), mask);")]
    public Task A_loss_that_is_handed_logits_too_stays_what_it_is(string body) => IsNotOffered(new UseProbabilityLossFixProvider(), body);

    [Theory]
    [InlineData("var sum = x; foreach (var i in new[] { 1 }) { var loss = net.call(x).mean(); loss.backward(); sum = sum + loss; } return sum;")]
    [InlineData("var counts = x; foreach (var i in new[] { 1 }) counts += bincount(net.call(x).argmax(1)); return counts;")]
    [InlineData("Tensor last = x, other = x; foreach (var i in new[] { 1 }) { (last, other) = (net.call(x), x); last.mean().backward(); } return last;")]
    public Task A_scope_would_dispose_what_leaves_the_round(string body) => IsNotOffered(new AddDisposeScopeFixProvider(), body);

    [Fact]
    public async Task Every_fix_has_fix_all_and_a_key_of_its_own()
    {
        var providers = typeof(RuleFixProvider).Assembly.GetTypes().Where(t => !t.IsAbstract && t.IsSubclassOf(typeof(RuleFixProvider))).Select(t => (RuleFixProvider)Activator.CreateInstance(t)!).ToList();
        Assert.Equal(9, providers.Count);
        Assert.Equal(providers.Count, providers.Select(p => p.EquivalenceKey).Distinct().Count());
        Assert.All(providers, provider => Assert.NotNull(provider.GetFixAllProvider()));

        foreach (var (provider, body) in new (RuleFixProvider, string)[]
        {
            (new PassLogitsFixProvider(), "var p = net.call(x).sigmoid(); var q = net.call(mask).sigmoid(); return criterion.call(p, mask) + criterion.call(q, mask) + p + q;"),
            (new UseProbabilityLossFixProvider(), "return criterion.call(logits.sigmoid(), mask) + criterion.call(x.sigmoid(), mask);"),
            (new UseProbabilitiesFixProvider(), "return BCELoss().call(logits.sigmoid().round(), mask) + BCELoss().call(torch.round(logits.sigmoid()), mask);"),
            (new GuardRatioFixProvider(), "return (x * mask).sum() / (x + mask).sum() + 2 * (x * mask).sum() / (x.sum() + mask.sum());"),
            (new InsertLogSoftmaxFixProvider(), "return functional.nll_loss(logits, mask) + functional.nll_loss(logits.softmax(1), mask);"),
            (new CastBeforeMeanFixProvider(), "return x.eq(mask).mean() + (x == mask).mean();"),
            (new SwapArgumentsFixProvider(), "return criterion.call(mask, net.call(x)) + functional.cross_entropy(mask, net.call(x));"),
            (new ActivateLogitsFixProvider(), "return Dice(logits, mask) + Dice(logits, mask); static Tensor Dice(Tensor p, Tensor t) => (2 * (p * t).sum() + 1) / (p.sum() + t.sum() + 1);"),
            (new AddDisposeScopeFixProvider(), "foreach (var i in new[] { 1 }) net.call(x).mean().backward(); foreach (var i in new[] { 1 }) net.call(x).mean().backward(); return x;"),
        })
        {
            using var project = new FixedProject(Usings + Frame.Replace("BODY", body, StringComparison.Ordinal), provider);
            Assert.Equal(2, (await project.Diagnose()).Length);
            await project.ApplyToAll(provider.EquivalenceKey);
            Assert.True((await project.CompileErrors()).Count == 0 && (await project.Diagnose()).IsEmpty, $"{provider.EquivalenceKey}: {string.Join(", ", await project.CompileErrors())}\n{project.Text}");
        }
    }

    private static async Task Fixes(RuleFixProvider provider, string body, string expected)
    {
        using var project = new FixedProject(Usings + Frame.Replace("BODY", body, StringComparison.Ordinal), provider);
        Assert.True((await project.CompileErrors()).Count == 0, string.Join(Environment.NewLine, await project.CompileErrors()));
        var action = Assert.Single(await project.Actions());
        Assert.Equal(provider.EquivalenceKey, action.EquivalenceKey);
        await project.Apply(action);
        var text = project.Text.ReplaceLineEndings("\n");
        Assert.Contains(expected, text, StringComparison.Ordinal);
        Assert.True((await project.CompileErrors()).Count == 0, string.Join(Environment.NewLine, (await project.CompileErrors()).Append(text)));
        Assert.Empty(await project.Diagnose());
    }

    private static async Task IsNotOffered(RuleFixProvider provider, string body)
    {
        using var project = new FixedProject(Usings + Frame.Replace("BODY", body, StringComparison.Ordinal), provider);
        Assert.Empty(await project.CompileErrors());
        Assert.NotEmpty(await project.Diagnose());
        Assert.Empty(await project.Actions());
    }
}
