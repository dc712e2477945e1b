namespace MaskSharp.Evaluator.Tests.Support;

/// <summary>A folder of a test's own, gone afterwards.</summary>
internal sealed class TempFolder : IDisposable
{
    public TempFolder() => Directory.CreateDirectory(Root);

    public string Root { get; } = Path.Combine(Path.GetTempPath(), "masksharp-tests", Guid.NewGuid().ToString("N"));

    public string this[string relative] => Path.Combine(Root, relative);

    /// <summary>Writes a file and the folders it needs.</summary>
    public string Write(string relative, byte[] content)
    {
        var path = this[relative];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>Writes an 8-bit grey PNG mask, one row a string of digits: 0 is background, 1 the value given, other digits themselves.</summary>
    public string WriteMask(string relative, int one, params string[] rows) => Write(relative, Png.Grey8(rows[0].Length, [.. rows.SelectMany(row => row).Select(c => (byte)(c == '1' ? one : c - '0'))]));

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
