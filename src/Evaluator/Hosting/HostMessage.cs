using System.Text;
using System.Text.Json;

namespace MaskSharp.Evaluator.Hosting;

/// <summary>
/// What a child process tells the evaluator, one line each among the lines that the user's own code prints: a mark that no text has,
/// and a JSON object.
/// </summary>
internal static class HostMessage
{
    private const string Mark = "\u001eMaskSharp ";

    /// <summary>A line of one message.</summary>
    public static byte[] Line(Action<Utf8JsonWriter> members)
    {
        using var line = new MemoryStream();
        line.Write(Encoding.UTF8.GetBytes(Mark));
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }
        line.WriteByte((byte)'\n');
        return line.ToArray();
    }

    /// <summary>Takes a line apart: what stands before the mark is the user's, the rest a message.</summary>
    /// <param name="line">The line.</param>
    /// <param name="text">The user's part; null where there is none.</param>
    /// <returns>The message; null where the whole line is the user's.</returns>
    public static JsonDocument? Read(string line, out string? text)
    {
        var at = line.IndexOf(Mark, StringComparison.Ordinal);
        text = at switch { < 0 => line, 0 => null, _ => line[..at] };
        return at < 0 ? null : JsonDocument.Parse(line[(at + Mark.Length)..]);
    }
}
