using MsBuildTasks.Tests.Support;

namespace MsBuildTasks.Tests.LibTorch;

/// <summary>The restored TorchSharp package, which this project references for its folder only.</summary>
internal static class TorchSharpPackage
{
    public const string NativeLibraryEntry = "runtimes/linux-x64/native/libLibTorchSharp.so";

    public static string Folder { get; } = TestMetadata.Get("TorchSharpPackage");

    public static string NativeLibrary => Path.Combine(Folder, NativeLibraryEntry);
}
