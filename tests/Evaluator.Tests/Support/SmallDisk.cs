using System.Diagnostics;

namespace MaskSharp.Evaluator.Tests.Support;

/// <summary>
/// Runs the program with a small disk of its own, full, read-only or just small (64 KiB), which a mount namespace makes: whoever runs the tests may be one
/// whom no right refuses to write.
/// </summary>
internal static class SmallDisk
{
    // "$1" is the disk's folder, whose content is put on it; "$2" its state; what it holds afterwards is copied back. The tests may themselves run in CI,
    // where no baseline is updated.
    private const string Script = """
        disk=$1 state=$2; shift 2
        unset CI TF_BUILD GITHUB_ACTIONS GITLAB_CI TEAMCITY_VERSION JENKINS_URL BUILDKITE
        kept=$(mktemp -d) && cp -a "$disk/." "$kept" && mount -t tmpfs -o size=64k none "$disk" && cp -a "$kept/." "$disk" || exit 99
        case $state in
        full) dd if=/dev/zero of="$disk/filling" bs=1024 2>/dev/null ;;
        read-only) mount -o remount,ro "$disk" || exit 99 ;;
        esac
        "$@"; code=$?
        rm -f "$disk/filling"; rm -rf "$kept"; cp -a "$disk" "$disk.after"; exit $code
        """;

    /// <summary>Why there is no such disk; null where there is.</summary>
    public static string? Absence { get; } = FindAbsence();

    /// <summary>Runs the program, with the content of the folder on such a disk in its place; what it holds then is in a folder ".after" beside it.</summary>
    public static Cli Run(string folder, string state, params string[] args)
    {
        Directory.CreateDirectory(folder);
        return Cli.StartProcess("unshare", ["--mount", "--map-root-user", "--user", "sh", "-c", Script, "sh", folder, state, Cli.Host, Path.Combine(AppContext.BaseDirectory, "MaskSharp.Evaluator.dll"), .. args]);
    }

    private static string? FindAbsence()
    {
        const string Probe = "mount -t tmpfs -o size=64k none /tmp && mount -o remount,ro /tmp";
        try
        {
            using var process = Process.Start(new ProcessStartInfo("unshare", ["--mount", "--map-root-user", "--user", "sh", "-c", Probe]) { RedirectStandardError = true });
            process!.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : "this system lets a test mount no disk of its own (unshare, mount), so full and read-only disks were not tried";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "there is no unshare here, which makes a disk of the test's own, so full and read-only disks were not tried";
        }
    }
}
