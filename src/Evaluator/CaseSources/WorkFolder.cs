using MaskSharp.Evaluator.Commands;
using MaskSharp.Evaluator.Reports;

namespace MaskSharp.Evaluator.CaseSources;

/// <summary>A folder of the run's own, for predictions that are made on the way.</summary>
internal sealed class WorkFolder : IDisposable
{
    // A folder without this mark may hold something of the user's, and is not emptied.
    private const string Mark = ".masksharp-work";
    private const string TemporaryPrefix = "masksharp-";

    private readonly bool _isTemporary;
    private FileStream? _lock;

    /// <param name="path">Full path; null for one that is gone after the run.</param>
    public WorkFolder(string? path)
    {
        _isTemporary = path is null;
        Path = path ?? System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"{TemporaryPrefix}{Guid.NewGuid():N}");
    }

    public string Path { get; }

    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Makes the folder, empty but for folders of these names.</summary>
    /// <exception cref="UsageException">It holds files of another origin.</exception>
    /// <exception cref="OutputException">It can't be written.</exception>
    public void Clear(params IEnumerable<string> names)
    {
        try
        {
            Unlock();
            if (Directory.Exists(Path))
            {
                if (!File.Exists(this[Mark]) && Directory.EnumerateFileSystemEntries(Path).Any())
                    throw new UsageException($"the folder {Path} (--work) holds files of another origin; name one that is empty or does not exist");
                Directory.Delete(Path, recursive: true);
            }
            Directory.CreateDirectory(Path);
            WriteMark();
            foreach (var name in names) Directory.CreateDirectory(this[name]);
            if (_isTemporary && IsLocked(this[Mark])) RemoveAbandoned();
        }
        catch (Exception e) when (WriteFault.Is(e))
        {
            throw new OutputException($"the folder {Path} for predictions can't be made anew: {WriteFault.Why(Path, e)}");
        }
    }

    public void Dispose()
    {
        Unlock();
        if (_isTemporary) Remove(Path);
    }

    // Folders of runs that were killed. The lock on a mark ends with its process, however that ends; who makes a mark writes it once it is
    // locked, so an empty one belongs to a run that is about to lock it.
    private static void RemoveAbandoned()
    {
        try
        {
            foreach (var folder in new DirectoryInfo(System.IO.Path.GetTempPath()).EnumerateDirectories(TemporaryPrefix + "*"))
            {
                var mark = new FileInfo(System.IO.Path.Combine(folder.FullName, Mark));
                if (folder.LinkTarget is null && mark is { Exists: true, Length: > 0 } && !IsLocked(mark.FullName)) Remove(folder.FullName);
            }
        }
        catch (Exception e) when (WriteFault.Is(e))
        {
            // Another's folders are no reason to end this run.
        }
    }

    private static bool IsLocked(string mark)
    {
        try
        {
            using var file = new FileStream(mark, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (Exception e) when (WriteFault.Is(e))
        {
            return true;
        }
    }

    private static void Remove(string folder)
    {
        if (!Directory.Exists(folder)) return;
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (WriteFault.Is(e))
        {
            // The verdict stands; what is left lies where systems, and the next run, clear up by themselves.
        }
    }

    private void WriteMark()
    {
        // Without a buffer, whose rest could not be written when the file is closed on a full disk.
        _lock = new FileStream(this[Mark], FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        _lock.Write("Made and emptied by masksharp.\n"u8);
        if (!_isTemporary) Unlock();
    }

    private void Unlock()
    {
        _lock?.Dispose();
        _lock = null;
    }
}
