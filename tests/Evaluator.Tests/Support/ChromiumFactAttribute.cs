namespace MaskSharp.Evaluator.Tests.Support;

/// <summary>A test that needs a real browser, and says so where there is none.</summary>
internal sealed class ChromiumFactAttribute : FactAttribute
{
    private static readonly string[] _names = ["chromium", "chromium-browser", "google-chrome", "chrome"];

    public ChromiumFactAttribute()
    {
        if (Path is null) Skip = "there is no Chromium in PATH, so the page was not opened in a browser";
    }

    /// <summary>The browser's program; null where there is none.</summary>
    public static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
        .SelectMany(folder => _names.Select(name => System.IO.Path.Combine(folder, name))).FirstOrDefault(File.Exists);
}
