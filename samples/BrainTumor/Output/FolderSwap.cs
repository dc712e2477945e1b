namespace BrainTumor.Output;

/// <summary>
/// Fills a folder beside the wanted one and swaps both when all is written: a run that stops half-way leaves the last whole result,
/// and no file of an earlier run stays among the new ones.
/// </summary>
internal sealed class FolderSwap : IDisposable
{
    private readonly string _target;

    public FolderSwap(string target)
    {
        _target = target;
        Folder = target + ".new";
        Remove(Folder);
        Directory.CreateDirectory(Folder);
    }

    /// <summary>Where to write.</summary>
    public string Folder { get; }

    /// <summary>Puts what was written in the place of the old folder.</summary>
    public void Commit()
    {
        var old = _target + ".old";
        Remove(old);
        if (Directory.Exists(_target))
            Directory.Move(_target, old);
        Directory.Move(Folder, _target);
        Remove(old);
    }

    /// <summary>Removes what was not committed.</summary>
    public void Dispose() => Remove(Folder);

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
