using System.Globalization;
using System.Text;
using MaskSharp.Evaluator.Commands;
using MaskSharp.Evaluator.Evaluation;
using MaskSharp.Evaluator.Pairing;
using MaskSharp.Evaluator.Reports;

namespace MaskSharp.Evaluator.Stamps;

/// <summary>
/// Whether anything that decides a run's outcome has changed: settings, the program, the list of files and what is in them.
/// Times of files are not asked, since a worse file may be older.
/// </summary>
internal static class ContentStamp
{
    /// <summary>A digest of everything that decides the outcome; null if a file can't be read, which is for the run itself to tell.</summary>
    /// <param name="settings">Every setting that matters, each in a text of its own.</param>
    /// <param name="folders">The files of each folder.</param>
    public static string? Compute(IEnumerable<string> settings, params IReadOnlyList<MaskFile>[] folders)
    {
        var files = new List<MaskFile>();
        foreach (var folder in folders) files.AddRange(folder);
        var digests = new ulong[files.Count];
        try
        {
            Workers.Run(files.Count, Environment.ProcessorCount, i => digests[i] = ContentHash.OfFile(files[i].Path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        var hash = new ContentHash();
        AddText(hash, ProgramVersion.Code);
        foreach (var setting in settings) AddText(hash, setting);
        var at = 0;
        foreach (var folder in folders)
        {
            hash.Append((ulong)folder.Count);
            foreach (var file in folder)
            {
                AddText(hash, file.Name);
                hash.Append(digests[at++]);
            }
        }
        return Hex(hash);
    }

    /// <summary>Whether the stamp says that this very run was done, and its results are still there as it left them.</summary>
    public static bool Matches(string stamp, string? digest, IReadOnlyList<string> results)
    {
        try
        {
            return digest is not null && File.Exists(stamp) && Results(results) is { } content && File.ReadAllText(stamp) == Line(digest, content);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Notes a run that need not be done again.</summary>
    /// <exception cref="OutputException">The stamp can't be written.</exception>
    public static void Write(string stamp, string? digest, IReadOnlyList<string> results)
    {
        if (digest is null || Results(results) is not { } content) return;
        AtomicFile.Write("the stamp", stamp, Encoding.UTF8.GetBytes(Line(digest, content)));
    }

    /// <summary>Takes the note back.</summary>
    /// <exception cref="OutputException">The stamp can't be deleted.</exception>
    public static void Delete(string? stamp)
    {
        if (stamp is not null) AtomicFile.Delete("the stamp", stamp);
    }

    private static string Line(string digest, string results) => $"{digest} {results}\n";

    private static string? Results(IReadOnlyList<string> paths)
    {
        var hash = new ContentHash();
        foreach (var path in paths)
        {
            if (!File.Exists(path)) return null;
            hash.Append(ContentHash.OfFile(path));
        }
        return Hex(hash);
    }

    private static string Hex(ContentHash hash) => hash.Value.ToString("x16", CultureInfo.InvariantCulture);

    // The length before each text keeps "ab", "c" apart from "a", "bc".
    private static void AddText(ContentHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        hash.Append((ulong)bytes.Length);
        hash.Append(bytes);
    }
}
