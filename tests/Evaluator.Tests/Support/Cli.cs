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
}
