using System.Reflection;

namespace MaskSharp.Evaluator.Commands;

/// <summary>Which build of the program this is.</summary>
internal static class ProgramVersion
{
    /// <summary>The version for people, such as "0.1.0".</summary>
    public static string Text { get; } =
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    /// <summary>Changes with every change of the code that decides scores and reports, released or not.</summary>
    public static string Code { get; } = $"{typeof(ProgramVersion).Module.ModuleVersionId}/{typeof(PixelCounts).Module.ModuleVersionId}";
}
