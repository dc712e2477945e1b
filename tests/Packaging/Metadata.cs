using System.Reflection;

namespace MaskSharp.Packaging.Tests;

/// <summary>What the build of this project knows.</summary>
internal static class Metadata
{
    public static string RepositoryRoot => Get("RepositoryRoot");

    public static string Configuration => Get("Configuration");

    public static string TorchSharpVersion => Get("TorchSharpVersion");

    private static string Get(string key) => typeof(Metadata).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
