using MaskSharp.Evaluator.Commands;
using MaskSharp.Evaluator.Reports;

namespace MaskSharp.Evaluator.CaseSources;

/// <summary>A folder of the run's own, for predictions that are made on the way.</summary>
internal sealed class WorkFolder : IDisposable
{
    // A folder without this mark may hold something of the user's, and is not emptied.
    private const string Mark = ".masksharp-work";

    private readonly bool _isTemporary;

    /// <param name="path">Full path; null for one that is gone after the run.</param>
    public WorkFolder(string? path)
    {
        _isTemporary = path is null;
        Path = path ?? System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"masksharp-{Guid.NewGuid():N}");
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
            if (Directory.Exists(Path))
            {
                if (!File.Exists(this[Mark]) && Directory.EnumerateFileSystemEntries(Path).Any())
                    throw new UsageException($"the folder {Path} (--work) holds files of another origin; name one that is empty or does not exist");
                Directory.Delete(Path, recursive: true);
            }
            Directory.CreateDirectory(Path);
            File.WriteAllText(this[Mark], "Made and emptied by masksharp.\n");
            foreach (var name in names) Directory.CreateDirectory(this[name]);
        }
        catch (Exception e) when (WriteFault.Is(e))
        {
            throw new OutputException($"the folder {Path} for predictions can't be made anew: {WriteFault.Why(Path, e)}");
        }
    }

    public void Dispose()
    {
        if (!_isTemporary || !Directory.Exists(Path)) return;
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception e) when (WriteFault.Is(e))
        {
            // The verdict stands; what is left lies where systems clear up by themselves.
        }
    }
}
