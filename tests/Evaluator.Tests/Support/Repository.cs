using System.Runtime.CompilerServices;

namespace MaskSharp.Evaluator.Tests.Support;

/// <summary>Where the sources of this repository lie.</summary>
internal static class Repository
{
    public static string Root([CallerFilePath] string thisFile = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", ".."));
}
