using System.Text;

namespace MaskSharp.Evaluator.Commands;

/// <summary>The program's help texts.</summary>
internal static class Help
{
    /// <summary>All commands in short.</summary>
    public static string Of(IReadOnlyList<Command> commands)
    {
        var text = new StringBuilder($"masksharp {ProgramVersion.Text}: scores segmentation masks and gates builds on them\n\n");
        foreach (var command in commands) text.Append(Usage(command)).Append('\n');
        return text.Append("\n--help after a command lists its options. Exit code: 0 passed, 1 gate failed, 2 bad input or usage, 3 internal fault.\n").ToString();
    }

    /// <summary>One command with its options.</summary>
    public static string Of(Command command)
    {
        var options = command.Options();
        var width = options.Max(option => Left(option).Length);
        var text = new StringBuilder($"{Usage(command)}\n{command.Purpose}\n\n");
        foreach (var option in options) text.Append("  ").Append(Left(option).PadRight(width)).Append("  ").Append(option.Help).Append('\n');
        return text.ToString();
    }

    private static string Usage(Command command) => $"masksharp {command.Name} {command.Arguments}";

    private static string Left(Option option) => option.Value is null ? option.Name : $"{option.Name} {option.Value}";
}
