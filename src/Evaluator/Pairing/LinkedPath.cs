namespace MaskSharp.Evaluator.Pairing;

/// <summary>Where links lead: to a folder above themselves, which would never end, or to what is no file.</summary>
internal static class LinkedPath
{
    // As many as Linux follows.
    private const int MostLinks = 40;

    /// <summary>The path without links in it, as far as it can be told.</summary>
    public static string Real(string path)
    {
        var real = Path.GetPathRoot(path)!;
        var parts = new Stack<string>();
        Push(parts, path[real.Length..]);
        for (var links = 0; parts.TryPop(out var part);)
        {
            if (part is "" or ".") continue;
            var next = part == ".." ? Path.GetDirectoryName(real) ?? real : Path.Combine(real, part);
            if (part != ".." && links < MostLinks && new FileInfo(next).LinkTarget is { } target)
            {
                links++;
                var root = Path.GetPathRoot(target)!;
                if (root.Length > 0) real = root;
                Push(parts, target[root.Length..]);
                continue;
            }
            real = next;
        }
        return real;
    }

    /// <summary>Whether a link in a folder leads to that folder or to one that was passed on the way to it.</summary>
    /// <param name="root">Where the way begins.</param>
    /// <param name="folder">The link's folder, at or below <paramref name="root"/>.</param>
    /// <param name="link">The link's full path.</param>
    public static bool LeadsBack(string root, string folder, string link)
    {
        var target = Path.TrimEndingDirectorySeparator(Real(link));
        for (var passed = folder; passed is not null && passed.Length >= root.Length; passed = Path.GetDirectoryName(passed))
        {
            var real = Real(passed);
            if (real == target || real.StartsWith(target.EndsWith(Path.DirectorySeparatorChar) ? target : target + Path.DirectorySeparatorChar, StringComparison.Ordinal)) return true;
        }
        return false;
    }

    /// <summary>The length of a file, or of the one that a link leads to; 0 for a pipe or a device, which would have no end.</summary>
    /// <exception cref="IOException">There is no such file.</exception>
    public static long Length(string path)
    {
        var file = new FileInfo(path);
        return (file.LinkTarget is null ? file : new FileInfo(Real(path))).Length;
    }

    private static void Push(Stack<string> parts, string path)
    {
        foreach (var part in path.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar).Reverse()) parts.Push(part);
    }
}
