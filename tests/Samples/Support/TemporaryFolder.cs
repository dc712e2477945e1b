namespace MaskSharp.Samples.Tests.Support;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("masksharp-samples-").FullName;

    public string this[string relative] => Path.Combine(_folder, relative);

    public string[] Files(string relative) => [.. Directory.GetFiles(this[relative]).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
