using MaskSharp.Samples.Tests.Support;

namespace MaskSharp.Samples.Tests.Running;

public sealed class SkinLesionTests : IDisposable
{
    private readonly Sample _sample = new("SkinLesion");
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Drawn_lesions_are_learned_and_pass_the_gate()
    {
        var output = _sample.Run("--epochs", "15", "--out", _folder["eval"]);
        Assert.Contains("48 pictures to train on, 12 to validate", output, StringComparison.Ordinal);
        Assert.Contains("threshold Jaccard", output, StringComparison.Ordinal);

        var (exitCode, build, report) = _sample.Judge("lesions", _folder["reports"], $"SampleEvaluation={_folder["eval"]}");
        Assert.True(exitCode == 0, build);
        Assert.Equal("passed", report.GetProperty("verdict").GetString());
        Assert.InRange(report.GetProperty("summary").GetProperty("iou").GetProperty("mean").GetDouble(), 0.65, 1);
    }

    [Fact]
    public void A_folder_in_the_layout_of_Isic_is_taken_as_it_is()
    {
        _sample.Run("--epochs", "1", "--out", _folder["first"]);
        _sample.Run("--epochs", "1", "--data", _folder["first/made"], "--out", _folder["second"]);
        Assert.Equal(_folder.Files("first/predictions"), _folder.Files("second/predictions"));
        Assert.Equal("MADE_0001_segmentation.png", _folder.Files("second/masks")[0]);
    }

    [Fact]
    public void A_folder_without_masks_is_refused()
    {
        var (exitCode, output) = _sample.TryRun("--data", _folder["nothing"], "--out", _folder["eval"]);
        Assert.NotEqual(0, exitCode);
        Assert.Contains("holds 0 masks named X_segmentation.png", output, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
