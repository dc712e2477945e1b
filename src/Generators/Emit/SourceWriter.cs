using System.Text;

namespace MaskSharp.Generators.Emit;

/// <summary>Writes C# with the indentation of the block it stands in, always with <c>\n</c>.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>Writes one line, or each line of a text with several.</summary>
    public SourceWriter Line(string text = "")
    {
        foreach (var line in text.Split('\n'))
        {
            if (line.Length > 0)
                _text.Append(' ', 4 * _depth).Append(line);
            _text.Append('\n');
        }

        return this;
    }

    /// <summary>Writes the header, if any, and an opening brace; disposing the result writes the closing one.</summary>
    public IDisposable Block(string? header = null, string end = "}")
    {
        if (header is not null)
            Line(header);
        Line("{");
        _depth++;
        return new Ending(this, end);
    }

    /// <summary>Indents what follows until the result is disposed, for a statement broken over lines.</summary>
    public IDisposable Indent()
    {
        _depth++;
        return new Ending(this, null);
    }

    public override string ToString() => _text.ToString();

    private sealed class Ending(SourceWriter writer, string? text) : IDisposable
    {
        public void Dispose()
        {
            writer._depth--;
            if (text is not null)
                writer.Line(text);
        }
    }
}
