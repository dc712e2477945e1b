namespace MaskSharp.Evaluator.Reports;

/// <summary>Writes files whole or not at all: into a file beside them, which then takes their name.</summary>
internal static class AtomicFile
{
    /// <exception cref="IOException">The file can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Write(string path, byte[] content) => WriteAll([(path, file => file.Write(content))]);

    /// <summary>Writes several files; where one can't be written, for want of space or of the right to, none of them changes.</summary>
    /// <exception cref="IOException">A file can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be written.</exception>
    public static void WriteAll(IReadOnlyList<(string Path, Action<Stream> Content)> files)
    {
        var drafts = new List<(string Draft, string Path)>();
        try
        {
            foreach (var (path, content) in files)
            {
                var folder = Path.GetDirectoryName(path)!;
                Directory.CreateDirectory(folder);
                if (Directory.Exists(path)) throw new IOException($"{path} is a folder.");
                drafts.Add((Path.Combine(folder, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}.tmp"), path));
                using var file = new FileStream(drafts[^1].Draft, FileMode.CreateNew);
                content(file);
            }
            foreach (var (draft, path) in drafts) File.Move(draft, path, overwrite: true);
        }
        finally
        {
            foreach (var (draft, _) in drafts) File.Delete(draft);
        }
    }

    /// <summary>Writes a file unless it holds this content already, so that what depends on its time is not built again.</summary>
    public static void WriteIfChanged(string path, byte[] content)
    {
        if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(content)) return;
        Write(path, content);
    }
}
