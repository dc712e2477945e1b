using System.Diagnostics;
using System.Globalization;

namespace MaskSharp.Tests.Child;

/// <summary>What native code would end the whole process for must be refused before it, and memory must not grow.</summary>
public class ChildProcessTests
{
    private const int Steps = 20_000;

    /// <summary>A leak of one small tensor a step would be some 80 MB.</summary>
    private const long MostGrowth = 16L << 20;

    [Fact]
    public void Nothing_that_is_passed_to_a_loss_kills_the_process()
    {
        var (code, output) = Run("misuse");

        Assert.True(code == 0, output);
        Assert.Contains("survived ", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Memory_stays_flat_over_many_steps_in_a_scope()
    {
        var (code, output) = Run("steps", Steps.ToString(CultureInfo.InvariantCulture));

        Assert.True(code == 0, output);
        var resident = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => long.Parse(line, CultureInfo.InvariantCulture)).ToList();
        Assert.True(resident[1] - resident[0] <= MostGrowth, $"resident memory went from {resident[0]:N0} to {resident[1]:N0} bytes over {Steps:N0} steps");
    }

    private static (int Code, string Output) Run(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(typeof(ChildProcessTests).Assembly.Location);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);

        // The collector of the tests, by their project and by who runs them, is set to collect rarely, which would look like growth.
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment.Remove("DOTNET_GCgen0size");
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.GetAwaiter().GetResult());
    }
}
