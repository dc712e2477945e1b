using System.Text;

namespace MaskSharp.MsBuildTasks.Evaluation;

/// <summary>The arguments of one run of the evaluator, in the text form that starts a process.</summary>
internal sealed class CommandLine
{
    private readonly StringBuilder _text = new();

    /// <summary>Adds an argument as it stands.</summary>
    public CommandLine Add(string argument)
    {
        if (_text.Length > 0)
            _text.Append(' ');
        AppendQuoted(argument);
        return this;
    }

    /// <summary>Adds <c>--name=value</c>, in one argument, so that a value may start with dashes; nothing if there is no value.</summary>
    public CommandLine Add(string option, string? value) =>
        string.IsNullOrEmpty(value) ? this : Add(option + "=" + value);

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    /// <summary>
    /// Quotes as the C runtime and .NET on every system read it: quotes around, and before a quote twice as many
    /// backslashes as stand there and one more.
    /// </summary>
    private void AppendQuoted(string argument)
    {
        if (argument.Length > 0 && !argument.Any(c => char.IsWhiteSpace(c) || c == '"'))
        {
            _text.Append(argument);
            return;
        }

        _text.Append('"');
        var backslashes = 0;
        foreach (var c in argument)
        {
            if (c == '\\')
            {
                backslashes++;
                continue;
            }

            _text.Append('\\', c == '"' ? 2 * backslashes + 1 : backslashes).Append(c);
            backslashes = 0;
        }

        _text.Append('\\', 2 * backslashes).Append('"');
    }
}
