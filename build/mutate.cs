// Breaks one formula at a time and asks the tests whether they notice: dotnet run build/mutate.cs [WORD]
// Works on a copy of the last commit. WORD chooses the mutations whose file or description holds it.
// Writes artifacts/mutations.md; the exit code is 0 if every mutation was noticed.
#:property PublishAot=false
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

var root = Run("git", ["rev-parse", "--show-toplevel"], Environment.CurrentDirectory).Output.Trim();
var copy = Path.Combine(root, "artifacts", "mutations");
var mutations = JsonSerializer.Deserialize<Mutation[]>(File.ReadAllText(Path.Combine(root, "build", "mutations.json")), JsonSerializerOptions.Web)!
    .Where(mutation => args.Length == 0 || args.Any(word => $"{mutation.File} {mutation.What}".Contains(word, StringComparison.OrdinalIgnoreCase)))
    .ToArray();
if (mutations.Length == 0)
{
    Console.Error.WriteLine("no mutation is named so");
    return 2;
}

Run("git", ["worktree", "remove", "--force", copy], root);
if (Run("git", ["worktree", "add", "--detach", copy, "HEAD"], root) is { Passed: false, Output: var refusal })
{
    Console.Error.WriteLine(refusal);
    return 2;
}

try
{
    foreach (var (project, tests) in mutations.Select(mutation => (mutation.Project, mutation.Tests)).Distinct())
    {
        if (Try(project, tests) is not (true, [], true))
        {
            Console.Error.WriteLine($"{project}, {tests}: does not pass as it is, so it can't notice anything");
            return 2;
        }
    }

    var report = new StringBuilder("| mutation | file | noticed by |\n|---|---|---|\n");
    var survivors = 0;
    foreach (var mutation in mutations)
    {
        var path = Path.Combine(copy, mutation.File);
        var text = File.ReadAllText(path);
        if (text.Split(mutation.From).Length != 2)
        {
            Console.Error.WriteLine($"{mutation.File}: expected once: {mutation.From}");
            return 2;
        }

        File.WriteAllText(path, text.Replace(mutation.From, mutation.To, StringComparison.Ordinal));
        var (builds, failed, passed) = Try(mutation.Project, mutation.Tests);
        File.WriteAllText(path, text);
        if (!builds)
        {
            Console.Error.WriteLine($"{mutation.File}: does not compile with {mutation.To}");
            return 2;
        }

        survivors += passed ? 1 : 0;
        var verdict = passed ? "**nothing**" : failed.Count == 0 ? "a crash of the test process" : $"{failed[0]}{(failed.Count > 1 ? $" and {failed.Count - 1} more" : "")}";
        Console.WriteLine($"{mutation.What}: {verdict}");
        report.AppendLine($"| {mutation.What} | {Path.GetFileName(mutation.File)} | {verdict} |");
    }

    report.AppendLine($"\n{mutations.Length - survivors} of {mutations.Length} were noticed.");
    File.WriteAllText(Path.Combine(root, "artifacts", "mutations.md"), report.ToString());
    Console.WriteLine($"{mutations.Length - survivors} of {mutations.Length} were noticed; artifacts/mutations.md");
    return survivors == 0 ? 0 : 1;
}
finally
{
    Run("git", ["worktree", "remove", "--force", copy], root);
}

(bool Builds, IReadOnlyList<string> Failed, bool Passed) Try(string project, string tests)
{
    if (!Run("dotnet", ["build", project, "-v", "q", "-nodeReuse:false"], copy).Passed)
        return (false, [], false);
    var (output, passed) = Run("dotnet", ["test", project, "--no-build", "--filter", tests], copy);
    if (output.Contains("No test matches", StringComparison.Ordinal))
        return (true, [], false);
    return (true, [.. Regex.Matches(output, @"^  Failed (?:\w+\.)*?(\w+\.\w+)[ (]", RegexOptions.Multiline).Select(match => match.Groups[1].Value).Distinct()], passed);
}

static (string Output, bool Passed) Run(string program, IEnumerable<string> arguments, string folder)
{
    using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
    var error = process.StandardError.ReadToEndAsync();
    var output = process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    return (output + error.Result, process.ExitCode == 0);
}

internal sealed record Mutation(string What, string File, string From, string To, string Project, string Tests);
