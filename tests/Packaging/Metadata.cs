using System.Reflection;

namespace MaskSharp.Packaging.Tests;

/// <summary>What the build of this project knows.</summary>
internal static class Metadata
{
    public static string RepositoryRoot => Get("RepositoryRoot");

    public static string Configuration => Get("Configuration");

    /// <summary>The platform of the SDK, as the package names it.</summary>
    public static string Platform => Get("Platform");

    public static string TorchSharpVersion => Get("TorchSharpVersion");

    /// <summary>The package of libtorch for this system.</summary>
    public static string LibTorchPackage => OperatingSystem.IsWindows() ? "libtorch-cpu-win-x64" : OperatingSystem.IsMacOS() ? "libtorch-cpu-osx-arm64" : "libtorch-cpu-linux-x64";

    public static string LibTorchVersion => Get("LibTorchVersion");

    public static string OnnxRuntimeVersion => Get("OnnxRuntimeVersion");

    public static string Version => Get("Version");

    private static string Get(string key) => typeof(Metadata).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
