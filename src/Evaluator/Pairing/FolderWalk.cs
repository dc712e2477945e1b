using System.IO.Enumeration;

namespace MaskSharp.Evaluator.Pairing;

/// <summary>All files of a folder and its subfolders. Links to folders are followed, unless they lead back.</summary>
internal static class FolderWalk
{
    /// <summary>Full paths, in no order.</summary>
    /// <param name="root">Full path of the folder.</param>
    /// <param name="skipped">Files and folders of these attributes are passed over.</param>
    /// <exception cref="IOException">A folder can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder may not be read.</exception>
    public static IEnumerable<string> Files(string root, FileAttributes skipped)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = false, AttributesToSkip = skipped };
        return new FileSystemEnumerable<string>(root, (ref entry) => entry.ToFullPath(), options)
        {
            ShouldIncludePredicate = (ref entry) => !entry.IsDirectory,
            ShouldRecursePredicate = (ref entry) =>
                (entry.Attributes & FileAttributes.ReparsePoint) == 0 || !LinkedPath.LeadsBack(root, entry.Directory.ToString(), entry.ToFullPath()),
        };
    }
}
