using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MaskSharp.Evaluator.Commands;
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
        var files = folders.SelectMany(folder => folder).ToArray();
        var digests = new byte[files.Length][];
        try
        {
            Parallel.For(0, files.Length, i =>
            {
                using var stream = File.OpenRead(files[i].Path);
                digests[i] = SHA256.HashData(stream);
            });
        }
        catch (AggregateException e) when (e.InnerExceptions.All(inner => inner is IOException or UnauthorizedAccessException))
        {
            return null;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        AddText(hash, ProgramVersion.Code);
        foreach (var setting in settings) AddText(hash, setting);
        for (int folder = 0, i = 0; folder < folders.Length; folder++)
        {
            AddText(hash, folders[folder].Count.ToString(CultureInfo.InvariantCulture));
            foreach (var file in folders[folder])
            {
                AddText(hash, file.Stem + Path.GetExtension(file.Path));
                hash.AppendData(digests[i++]);
            }
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
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
        if (!paths.All(File.Exists)) return null;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in paths) hash.AppendData(SHA256.HashData(File.ReadAllBytes(path)));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // The length before each text keeps "ab", "c" apart from "a", "bc".
    private static void AddText(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        hash.AppendData(BitConverter.GetBytes(bytes.Length));
        hash.AppendData(bytes);
    }
}
