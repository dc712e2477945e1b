using System.Diagnostics;
using System.Text.Json;
using MaskSharp.Evaluator.Commands;
using MaskSharp.Evaluator.Pairing;
using MaskSharp.Evaluator.Reports;

namespace MaskSharp.Evaluator.Hosting;

/// <summary>
/// Runs a part of the evaluator as a child process among the dependencies of a built program, by the program's own list of them
/// (.deps.json): its TorchSharp, its libtorch, its model. A native crash then ends the child alone.
/// </summary>
internal sealed class ProgramHost
{
    private const string OwnRuntime = """
        { "runtimeOptions": { "framework": { "name": "Microsoft.NETCore.App", "version": "10.0.0" }, "rollForward": "Major", "configProperties": { "System.Globalization.Invariant": true, "System.Globalization.PredefinedCulturesOnly": false } } }
        """;

    private readonly string? _assembly;
    private readonly IReadOnlyList<string> _packageFolders;

    /// <param name="assembly">Full path of the built program's or library's assembly; null for the evaluator by itself.</param>
    /// <param name="packageFolders">Where packages lie that are not copied to the output; empty for this user's own folder.</param>
    public ProgramHost(string? assembly, IReadOnlyList<string> packageFolders)
    {
        _assembly = assembly;
        _packageFolders = [.. (packageFolders.Count > 0 ? packageFolders : [DefaultPackageFolder]).Where(Directory.Exists)];
    }

    /// <summary>The program's list of dependencies.</summary>
    public IReadOnlyList<MaskFile> Dependencies => _assembly is not null && Path.ChangeExtension(_assembly, ".deps.json") is var path && File.Exists(path) ? [MaskFile.At(path)] : [];

    private static string DefaultPackageFolder => Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } given
        ? given
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    // The program that runs may be a small starter of its own, so the host is found beside the framework that is loaded.
    private static string DotNet => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "../../..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    /// <summary>The host that the options name.</summary>
    public static ProgramHost Of(Arguments arguments) => new(arguments.FullPath("--program"), arguments.FullPaths("--package-folders"));

    /// <summary>Runs the child to its end.</summary>
    /// <param name="arguments">What it is to do.</param>
    /// <param name="work">A folder for files of the run.</param>
    /// <param name="line">Takes each line that the user's own code prints.</param>
    /// <param name="progress">Told how far it is, where it says so.</param>
    /// <param name="cancellation">Kills it.</param>
    /// <exception cref="UsageException">The program was not built, or can't be started.</exception>
    /// <exception cref="OperationCanceledException">The run was ended.</exception>
    public HostAnswer Run(IReadOnlyList<string> arguments, string work, Action<string> line, Action<int, int> progress, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(DotNet, [.. HostArguments(work), typeof(ProgramHost).Assembly.Location, .. arguments])
        {
            // Kept open to the child's end: see ParentWatch.
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
            StandardErrorEncoding = System.Text.Encoding.UTF8,
        };
        var answer = new HostAnswer();
        using var process = Process.Start(start) ?? throw new UsageException($"{DotNet} can't be started");
        using var killing = cancellation.Register(() => Kill(process));
        // One reader a stream, so that neither fills up; what both say is taken in one by one.
        var errors = Task.Run(() => Listen(process.StandardError, answer, line, progress), CancellationToken.None);
        Listen(process.StandardOutput, answer, line, progress);
        errors.Wait(CancellationToken.None);
        process.WaitForExit();
        cancellation.ThrowIfCancellationRequested();
        answer.ExitCode = process.ExitCode;
        return answer;
    }

    private static void Listen(StreamReader reader, HostAnswer answer, Action<string> line, Action<int, int> progress)
    {
        while (reader.ReadLine() is { } read)
        {
            using var message = HostMessage.Read(read, out var text);
            lock (answer)
            {
                if (text is not null)
                {
                    answer.Hear(text);
                    line(text);
                }
                if (message is not null) answer.Add(message.RootElement, progress);
            }
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended meanwhile.
        }
    }

    private List<string> HostArguments(string work)
    {
        if (_assembly is null) return ["exec"];
        if (!File.Exists(_assembly)) throw new UsageException($"the assembly {_assembly} does not exist; build it first");
        var dependencies = Path.ChangeExtension(_assembly, ".deps.json");
        if (!File.Exists(dependencies)) throw new UsageException($"beside the assembly {_assembly} there is no {Path.GetFileName(dependencies)}, which says where its dependencies are; do not set GenerateDependencyFile to false");
        List<string> arguments = ["exec", "--depsfile", dependencies, "--runtimeconfig", Runtime(_assembly, work)];
        foreach (var folder in _packageFolders) arguments.AddRange(["--additionalprobingpath", folder]);
        return arguments;
    }

    // A library has none of its own, and one of a self-contained program names no framework to run on.
    private static string Runtime(string assembly, string work)
    {
        var own = Path.ChangeExtension(assembly, ".runtimeconfig.json");
        if (File.Exists(own) && NamesFramework(own)) return own;
        var written = Path.Combine(work, "runtimeconfig.json");
        AtomicFile.Write("the list of settings", written, System.Text.Encoding.UTF8.GetBytes(OwnRuntime));
        return written;
    }

    private static bool NamesFramework(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return document.RootElement.TryGetProperty("runtimeOptions", out var options) && (options.TryGetProperty("framework", out _) || options.TryGetProperty("frameworks", out _));
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
