using BitMiracle.LibTiff.Classic;
using MaskSharp.Evaluator.Findings;
using MaskSharp.Evaluator.Pairing;
using MaskSharp.Evaluator.Tests.Support;

namespace MaskSharp.Evaluator.Tests.Pairing;

public sealed class CasePairingTests : IDisposable
{
    private static readonly byte[] _mask = Png.Grey8(1, [0]);

    private readonly TempFolder _folder = new();
    private readonly List<Finding> _findings = [];
    private readonly List<string> _notes = [];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.png", "a.tif")]
    [InlineData("a.png", "a_mask.png")]
    [InlineData("a_pred.png", "a_segmentation.png")]
    [InlineData("a.png", "a_seg.png")]
    [InlineData("a_pred.png", "a_label.png")]
    [InlineData("a.PNG", "a_Mask.TIFF")]
    public void Known_endings_belong_to_the_case(string prediction, string truth)
    {
        Assert.Equal("a", Assert.Single(Pair([prediction], [truth])).Id);
        Assert.Empty(_findings);
    }

    [Fact]
    public void Subfolders_are_part_of_the_name()
    {
        var pairs = Pair(["p1/1.png", "p2/1.png"], ["p1/1_mask.png", "p2/1_mask.png"]);
        Assert.Equal(["p1/1", "p2/1"], pairs.Select(pair => pair.Id));
        Assert.All(pairs, pair => Assert.Equal(Path.GetFileName(Path.GetDirectoryName(pair.Prediction)), Path.GetFileName(Path.GetDirectoryName(pair.GroundTruth))));
    }

    [Fact]
    public void The_same_name_elsewhere_is_another_case()
    {
        Pair(["p1/1.png"], ["p2/1.png"]);
        Assert.Equal(2, _findings.Count);
        Assert.All(_findings, finding => Assert.Equal("MASK2102", finding.Code));
    }

    [Fact]
    public void Files_without_a_partner_are_named_on_both_sides()
    {
        Pair(["a.png", "b.png"], ["a.png", "c.png"]);
        Assert.Equal(["c.png", "b.png"], _findings.Select(finding => Path.GetFileName(finding.File)));
    }

    [Fact]
    public void Two_files_of_one_case_are_a_fault()
    {
        Pair(["a.png"], ["a.png", "a_mask.png"]);
        var finding = Assert.Single(_findings);
        Assert.Equal("MASK2102", finding.Code);
        Assert.Contains("a.png, a_mask.png", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_formats_of_one_case_are_a_fault()
    {
        Pair(["a.png", "a.tif"], ["a.png"]);
        Assert.Equal("MASK2102", Assert.Single(_findings).Code);
    }

    [Fact]
    public void Names_that_both_folders_have_with_and_without_ending_are_two_cases()
    {
        var pairs = Pair(["a.png", "a_label.png"], ["a.png", "a_label.png"]);
        Assert.Equal(["a", "a_label"], pairs.Select(pair => pair.Id));
        Assert.Empty(_findings);
    }

    [Fact]
    public void A_picture_beside_its_mask_is_left_out()
    {
        var picture = new TiffFile(1, 1) { Samples = 3, Photometric = Photometric.RGB }.Encode([1, 2, 3]);
        _folder.Write("t/x.tif", picture);
        _folder.Write("t/x_mask.tif", new TiffFile(1, 1).Encode([255]));
        _folder.Write("p/x.png", _mask);

        var pairs = CasePairing.Pair(MaskFolder.List(_folder["p"]), MaskFolder.List(_folder["t"]), _findings, _notes);
        Assert.Equal("x_mask.tif", Path.GetFileName(Assert.Single(pairs).GroundTruth));
        Assert.Empty(_findings);
        Assert.Contains("1 pictures beside their masks", Assert.Single(_notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_are_no_images_and_hidden_files_are_passed_over()
    {
        Pair(["a.png", "readme.txt", ".hidden.png", "Thumbs.db"], ["a.png", "names.csv"]);
        Assert.Empty(_findings);
    }

    [Fact]
    public void Images_of_other_formats_are_not_passed_over()
    {
        Pair(["a.png"], ["a.png", "b.gif"]);
        Assert.Equal("b.gif", Path.GetFileName(Assert.Single(_findings).File));
    }

    [Theory]
    [InlineData("Case7.png", "case7.png")]
    [InlineData("caf\u00e9.png", "cafe\u0301.png")]
    public void Names_that_look_alike_are_told_apart_in_words(string prediction, string truth)
    {
        Assert.Empty(Pair([prediction, "z.png"], [truth]));
        Assert.Equal(3, _findings.Count);
        Assert.Contains($"the prediction '{Path.GetFileNameWithoutExtension(prediction)}' differs only in", _findings[0].Message, StringComparison.Ordinal);
        Assert.Contains($"the ground truth '{Path.GetFileNameWithoutExtension(truth)}' differs only in", _findings[1].Message, StringComparison.Ordinal);
        Assert.DoesNotContain("differs", _findings[2].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_double_extension_is_one() => Assert.Equal("scan.v2", Assert.Single(Pair(["scan.v2.png"], ["scan.v2.nii.gz"])).Id);

    private IReadOnlyList<CasePair> Pair(string[] predictions, string[] truth)
    {
        foreach (var name in predictions) _folder.Write("p/" + name, _mask);
        foreach (var name in truth) _folder.Write("t/" + name, _mask);
        return CasePairing.Pair(MaskFolder.List(_folder["p"]), MaskFolder.List(_folder["t"]), _findings, _notes);
    }
}
