using System.Text.Encodings.Web;
using System.Text.Json;

namespace MaskSharp.Evaluator.Reports;

/// <summary>JSON files as this program writes them: laid out for people who compare two of them, too.</summary>
internal static class JsonText
{
    private const int PieceBytes = 1 << 16;

    private static readonly JsonWriterOptions _options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text of a file that holds one object.</summary>
    public static byte[] Of(Action<Utf8JsonWriter> members)
    {
        using var text = new MemoryStream();
        Write(text, members);
        return text.ToArray();
    }

    /// <summary>Writes a file that holds one object.</summary>
    public static void Write(Stream file, Action<Utf8JsonWriter> members)
    {
        using (var json = new Utf8JsonWriter(file, _options))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }
        file.WriteByte((byte)'\n');
    }

    /// <summary>Hands on to the file what the writer holds, once it is much: a report of a million cases need not fit into memory.</summary>
    public static void HandOn(Utf8JsonWriter json)
    {
        if (json.BytesPending >= PieceBytes) json.Flush();
    }
}
