using MaskSharp.Evaluator.Commands;

namespace MaskSharp.Evaluator.Reports;

/// <summary>Writes files whole or not at all: into a file beside them, which then takes their name.</summary>
internal static class AtomicFile
{
    // A device or a pipe, such as /dev/stdout, has no place for a draft beside it, and must not be replaced by a file.
    private const string Devices = "/dev/";

    // A draft of a process that was killed stays. It is removed by a later run, when no process can still be writing it.
    private const string DraftStart = ".masksharp-";
    private const string DraftEnd = ".tmp";
    private static readonly TimeSpan _longestWrite = TimeSpan.FromHours(1);

    /// <param name="what">What the file is, for the message, such as "the baseline".</param>
    /// <param name="path">Full path.</param>
    /// <param name="content">Its content.</param>
    /// <exception cref="OutputException">The file can't be written.</exception>
    public static void Write(string what, string path, byte[] content) => WriteAll([(what, path, file => file.Write(content))]);

    /// <summary>Writes several files; where one can't be written, for want of space or of the right to, none of them changes.</summary>
    /// <exception cref="OutputException">A file can't be written.</exception>
    public static void WriteAll(IReadOnlyList<(string What, string Path, Action<Stream> Content)> files)
    {
        var drafts = new List<(string What, string Draft, string Path)>();
        try
        {
            foreach (var (what, path, content) in files) Guarded(what, path, () => Draft(what, path, content, drafts));
            foreach (var (what, draft, path) in drafts) Guarded(what, path, () => File.Move(draft, path, overwrite: true));
        }
        finally
        {
            foreach (var (_, draft, _) in drafts) Discard(draft);
        }
    }

    /// <summary>Writes a file unless it holds this content already, so that what depends on its time is not built again.</summary>
    /// <inheritdoc cref="Write"/>
    public static void WriteIfChanged(string what, string path, byte[] content)
    {
        if (Holds(path, content)) return;
        Write(what, path, content);
    }

    /// <summary>Deletes a file if there is one.</summary>
    /// <exception cref="OutputException">It can't be deleted.</exception>
    public static void Delete(string what, string path)
    {
        try
        {
            if (File.Exists(path)) File.Delete(path);
        }
        catch (Exception e) when (WriteFault.Is(e))
        {
            throw new OutputException($"{what} {path} can't be deleted: {WriteFault.Why(path, e)}");
        }
    }

    private static void Draft(string what, string path, Action<Stream> content, List<(string What, string Draft, string Path)> drafts)
    {
        if (path.StartsWith(Devices, StringComparison.Ordinal))
        {
            using var device = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            content(device);
            return;
        }
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        if (drafts.TrueForAll(draft => Path.GetDirectoryName(draft.Draft) != folder)) DiscardAbandoned(folder);
        if (Directory.Exists(path)) throw new OutputException($"{what} {path} can't be written: there is a folder of that name");
        drafts.Add((what, Path.Combine(folder, $"{DraftStart}{Guid.NewGuid():N}{DraftEnd}"), path));
        using var file = new FileStream(drafts[^1].Draft, FileMode.CreateNew);
        content(file);
    }

    private static bool Holds(string path, byte[] content)
    {
        try
        {
            return File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(content);
        }
        catch (Exception e) when (WriteFault.Is(e))
        {
            return false;
        }
    }

    private static void Guarded(string what, string path, Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (WriteFault.Is(e))
        {
            throw new OutputException($"{what} {path} can't be written: {WriteFault.Why(path, e)}");
        }
    }

    private static void DiscardAbandoned(string folder)
    {
        try
        {
            foreach (var draft in new DirectoryInfo(folder).EnumerateFiles($"{DraftStart}*{DraftEnd}"))
            {
                if (draft.LastWriteTimeUtc < DateTime.UtcNow - _longestWrite) Discard(draft.FullName);
            }
        }
        catch (Exception e) when (WriteFault.Is(e))
        {
            // A folder that may be written to and not be listed is no fault.
        }
    }

    // What could not be written can sometimes not be deleted either, and that is not the news.
    private static void Discard(string draft)
    {
        try
        {
            File.Delete(draft);
        }
        catch (Exception e) when (WriteFault.Is(e))
        {
        }
    }
}
