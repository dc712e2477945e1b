using MaskSharp.Evaluator.AssemblyGates;

namespace MaskSharp.Evaluator.Tests.CaseSources;

public class ThrownTests
{
    [Fact]
    public void A_message_of_pages_is_cut_to_a_line_and_the_cause_is_told_instead_of_its_wrapping()
    {
        var cause = new NotSupportedException("This program has no\n  reference to libtorch-cpu-linux-x64.\n" + string.Concat(Enumerable.Repeat("copying a file\n", 200)));
        var text = Thrown.Text(new TypeInitializationException("torch", cause));
        Assert.StartsWith("threw NotSupportedException: This program has no reference to libtorch-cpu-linux-x64. copying a file", text, StringComparison.Ordinal);
        Assert.Contains("set MaskSharpFixLibTorch to true", text, StringComparison.Ordinal);
        Assert.InRange(text.Length, 300, 800);
        Assert.DoesNotContain('\n', text);
    }

    [Fact]
    public void A_short_message_stands_as_it_is() =>
        Assert.Equal("threw InvalidOperationException: no weights", Thrown.Text(new InvalidOperationException("no weights.")));
}
