namespace MaskSharp.Evaluator.Tests.Support;

/// <summary>Assertions on runs.</summary>
internal static class Expect
{
    /// <summary>The run ended with this exit code, and its only findings have this code; they are returned.</summary>
    public static string[] Finding(this Cli run, int exitCode, string code, string kind = "error")
    {
        Assert.True(run.ExitCode == exitCode, $"exit code {run.ExitCode} instead of {exitCode}: {run.Output}{run.Errors}");
        var findings = run.Lines.Where(line => line.Contains(" : error ", StringComparison.Ordinal) || line.Contains(" : warning ", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(findings);
        Assert.All(findings, line => Assert.Contains($" : {kind} {code}: ", line, StringComparison.Ordinal));
        Assert.StartsWith("MaskSharp: ", run.Closing, StringComparison.Ordinal);
        return findings;
    }

    /// <summary>The run passed without a finding.</summary>
    public static void Clean(this Cli run)
    {
        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
        Assert.DoesNotContain("MASK2", run.Output, StringComparison.Ordinal);
        Assert.StartsWith("MaskSharp: ", run.Closing, StringComparison.Ordinal);
    }
}
