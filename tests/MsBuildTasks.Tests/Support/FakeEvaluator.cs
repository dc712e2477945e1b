using System.Globalization;

namespace MsBuildTasks.Tests.Support;

/// <summary>
/// Stands in for the evaluator: does what a script in the folder of predictions or masks, or of the run's own work, says, so that
/// tests can have it answer in any way, and notes its arguments beside that folder.
/// </summary>
/// <remarks>
/// Lines of the script: <c>exit N</c>, <c>sleep</c> (until killed), <c>measure</c> and <c>stamp</c> (write what --measured and --stamp name),
/// <c>error: text</c> (to the error stream); any other line goes to the output as it is.
/// </remarks>
internal static class FakeEvaluator
{
    private const string Script = "fake.script";
    private const string Notes = ".arguments";

    /// <summary>The assembly to run as the evaluator.</summary>
    public static string Assembly => typeof(FakeEvaluator).Assembly.Location;

    /// <summary>Makes the folder of predictions or masks with a script in it.</summary>
    public static void WriteScript(string folder, params string[] lines)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllLines(Path.Combine(folder, Script), lines);
    }

    /// <summary>The arguments of each run so far for this folder of predictions or masks.</summary>
    public static IReadOnlyList<string[]> Runs(string folder) =>
        !File.Exists(folder + Notes) ? [] : [.. File.ReadAllLines(folder + Notes).Select(line => line.Split('\t'))];

    public static int Main(string[] args)
    {
        var folder = Option(args, "--predictions") ?? Option(args, "--work") ?? args[1];
        File.AppendAllLines(folder + Notes, [string.Join('\t', args)]);
        foreach (var line in File.ReadAllLines(Path.Combine(folder, Script)))
        {
            if (line.StartsWith("exit ", StringComparison.Ordinal))
                return int.Parse(line[5..], CultureInfo.InvariantCulture);
            if (line == "sleep")
                Sleep(folder);
            else if (line == "stamp")
                File.WriteAllText(Option(args, "--stamp")!, "passed");
            else if (line == "measure")
                Measure(Option(args, "--measured")!);
            else if (line.StartsWith("error: ", StringComparison.Ordinal))
                Console.Error.WriteLine(line[7..]);
            else
                Console.Out.WriteLine(line);
        }

        return 0;
    }

    private static string? Option(string[] args, string name) =>
        args.FirstOrDefault(arg => arg.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];

    private static void Sleep(string folder)
    {
        File.WriteAllText(folder + ".process", Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        Thread.Sleep(Timeout.Infinite);
    }

    private static void Measure(string path)
    {
        const string Measurement = """{ "schema": 1 }""";
        if (!File.Exists(path))
            File.WriteAllText(path, Measurement);
    }
}
