namespace MaskSharp.MsBuildTasks.LibTorch;

/// <summary>A symbol version that an ELF file needs of another library.</summary>
/// <param name="Library">The library's file name, such as <c>libstdc++.so.6</c>.</param>
/// <param name="Name">The version, such as <c>GLIBCXX_3.4.32</c>.</param>
/// <param name="Index">The number by which the file's symbols refer to it.</param>
/// <param name="IsWeak">Whether the loader goes on without it.</param>
/// <param name="Offset">Where the entry stands in the file, in bytes.</param>
internal readonly record struct NeededVersion(string Library, string Name, ushort Index, bool IsWeak, long Offset);
