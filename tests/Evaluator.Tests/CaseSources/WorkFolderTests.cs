using MaskSharp.Evaluator.CaseSources;

namespace MaskSharp.Evaluator.Tests.CaseSources;

/// <summary>Folders that killed runs leave in the system's place for temporary files.</summary>
public sealed class WorkFolderTests : IDisposable
{
    private const string Mark = ".masksharp-work";

    private readonly string _other = Path.Combine(Path.GetTempPath(), $"masksharp-{Guid.NewGuid():N}");

    public WorkFolderTests() => Directory.CreateDirectory(Path.Combine(_other, "predictions"));

    public void Dispose()
    {
        if (Directory.Exists(_other)) Directory.Delete(_other, recursive: true);
    }

    [Fact]
    public void The_next_run_removes_a_folder_whose_process_is_gone()
    {
        File.WriteAllText(Path.Combine(_other, Mark), "mark");
        File.WriteAllText(Path.Combine(_other, "predictions", "a.png"), "pixels");
        MakeAndDispose();
        Assert.False(Directory.Exists(_other));
    }

    [Fact]
    public void A_run_that_lives_keeps_its_folder()
    {
        using var living = new WorkFolder(null);
        living.Clear("predictions");
        MakeAndDispose();
        Assert.True(Directory.Exists(living["predictions"]));
    }

    [Fact]
    public void A_folder_that_is_being_made_or_is_of_another_origin_stays()
    {
        MakeAndDispose();
        Assert.True(Directory.Exists(_other));
        File.WriteAllText(Path.Combine(_other, Mark), "");
        MakeAndDispose();
        Assert.True(Directory.Exists(_other));
    }

    [Fact]
    public void A_folder_that_the_user_named_is_neither_locked_nor_removed()
    {
        var named = Path.Combine(_other, "named");
        using (var folder = new WorkFolder(named)) folder.Clear("predictions");
        using (var again = new WorkFolder(named)) again.Clear("targets");
        Assert.Equal([Mark, "targets"], Directory.EnumerateFileSystemEntries(named).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    private static void MakeAndDispose()
    {
        using var folder = new WorkFolder(null);
        folder.Clear("predictions");
        Assert.True(Directory.Exists(folder["predictions"]));
        folder.Dispose();
        Assert.False(Directory.Exists(folder.Path));
    }
}
