using System.Security.Cryptography;
using System.Text;

namespace MaskSharp.MsBuildTasks.Evaluation;

/// <summary>
/// What an evaluator was given when it last found nothing wrong: arguments, program and the content of all it reads. Where nothing of it has
/// changed, no process need be started to learn the same again, which would take most of the time of a gate with nothing to do.
/// </summary>
/// <remarks>
/// The evaluator's own stamp decides as strictly, and also where this gives up: at large data, whose reading takes longer than the start of a process.
/// </remarks>
internal sealed class LastPass
{
    private const long MostBytes = 1 << 26;
    private const int MostFiles = 2_000;

    private readonly string _file;
    private readonly string _stamp;
    private readonly IReadOnlyList<string> _results;
    private readonly string? _inputs;

    /// <param name="file">Where it is noted.</param>
    /// <param name="stamp">The evaluator's own note, which only a pass without a finding leaves.</param>
    /// <param name="arguments">The evaluator's arguments.</param>
    /// <param name="inputs">The files and folders that it reads, itself among them; they may be absent.</param>
    /// <param name="results">The files and folders that it writes.</param>
    public LastPass(string file, string stamp, string arguments, IReadOnlyList<string> inputs, IReadOnlyList<string> results)
    {
        _file = file;
        _stamp = stamp;
        _results = [.. results, stamp];

        // Before the run: what changes while it reads makes the next build run it again.
        _inputs = Digest(arguments, inputs);
    }

    /// <summary>The line that ended the run, if nothing has changed since; else null.</summary>
    public string? Closing()
    {
        try
        {
            if (_inputs is null || !File.Exists(_stamp) || !File.Exists(_file))
                return null;
            var lines = File.ReadAllLines(_file);
            return lines.Length == 3 && lines[0] == _inputs && lines[1] == Digest("", _results) ? lines[2] : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Notes a run that found nothing wrong; where it can't, the next build runs the evaluator again.</summary>
    /// <param name="closing">The line that ended it.</param>
    public void Note(string closing)
    {
        try
        {
            if (_inputs is not null && File.Exists(_stamp) && Digest("", _results) is { } results)
                File.WriteAllLines(_file, [_inputs, results, closing]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    /// <summary>A digest of a text and of all files below some paths, by name and content; null where that is too much, or can't be read.</summary>
    private static string? Digest(string text, IReadOnlyList<string> paths)
    {
        try
        {
            using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            using var one = SHA256.Create();
            Append(all, text);
            var (bytes, files) = (0L, 0);
            foreach (var path in paths)
            {
                Append(all, path);
                foreach (var file in FilesOf(path))
                {
                    using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                    bytes += stream.Length;
                    if (bytes > MostBytes || ++files > MostFiles)
                        return null;
                    Append(all, file);
                    all.AppendData(one.ComputeHash(stream));
                }
            }

            return BitConverter.ToString(all.GetHashAndReset());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static IEnumerable<string> FilesOf(string path)
    {
        if (File.Exists(path))
            return [path];
        return Directory.Exists(path) ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Take(MostFiles + 1).OrderBy(file => file, StringComparer.Ordinal) : [];
    }

    private static void Append(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        hash.AppendData(BitConverter.GetBytes(bytes.Length));
        hash.AppendData(bytes);
    }
}
