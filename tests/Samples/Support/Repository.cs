using System.Reflection;

namespace MaskSharp.Samples.Tests.Support;

/// <summary>The repository that these tests belong to.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Get("RepositoryRoot"));

    public static string Configuration => Get("Configuration");

    private static string Get(string key) => typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
