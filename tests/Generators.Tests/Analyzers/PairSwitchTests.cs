namespace MaskSharp.Generators.Tests.Analyzers;

/// <summary>MASK1001 in a <c>switch</c> over a pair of pixels.</summary>
public sealed class PairSwitchTests
{
    private const string Frame = """
        internal static class Evaluation
        {
            public static double Run(float[] predicted, float[] mask, int scale)
            {
                int tp = 0, tn = 0, fp = 0, fn = 0, right = 0, wrong = 0, all = 0;
                for (var i = 0; i < mask.Length; i++)
                {
                    var (p, t) = (predicted[i], mask[i]);
                    {0}
                }

                return {1};
            }
        }
        """;

    [Theory]
    [InlineData("switch ((p > 0.5f, t > 0.5f)) { case (true, true): case (false, false): right++; break; }", "right / (double)mask.Length")]
    [InlineData("switch (p > 0.5f, t > 0.5f) { case (true, true): right++; all++; break; case (false, false): right += 1; all++; break; default: all++; break; }", "right / (double)all")]
    [InlineData("switch (p > 0.5f, t > 0.5f) { default: wrong++; break; case (true, true) or (false, false): break; }", "wrong / (double)mask.Length")]
    [InlineData("switch (p, t) { case (> 0.5f, > 0.5f): right++; break; case (not > 0.5f, <= 0.5f): right++; break; }", "right / (double)mask.Length")]
    [InlineData("right += (p > 0.5f, t > 0.5f) switch { (true, true) or (false, false) => 1, _ => 0 };", "right / (double)mask.Length")]
    [InlineData("if ((p > 0.5f, t > 0.5f) switch { (true, true) => true, (false, false) => true, (true, _) => false, (_, true) => false }) right++;", "right / (double)mask.Length")]
    [InlineData("wrong += (p > 0.5f, t > 0.5f) switch { (true, false) => 1, (false, true) => 1, _ => 0 };", "1 - wrong / (double)mask.Length")]
    public void Agreement_of_pairs_is_an_accuracy(string step, string score)
    {
        var diagnostic = Assert.Single(AnalyzerRun.Analyze(Source(step, score)));
        var pair = diagnostic.Location.SourceTree!.ToString().Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length);
        Assert.Contains(pair, (string[])["(p > 0.5f, t > 0.5f)", "(p, t)"]);
    }

    [Fact]
    public void Counts_of_pairs_that_become_an_accuracy_are_reported_where_they_do()
    {
        const string Step = "switch ((p > 0.5f, t > 0.5f)) { case (true, true): tp++; break; case (false, false): tn++; break; case (true, false): fp++; break; default: fn++; break; }";
        var diagnostic = Assert.Single(AnalyzerRun.Analyze(Source(Step, "(tp + tn) / (double)(tp + tn + fp + fn)")));
        Assert.Equal("(tp + tn) / (double)(tp + tn + fp + fn)", diagnostic.Location.SourceTree!.ToString().Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
    }

    [Fact]
    public void A_switch_in_a_lambda_over_two_masks_is_an_accuracy()
        => Assert.Single(AnalyzerRun.Analyze(
            "internal static class E { public static double Run(bool[] predictedMask, bool[] mask) => predictedMask.Zip(mask, (p, t) => (p, t) switch { (true, true) or (false, false) => 1, _ => 0 }).Average(); }"));

    [Theory]
    [InlineData("switch ((p > 0.5f, t > 0.5f)) { case (true, true): tp++; break; case (false, false): tn++; break; case (true, false): fp++; break; default: fn++; break; }", "2.0 * tp / (2 * tp + fp + fn)")]
    [InlineData("switch ((p > 0.5f, t > 0.5f)) { case (true, true): tp++; right++; break; case (false, false): right++; break; case (true, false): fp++; break; default: fn++; break; }", "tp == 0 ? right : tp / (double)(tp + fp + fn)")]
    [InlineData("switch ((p > 0.5f, t > 0.5f)) { case (true, true): tp++; break; case (false, true): fn++; break; }", "tp / (double)(tp + fn)")]
    [InlineData("switch ((p > 0.5f, t > 0.5f)) { case (true, true): case (false, false): all++; break; default: all++; break; }", "all")]
    [InlineData("switch ((p > 0.5f, t > 0.5f)) { case (true, true) when scale > 1: case (false, false): right++; break; }", "right / (double)mask.Length")]
    [InlineData("right += (p > 0.5f, t > 0.5f) switch { (true, true) => 1, _ => 0 };", "right / (double)mask.Length")]
    [InlineData("right += (p > 0.5f, t > 0.5f) switch { (true, true) => 3, (false, false) => 2, _ => 0 };", "right")]
    [InlineData("right += (p > 0.5f, scale > 5) switch { (true, true) or (false, false) => 1, _ => 0 };", "right / (double)mask.Length")]
    public void Hits_overlap_and_other_choices_are_none(string step, string score) => Assert.Empty(AnalyzerRun.Analyze(Source(step, score)));

    private static string Source(string step, string score) => Frame.Replace("{0}", step, StringComparison.Ordinal).Replace("{1}", score, StringComparison.Ordinal);
}
