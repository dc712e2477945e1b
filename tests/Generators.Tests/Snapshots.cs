using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace MaskSharp.Generators.Tests;

/// <summary>
/// Compares generated files with the committed ones beside the test, under Verify's file names:
/// <c>Class.Method#Hint.g.verified.cs</c>. The set of files counts too. A difference leaves a <c>.received.cs</c> beside it;
/// <c>UPDATE_SNAPSHOTS=1</c> accepts what was generated.
/// </summary>
internal static partial class Snapshots
{
    private static bool Update => Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1";

    /// <summary>Compares the generated files of one test.</summary>
    /// <param name="outcome">A run of a generator.</param>
    /// <param name="variant">Tells the cases of a theory apart; part of the file names.</param>
    /// <param name="file">The test's file, given by the compiler.</param>
    /// <param name="method">The test's name, given by the compiler.</param>
    public static void Verify(GeneratorOutcome outcome, string variant = "", [CallerFilePath] string file = "", [CallerMemberName] string method = "")
    {
        var test = Path.GetFileNameWithoutExtension(file) + "." + method + (variant.Length > 0 ? "_" + variant : "");
        var folder = Folder(file);
        var generated = outcome.Files.ToDictionary(
            source => $"{test}#{Path.GetFileNameWithoutExtension(source.HintName)}",
            source => WithoutVersion(source.SourceText.ToString()),
            StringComparer.Ordinal);
        var verified = Directory.GetFiles(folder, test + "#*.verified.cs")
            .ToDictionary(path => Path.GetFileName(path).Replace(".verified.cs", "", StringComparison.Ordinal), path => File.ReadAllText(path).ReplaceLineEndings("\n"), StringComparer.Ordinal);

        var problems = new List<string>();
        foreach (var name in generated.Keys.Union(verified.Keys).Order(StringComparer.Ordinal))
        {
            var text = generated.GetValueOrDefault(name);
            var expected = verified.GetValueOrDefault(name);
            var received = Path.Combine(folder, name + ".received.cs");
            File.Delete(received);
            if (text == expected)
                continue;
            if (Update)
                Accept(Path.Combine(folder, name + ".verified.cs"), text);
            else
                problems.Add(Explain(name, text, expected));
            if (!Update && text is not null)
                File.WriteAllText(received, text);
        }

        Assert.True(problems.Count == 0, string.Join("\n", problems) + "\nSet UPDATE_SNAPSHOTS=1 to accept what was generated.");
    }

    private static void Accept(string path, string? text)
    {
        if (text is null)
            File.Delete(path);
        else
            File.WriteAllText(path, text);
    }

    private static string Explain(string name, string? text, string? expected)
    {
        if (text is null)
            return $"{name} is committed, but was not generated.";
        if (expected is null)
            return $"{name} was generated, but is not committed:\n{text}";
        var (got, want) = (text.Split('\n'), expected.Split('\n'));
        var line = Enumerable.Range(0, Math.Max(got.Length, want.Length)).First(i => got.ElementAtOrDefault(i) != want.ElementAtOrDefault(i));
        return $"{name} differs at line {line + 1}:\n  expected: {want.ElementAtOrDefault(line) ?? "(end)"}\n  received: {got.ElementAtOrDefault(line) ?? "(end)"}";
    }

    // A deterministic build may rewrite the compiler's path, so only its part below this project is used.
    private static string Folder(string file)
    {
        const string Project = "Generators.Tests";
        var relative = file.Replace('\\', '/').Split($"/{Project}/", 2)[1];
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, $"{Project}.csproj")))
            root = root.Parent;
        Assert.True(root is not null, $"No {Project}.csproj above {AppContext.BaseDirectory}: snapshots stand beside the tests' sources.");
        return Path.Combine(root.FullName, Path.GetDirectoryName(relative)!);
    }

    private static string WithoutVersion(string text)
        => VersionOfGeneratedCode().Replace(text, "$1VERSION$2").ReplaceLineEndings("\n");

    [GeneratedRegex("""(GeneratedCode\("MaskSharp\.Generators", ")[^"]*("\))""")]
    private static partial Regex VersionOfGeneratedCode();
}
