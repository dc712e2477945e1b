using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace MaskSharp.MsBuildTasks.LibTorch;

/// <summary>
/// Makes private copies of TorchSharp's native library that load on this machine, for the build to copy to the output
/// instead of the originals. The originals, which lie in the package cache, are only read.
/// </summary>
public sealed class FixLibTorchSharp : Task
{
    /// <summary>The metadata that says where the copy of a file goes.</summary>
    public const string FixedPath = "FixedPath";

    /// <summary>
    /// The files the build is about to copy whose name is <c>libLibTorchSharp.so</c>, with the full path of the copy
    /// as metadata <c>FixedPath</c>. No copy is made of a file that needs no fix.
    /// </summary>
    [Required]
    public ITaskItem[] Files { get; set; } = [];

    /// <summary>Fix the library even if this machine does not need it, for programs that are taken to another one.</summary>
    public bool Always { get; set; }

    /// <inheritdoc/>
    public override bool Execute()
    {
        if (Always || HostNeedsFix())
        {
            foreach (var file in Files)
                MakeCopy(file.ItemSpec, file.GetMetadata(FixedPath));
        }

        return !Log.HasLoggedErrors;
    }

    private bool HostNeedsFix()
    {
        var host = HostLibStdCpp.Find();
        if (host is null)
        {
            Log.LogMessage(MessageImportance.Low, $"{LibTorchSharpFix.Library} was not found on this machine; {LibTorchSharpFix.FileName} is left as it is.");
            return false;
        }

        try
        {
            var needed = !HostLibStdCpp.Defines(host, LibTorchSharpFix.Version);
            Log.LogMessage(MessageImportance.Low, $"{host} {(needed ? "lacks" : "has")} {LibTorchSharpFix.Version}.");
            return needed;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            Log.LogWarning(null, "MASK2202", null, host, 0, 0, 0, 0, $"Whether libtorch can load on this machine is unknown, because this library cannot be read: {e.Message}. {LibTorchSharpFix.FileName} is left as it is; MaskSharpFixLibTorch=always fixes it all the same.");
            return false;
        }
    }

    private void MakeCopy(string original, string copy)
    {
        try
        {
            var file = ElfFile.Parse(File.ReadAllBytes(original));
            if (LibTorchSharpFix.Apply(file))
                WriteWhole(copy, file.Bytes);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            Log.LogError(null, "MASK2202", null, original, 0, 0, 0, 0, $"This library cannot be made to load on a machine without {LibTorchSharpFix.Version}: {e.Message}. Set MaskSharpFixLibTorch=false to use it as it is.");
        }
    }

    /// <summary>
    /// The output may be a hard link to an earlier copy and may be in use, so a new file takes the name of the old one.
    /// </summary>
    private static void WriteWhole(string path, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path));
        var temporary = path + "." + Guid.NewGuid().ToString("N");
        File.WriteAllBytes(temporary, bytes);
        if (File.Exists(path))
            File.Replace(temporary, path, destinationBackupFileName: null);
        else
            File.Move(temporary, path);
    }
}
