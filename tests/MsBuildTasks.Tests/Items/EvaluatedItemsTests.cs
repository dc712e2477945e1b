using System.Text;
using System.Text.Json;
using MaskSharp.MsBuildTasks.Items;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using MsBuildTasks.Tests.Support;

namespace MsBuildTasks.Tests.Items;

/// <summary>The tasks with the real evaluator.</summary>
public sealed class EvaluatedItemsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _project;
    private readonly string _report;
    private RecordingBuildEngine _engine = new();

    public EvaluatedItemsTests()
    {
        _project = _folder.Write("app.csproj", Encoding.UTF8.GetBytes("<Project>\n<ItemGroup>\n<SegmentationGate Include=\"tumour\" />\n</ItemGroup>\n</Project>"));
        _report = PathOf("reports/tumour/report.json");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Trap03_a_gate_follows_the_content_of_the_masks_not_their_dates()
    {
        WriteCase("a", truth: 8, prediction: 8);
        WriteCase("b", truth: 16, prediction: 16);

        Assert.Empty(Gate());
        Assert.Equal("passed", Verdict());
        var written = File.GetLastWriteTimeUtc(_report);

        // Nothing has changed: nothing is written.
        Assert.Empty(Gate());
        Assert.Equal(written, File.GetLastWriteTimeUtc(_report));

        // A worse prediction that is older than the last verdict.
        WriteCase("b", truth: 16, prediction: 1);
        File.SetLastWriteTimeUtc(PathOf("predictions/b.png"), new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Assert.Equal(["MASK2001"], Gate());
        var error = _engine.Errors[0];
        Assert.Equal((_project, 3), (error.File, error.LineNumber));
        Assert.Contains(Path.ChangeExtension(_report, ".html"), error.Message, StringComparison.Ordinal);
        Assert.Equal("failed", Verdict());

        // It fails again, though nothing has changed.
        Assert.Equal(["MASK2001"], Gate());

        // A prediction that is gone is no passed case.
        WriteCase("b", truth: 16, prediction: 16);
        Assert.Empty(Gate());
        File.Delete(PathOf("predictions/b.png"));
        Assert.Equal(["MASK2102"], Gate());
    }

    [Fact]
    public void Predictions_that_are_gone_leave_no_verdict_behind()
    {
        WriteCase("a", truth: 8, prediction: 8);
        Assert.Empty(Gate());

        Directory.Delete(PathOf("predictions"), recursive: true);
        Assert.Empty(Gate());

        Assert.Empty(_engine.Warnings);
        Assert.Contains(_engine.Messages, message => message.Importance == MessageImportance.High && message.Message!.Contains("waits for predictions", StringComparison.Ordinal));
        Assert.Equal("skipped", Verdict());
    }

    [Fact]
    public void A_bound_of_the_build_counts_and_a_bad_value_is_reported_at_the_gate()
    {
        WriteCase("a", truth: 8, prediction: 7);
        Assert.Empty(Gate());

        Assert.Equal(["MASK2001"], Gate(minDice: "0.99"));
        Assert.Equal(["MASK2002"], Gate(minIoU: "0.99"));
        Assert.Equal(["MASK2106"], Gate(minDice: "85"));
        Assert.Equal((_project, 3), (_engine.Errors[0].File, _engine.Errors[0].LineNumber));
    }

    [Fact]
    public void A_data_set_is_measured_and_where_its_masks_are_absent_the_committed_measurement_stands()
    {
        WriteCase("a", truth: 16, prediction: 16);
        var measured = PathOf("obj/train.measured.json");

        Assert.Empty(Measure());
        using (var measurement = JsonDocument.Parse(File.ReadAllText(measured)))
            Assert.Equal(0.25, measurement.RootElement.GetProperty("foregroundFraction").GetDouble());
        var written = File.GetLastWriteTimeUtc(measured);
        Assert.Empty(Measure());
        Assert.Equal(written, File.GetLastWriteTimeUtc(measured));

        File.Move(measured, PathOf("train.measured.json"));
        Directory.Delete(PathOf("masks"), recursive: true);
        Assert.Empty(Measure());
        Assert.Equal(File.ReadAllText(PathOf("train.measured.json")), File.ReadAllText(measured));
    }

    private void WriteCase(string name, int truth, int prediction)
    {
        PngMask.Write(PathOf($"masks/{name}_mask.png"), truth);
        PngMask.Write(PathOf($"predictions/{name}.png"), prediction);
    }

    private List<string> Gate(string minDice = "", string minIoU = "") => Run(
        new RunSegmentationGates
        {
            Gates = [Item("tumour", ("Predictions", "predictions"), ("GroundTruth", "masks"), ("MinDice", "0.7"), ("WhenMissing", "Skip"))],
            ReportFolder = "reports",
            MinDice = minDice,
            MinIoU = minIoU,
        });

    private List<string> Measure() => Run(
        new MeasureSegmentationDatasets { Datasets = [Item("train", ("Masks", "masks"), ("Measured", "train.measured.json"))] });

    /// <summary>Runs a task and gives the codes of its errors.</summary>
    private List<string> Run(SegmentationTask task)
    {
        task.BuildEngine = _engine = new RecordingBuildEngine();
        task.ProjectFile = _project;
        task.DotNetHost = TestMetadata.DotNetHost;
        task.Evaluator = TestMetadata.RealEvaluator;
        task.IntermediateFolder = "obj";

        Assert.Equal(task.Execute(), _engine.Errors.Count == 0);
        return [.. _engine.Errors.Select(error => error.Code)];
    }

    private string PathOf(string relative) => Path.Combine(_folder.Path, relative);

    private static TaskItem Item(string name, params (string Name, string Value)[] settings)
    {
        var item = new TaskItem(name);
        foreach (var (metadata, value) in settings)
            item.SetMetadata(metadata, value);
        return item;
    }

    private string? Verdict()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(_report));
        return document.RootElement.GetProperty("verdict").GetString();
    }
}
