using System.Diagnostics;
using System.Text;
using MaskSharp.Evaluator.Commands;

namespace MaskSharp.Evaluator.Tests.Support;

/// <summary>One run of the program, in this process.</summary>
internal sealed record Cli(int ExitCode, string Output, string Errors)
{
    /// <summary>The line that ends the run.</summary>
    public string Closing => Output.TrimEnd('\n').Split('\n')[^1];

    public string[] Lines => Output.TrimEnd('\n').Split('\n');

    public static Cli Run(params string[] args)
    {
        using var output = new MemoryStream();
        using var errors = new MemoryStream();
        var code = Router.Run(args, output, errors);
        return new Cli(code, Encoding.UTF8.GetString(output.ToArray()), Encoding.UTF8.GetString(errors.ToArray()));
    }

    /// <summary>What runs assemblies.</summary>
    public static string Host => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";

    /// <summary>One run of the program in a process of its own.</summary>
    public static Cli Start(string program, params string[] args) => StartProcess(Host, [program, .. args]);

    /// <summary>One run of any program.</summary>
    public static Cli StartProcess(string program, IEnumerable<string> args)
    {
        var start = new ProcessStartInfo(program, args)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Cli(process.ExitCode, output, errors.Result);
    }
}
