using MaskSharp.Evaluator.Formats;
using MaskSharp.Evaluator.Pairing;
using MaskSharp.Evaluator.Stamps;
using MaskSharp.Evaluator.Tests.Support;

namespace MaskSharp.Evaluator.Tests.Pairing;

/// <summary>Links in folders of masks: followed, unless they would never end.</summary>
public sealed class LinkTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Links_that_lead_back_are_not_followed()
    {
        _folder.Write("p/a.png", [1]);
        _folder.Write("p/deep/b.png", [1]);
        Link("p/here", ".");
        Link("p/above", "..");
        Link("p/deep/root", "..");
        Link("p/itself", "itself");
        Assert.Equal(["a", "deep/b"], Names());
    }

    [Fact]
    public void Folders_that_link_to_each_other_end_after_one_round()
    {
        _folder.Write("p/x/a.png", [1]);
        _folder.Write("p/y/b.png", [1]);
        Link("p/x/other", "../y");
        Link("p/y/other", "../x");
        Assert.Equal(["x/a", "x/other/b", "y/b", "y/other/a"], Names());
    }

    [Fact]
    public void Other_links_are_followed_however_they_are_written()
    {
        _folder.Write("real/deep/a.png", [1, 2, 3]);
        _folder.Write("real/c.png", [1]);
        Directory.CreateDirectory(_folder["p"]);
        Link("p/relative", "../real/deep");
        Link("p/full", _folder["real"]);
        Link("real/deep/b.png", "../c.png");
        Assert.Equal(["full/c", "full/deep/a", "full/deep/b", "relative/a", "relative/b"], Names());
        Assert.Equal(1, LinkedPath.Length(_folder["p/relative/b.png"]));
        Assert.Equal([1], MaskFormats.ReadBytes(_folder["p/relative/b.png"]));
    }

    [Fact]
    public void A_folder_below_seventy_others_is_found()
    {
        var deep = string.Join('/', Enumerable.Repeat("d", 70));
        _folder.Write($"p/{deep}/a.png", [1]);
        Assert.Equal([$"{deep}/a"], Names());
    }

    [DeviceFact("/dev/zero")]
    public void What_has_no_end_is_no_mask()
    {
        Directory.CreateDirectory(_folder["p"]);
        Link("p/a.png", "/dev/zero");
        Assert.Contains("is empty", Assert.Throws<MaskFileException>(() => MaskFormats.ReadBytes(_folder["p/a.png"])).Message, StringComparison.Ordinal);
        Assert.Equal(new ContentHash().Value, ContentHash.OfFile(_folder["p/a.png"]));
    }

    private void Link(string link, string target) => File.CreateSymbolicLink(_folder[link], target);

    private string[] Names() => [.. MaskFolder.List(_folder["p"]).Select(file => file.Stem)];
}
