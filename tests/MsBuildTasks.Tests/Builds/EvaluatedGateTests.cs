using System.Text.Json;
using MsBuildTasks.Tests.Support;

namespace MsBuildTasks.Tests.Builds;

/// <summary>Gates and data sets with the real evaluator.</summary>
public sealed class EvaluatedGateTests : IDisposable
{
    private const string Body = """
        <PropertyGroup>
          <TargetFramework>net10.0</TargetFramework>
        </PropertyGroup>
        <ItemGroup>
          <SegmentationDataset Include="train" Masks="masks" WhenMissing="Skip" Measured="train.measured.json" />
          <SegmentationGate Include="tumour" Predictions="predictions" GroundTruth="masks" MinDice="0.7" WhenMissing="Skip" />
        </ItemGroup>
        """;

    private readonly TestProject _project = new(Body, TestMetadata.RealEvaluator);

    public void Dispose() => _project.Dispose();

    [Fact]
    public void Trap03_a_gate_follows_the_content_of_the_masks_not_their_dates()
    {
        WriteCase("a", truth: 8, prediction: 8);
        WriteCase("b", truth: 16, prediction: 16);
        var report = _project.Path("bin/segmentation/tumour/report.json");

        var passed = Gates();
        Assert.True(passed.Succeeded, passed.Output);
        Assert.Equal("passed", Verdict(report));
        var written = File.GetLastWriteTimeUtc(report);

        // Nothing has changed: nothing is written.
        Assert.True(Gates().Succeeded);
        Assert.Equal(written, File.GetLastWriteTimeUtc(report));

        // A worse prediction that is older than the last verdict.
        WriteCase("b", truth: 16, prediction: 1);
        File.SetLastWriteTimeUtc(_project.Path("predictions/b.png"), new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        var failed = Gates();
        Assert.Equal(["MASK2001"], failed.Errors);
        Assert.Contains("app.csproj(7): error MASK2001:", failed.Output, StringComparison.Ordinal);
        Assert.Contains(Path.ChangeExtension(report, ".html"), failed.Output, StringComparison.Ordinal);
        Assert.Equal("failed", Verdict(report));

        // It fails again, though nothing has changed.
        Assert.Equal(["MASK2001"], Gates().Errors);

        // A prediction that is gone is no passed case.
        WriteCase("b", truth: 16, prediction: 16);
        Assert.True(Gates().Succeeded);
        File.Delete(_project.Path("predictions/b.png"));
        Assert.Equal(["MASK2102"], Gates().Errors);
    }

    [Fact]
    public void Predictions_that_are_gone_leave_no_verdict_behind()
    {
        WriteCase("a", truth: 8, prediction: 8);
        Assert.True(Gates().Succeeded);

        Directory.Delete(_project.Path("predictions"), recursive: true);
        var skipped = Gates();

        Assert.True(skipped.Succeeded, skipped.Output);
        Assert.Empty(skipped.Warnings);
        Assert.Contains("waits for predictions", skipped.Output, StringComparison.Ordinal);
        Assert.Equal("skipped", Verdict(_project.Path("bin/segmentation/tumour/report.json")));
    }

    [Fact]
    public void A_bad_value_is_reported_at_the_gate_and_a_bound_can_come_from_the_command_line()
    {
        WriteCase("a", truth: 8, prediction: 7);
        Assert.True(Gates().Succeeded);

        Assert.Equal(["MASK2001"], Gates("-p:SegmentationGateMinDice=0.99").Errors);
        Assert.Equal(["MASK2002"], Gates("-p:SegmentationGateMinIoU=0.99").Errors);
        var bad = Gates("-p:SegmentationGateMinDice=85");
        Assert.Equal(["MASK2106"], bad.Errors);
        Assert.Contains("app.csproj(7): error MASK2106:", bad.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_data_set_is_measured_and_where_its_masks_are_absent_the_committed_measurement_stands()
    {
        WriteCase("a", truth: 16, prediction: 16);
        var measured = _project.Path("obj/Debug/net10.0/masksharp/train.measured.json");

        Assert.True(Measure().Succeeded);
        using (var measurement = JsonDocument.Parse(File.ReadAllText(measured)))
            Assert.Contains(measurement.RootElement.EnumerateObject(), property => property.Value.ValueKind == JsonValueKind.Number && property.Value.GetDouble() == 0.25);
        var written = File.GetLastWriteTimeUtc(measured);
        Assert.True(Measure().Succeeded);
        Assert.Equal(written, File.GetLastWriteTimeUtc(measured));

        File.Move(measured, _project.Path("train.measured.json"));
        Directory.Delete(_project.Path("masks"), recursive: true);
        var absent = Measure();
        Assert.True(absent.Succeeded, absent.Output);
        Assert.Equal(File.ReadAllText(_project.Path("train.measured.json")), File.ReadAllText(measured));
    }

    private void WriteCase(string name, int truth, int prediction)
    {
        PngMask.Write(_project.Path($"masks/{name}_mask.png"), truth);
        PngMask.Write(_project.Path($"predictions/{name}.png"), prediction);
    }

    private BuildResult Gates(params string[] arguments) => _project.DotNet("msbuild", ["-t:SegmentationGates", .. arguments]);

    private BuildResult Measure() => _project.DotNet("msbuild", "-t:MeasureSegmentationDatasets", "-p:BuildingProject=true");

    private static string? Verdict(string report)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(report));
        return document.RootElement.GetProperty("verdict").GetString();
    }
}
