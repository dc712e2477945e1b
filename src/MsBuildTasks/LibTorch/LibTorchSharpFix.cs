namespace MaskSharp.MsBuildTasks.LibTorch;

/// <summary>
/// Makes TorchSharp's native library load where libstdc++ is older than GCC 13's (Ubuntu 22.04, Debian 12, RHEL 9).
/// </summary>
/// <remarks>
/// The library needs <see cref="Version"/> for one symbol, a function that makes sure iostream is set up before
/// static initialisers run. libtorch's own initialisers do that already, by the older mechanism. So the version is
/// made weak, and the import is pointed at another one of the same library that takes no argument and has no effect.
/// </remarks>
internal static class LibTorchSharpFix
{
    public const string FileName = "libLibTorchSharp.so";
    public const string Library = "libstdc++.so.6";
    public const string Version = "GLIBCXX_3.4.32";
    private const string IostreamInitialiser = "_ZSt21ios_base_library_initv";
    private const string SteadyClockNow = "_ZNSt6chrono3_V212steady_clock3nowEv";

    /// <summary>Edits the file in memory; false, and no edit, when it does not insist on <see cref="Version"/>.</summary>
    /// <exception cref="InvalidDataException">The file needs the version for more than the one known symbol.</exception>
    public static bool Apply(ElfFile file)
    {
        foreach (var version in file.NeededVersions())
        {
            if (version.Library != Library || version.Name != Version || version.IsWeak)
                continue;

            foreach (var import in file.ImportsOf(version))
            {
                if (import != IostreamInitialiser)
                    throw new InvalidDataException($"it needs {Version} of {Library} for '{import}', for which there is no substitute");
            }

            file.RedirectImport(IostreamInitialiser, SteadyClockNow);
            file.MakeWeak(version);
            return true;
        }

        return false;
    }
}
