using System.Text.Json;
using MaskSharp.Evaluator.Tests.Support;

namespace MaskSharp.Evaluator.Tests.Commands;

public sealed class InspectCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Measured => _folder["obj/train.measured.json"];

    private string Committed => _folder["train.measured.json"];

    [Fact]
    public void Binary_masks_are_measured_into_the_file_the_analyzer_reads()
    {
        _folder.WriteMask("masks/a.png", 255, "0001", "0000");
        _folder.WriteMask("masks/b_mask.png", 255, "0011", "0000");
        var run = Inspect("--name", "train", "--source", "data/train/masks", "--measured", Measured);
        run.Clean();
        Assert.Equal("MaskSharp: data set 'train': 2 masks, foreground 18.7500 % of 16 pixels; an empty mask scores 0.8125 pixel accuracy, and Dice 0 wherever there is something to find; measured " + Measured, run.Closing);

        var json = Read(Measured);
        Assert.Equal(["schema", "name", "source", "masks", "pixels", "foregroundFraction", "emptyMaskAccuracy", "classes"], json.EnumerateObject().Select(property => property.Name));
        Assert.Equal(1, json.GetProperty("schema").GetInt32());
        Assert.Equal("train", json.GetProperty("name").GetString());
        Assert.Equal("data/train/masks", json.GetProperty("source").GetString());
        Assert.Equal(2, json.GetProperty("masks").GetInt32());
        Assert.Equal(16, json.GetProperty("pixels").GetInt64());
        Assert.Equal(0.1875, json.GetProperty("foregroundFraction").GetDouble());
        Assert.Equal(0.8125, json.GetProperty("emptyMaskAccuracy").GetDouble());
        Assert.Equal([13, 3], json.GetProperty("classes").EnumerateArray().Select(item => item.GetProperty("pixels").GetInt32()));
        Assert.Equal([0.8125, 0.1875], json.GetProperty("classes").EnumerateArray().Select(item => item.GetProperty("fraction").GetDouble()));
    }

    [Fact]
    public void Class_indices_are_counted_one_by_one_without_ignored_pixels()
    {
        _folder.WriteMask("masks/a.png", 1, "0129");
        Inspect("--classes", "4", "--ignore", "9", "--measured", Measured).Clean();
        Assert.Equal([1, 1, 1, 0], Read(Measured).GetProperty("classes").EnumerateArray().Select(item => item.GetProperty("pixels").GetInt32()));
        Assert.Equal("masks", Read(Measured).GetProperty("name").GetString());
        Inspect("--classes", "4").Finding(2, "MASK2105");
    }

    [Fact]
    public void More_values_need_classes_or_a_threshold_and_binary_masks_do_not_care()
    {
        _folder.Write("masks/a.png", Png.Grey8(4, [0, 100, 128, 255]));
        Inspect().Finding(2, "MASK2106");
        Inspect("--threshold", "0.5", "--measured", Measured).Clean();
        Assert.Equal(0.5, Read(Measured).GetProperty("foregroundFraction").GetDouble());

        _folder.WriteMask("masks/a.png", 1, "0111");
        Inspect("--threshold", "0.5", "--measured", Measured).Clean();
        Assert.Equal(0.75, Read(Measured).GetProperty("foregroundFraction").GetDouble());
    }

    [Fact]
    public void The_file_is_written_only_if_it_differs()
    {
        _folder.WriteMask("masks/a.png", 255, "01");
        Inspect("--measured", Measured).Clean();
        var long_ago = DateTime.UtcNow.AddYears(-1);
        File.SetLastWriteTimeUtc(Measured, long_ago);
        Inspect("--measured", Measured).Clean();
        Assert.Equal(long_ago, File.GetLastWriteTimeUtc(Measured), TimeSpan.FromSeconds(1));
        _folder.WriteMask("masks/a.png", 255, "11");
        Inspect("--measured", Measured).Clean();
        Assert.Equal(1, Read(Measured).GetProperty("foregroundFraction").GetDouble());
    }

    [Fact]
    public void A_stamp_saves_the_work_until_something_changes()
    {
        _folder.WriteMask("masks/a.png", 255, "01");
        string[] options = ["--measured", Measured, "--stamp", _folder["obj/stamp"]];
        Inspect(options).Clean();
        Assert.Contains("up to date", Inspect(options).Closing, StringComparison.Ordinal);
        File.Delete(Measured);
        Assert.DoesNotContain("up to date", Inspect(options).Closing, StringComparison.Ordinal);
        _folder.WriteMask("masks/a.png", 255, "11");
        Assert.DoesNotContain("up to date", Inspect(options).Closing, StringComparison.Ordinal);
        Assert.DoesNotContain("up to date", Inspect([.. options, "--name", "other"]).Closing, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_masks_give_what_is_set_and_take_the_old_measurement_away()
    {
        Inspect("--measured", Measured).Finding(2, "MASK2101");
        _folder.Write("obj/train.measured.json", [1]);
        Inspect("--measured", Measured, "--when-missing", "warning").Finding(0, "MASK2101", "warning");
        Assert.False(File.Exists(Measured));
        Inspect("--when-missing", "skip", "--measured", _folder["no/such/folder/m.json"]).Clean();
    }

    [Fact]
    public void An_empty_folder_is_a_fault_whatever_is_set()
    {
        Directory.CreateDirectory(_folder["masks"]);
        Inspect("--when-missing", "skip").Finding(2, "MASK2101");
    }

    [Fact]
    public void A_committed_measurement_stands_in_for_absent_masks()
    {
        _folder.WriteMask("masks/a.png", 255, "0001");
        Inspect("--name", "train", "--measured", Committed).Clean();
        Directory.Delete(_folder["masks"], recursive: true);

        var run = Inspect("--name", "train", "--measured", Measured, "--committed", Committed);
        run.Clean();
        Assert.Single(run.Lines);
        Assert.Equal(File.ReadAllBytes(Committed), File.ReadAllBytes(Measured));
    }

    [Fact]
    public void A_committed_measurement_that_differs_from_the_masks_is_a_warning_and_the_masks_win()
    {
        _folder.WriteMask("masks/a.png", 255, "0001");
        Inspect("--name", "train", "--measured", Committed).Clean();
        Inspect("--name", "train", "--measured", Measured, "--committed", Committed).Clean();
        _folder.WriteMask("masks/a.png", 255, "0011");
        var finding = Assert.Single(Inspect("--name", "train", "--measured", Measured, "--committed", Committed).Finding(0, "MASK2106", "warning"));
        Assert.StartsWith(Committed, finding, StringComparison.Ordinal);
        Assert.Equal(0.5, Read(Measured).GetProperty("foregroundFraction").GetDouble());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"schema\":2,\"masks\":1,\"classes\":[{\"pixels\":1},{\"pixels\":1}]}")]
    [InlineData("{\"schema\":1,\"masks\":1,\"classes\":[{\"pixels\":-1},{\"pixels\":2}]}")]
    public void A_committed_file_that_is_no_measurement_is_a_bad_setting(string content)
    {
        _folder.Write("train.measured.json", System.Text.Encoding.UTF8.GetBytes(content));
        Inspect("--measured", Measured, "--committed", Committed).Finding(2, "MASK2106");
    }

    [Fact]
    public void Damaged_and_lossy_masks_are_named()
    {
        _folder.Write("masks/a.png", [1, 2, 3]);
        _folder.Write("masks/b.jpg", Jpeg.Grey16());
        var run = Inspect();
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("MASK2104", run.Output, StringComparison.Ordinal);
        Assert.Contains("MASK2109", run.Output, StringComparison.Ordinal);
    }

    private Cli Inspect(params string[] options) => Cli.Run(["inspect", _folder["masks"], "--msbuild", "--origin", "app.csproj(3)", .. options]);

    private static JsonElement Read(string path) => JsonDocument.Parse(File.ReadAllBytes(path)).RootElement;
}
