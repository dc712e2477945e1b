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
    public void A_prediction_changed_in_place_before_backward_is_an_exception_and_does_not_kill_the_process()
    {
        var (code, output) = Run("in-place");

        Assert.True(code == 0, output);
        Assert.Contains("survived ", output, StringComparison.Ordinal);
        Assert.Contains("was changed between it and backward", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Memory_stays_flat_over_many_steps_in_a_scope()
    {
        var (code, output) = Run("steps", Steps.ToString(CultureInfo.InvariantCulture));

        Assert.True(code == 0, output);
        var resident = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => long.Parse(line, CultureInfo.InvariantCulture)).ToList();
        Assert.True(resident[1] - resident[0] <= MostGrowth, $"resident memory went from {resident[0]:N0} to {resident[1]:N0} bytes over {Steps:N0} steps");
    }

    /// <summary>What this machine may not have: lanes of processors with narrower registers, and with none.</summary>
    [Theory]
    [InlineData("DOTNET_EnableAVX512", "AVX-512: False")]
    [InlineData("DOTNET_EnableAVX2", "AVX2: False")]
    [InlineData("DOTNET_EnableHWIntrinsic", "128 bits: False")]
    public void Narrower_lanes_give_the_same_losses(string setting, string without)
    {
        var (code, output) = Run((setting, "0"), "lanes");

        Assert.True(code == 0, output);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains(without, lines[0], StringComparison.Ordinal);
        var expected = NarrowLanes.Results().ToList();
        Assert.Equal(expected.Count, lines.Length - 1);
        foreach (var ((name, figures), line) in expected.Zip(lines.Skip(1)))
        {
            var parts = line.Split(';');
            Assert.Equal(name, parts[0]);

            // A gradient of half precision may be rounded to either neighbour.
            var tolerance = name.Contains(" Float64 ", StringComparison.Ordinal) ? 1e-12 : name.Contains(" Float32 ", StringComparison.Ordinal) ? 1e-6 : 1e-3;
            for (var i = 0; i < figures.Length; i++)
                Assert.True(Math.Abs(figures[i] - double.Parse(parts[i + 1], CultureInfo.InvariantCulture)) <= tolerance * (i == 0 ? Math.Abs(figures[0]) : figures[1]), $"{line} is not {string.Join(';', figures)}");
        }
    }

    private static (int Code, string Output) Run(params string[] arguments) => Run(("DOTNET_gcServer", "0"), arguments);

    private static (int Code, string Output) Run((string Name, string Value) setting, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(typeof(ChildProcessTests).Assembly.Location);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);

        // The collector of the tests, by their project and by who runs them, is set to collect rarely, which would look like growth; by itself
        // it lets garbage fill the processor's last cache first, which may be hundreds of megabytes.
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_GCgen0size"] = "0x1000000";
        start.Environment[setting.Name] = setting.Value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.GetAwaiter().GetResult());
    }
}
