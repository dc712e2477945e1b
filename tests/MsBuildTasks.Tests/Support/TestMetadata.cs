using System.Reflection;

namespace MsBuildTasks.Tests.Support;

/// <summary>Paths that the build of this project knows.</summary>
internal static class TestMetadata
{
    public static string RepositoryRoot => Get("RepositoryRoot");

    /// <summary>The folder of the props and targets that the package brings.</summary>
    public static string TargetsFolder => Path.Combine(RepositoryRoot, "src/MsBuildTasks/build");

    public static string TasksAssembly => typeof(MaskSharp.MsBuildTasks.Items.RunSegmentationGates).Assembly.Location;

    public static string RealEvaluator => Path.Combine(RepositoryRoot, $"src/Evaluator/bin/{Get("Configuration")}/net10.0/MaskSharp.Evaluator.dll");

    public static string RulePages => Path.Combine(RepositoryRoot, "docs/rules");

    /// <summary>The host that runs this very test.</summary>
    public static string DotNetHost { get; } = Path.GetFullPath(Path.Combine(
        Path.GetDirectoryName(typeof(object).Assembly.Location)!, "../../..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    public static string Get(string key) => typeof(TestMetadata).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
