using System.Text;
using MaskSharp.MsBuildTasks.Items;
using Microsoft.Build.Utilities;
using MsBuildTasks.Tests.Support;

namespace MsBuildTasks.Tests.Items;

public sealed class MeasureSegmentationDatasetsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordingBuildEngine _engine = new();
    private readonly string _project;
    private readonly string _masks;

    public MeasureSegmentationDatasetsTests()
    {
        _project = _folder.Write("app.csproj", Encoding.UTF8.GetBytes("<Project><ItemGroup><SegmentationDataset Include=\"train\" /></ItemGroup></Project>"));
        _masks = Path.Combine(_folder.Path, "masks");
        FakeEvaluator.WriteScript(_masks, "MaskSharp: measured");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Settings_become_options_and_paths_are_the_projects()
    {
        Assert.True(Run(("Classes", "3"), ("Ignore", "255"), ("Threshold", "0.5"), ("WhenMissing", "Warning"), ("Measured", "train.measured.json")));

        Assert.Equal(
            [
                "inspect", _masks, "--name=train", "--source=masks", "--classes=3", "--ignore=255", "--threshold=0.5", "--when-missing=Warning",
                $"--committed={_folder.Path}/train.measured.json", $"--measured={_folder.Path}/obj/train.measured.json",
                $"--stamp={_folder.Path}/obj/train.dataset.stamp", "--origin", $"{_project}(1)", "--msbuild",
            ],
            Assert.Single(FakeEvaluator.Runs(_masks)));
    }

    [Theory]
    [InlineData("Masks", "", "Masks is missing")]
    [InlineData("Folder", "x", "there is no setting Folder; there are Masks, Classes, Ignore, Threshold, WhenMissing, Measured")]
    [InlineData("Classes", "", "Classes is empty")]
    public void A_setting_that_would_be_ignored_fails_the_build(string name, string value, string expected)
    {
        Assert.False(Run((name, value)));

        var error = Assert.Single(_engine.Errors);
        Assert.Equal(("MASK2106", _project, 1), (error.Code, error.File, error.LineNumber));
        Assert.StartsWith($"data set 'train': {expected}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_sets_stay_errors_under_dotnet_run()
    {
        FakeEvaluator.WriteScript(_masks, "app.csproj : error MASK2101: no masks", "exit 2");

        Assert.False(Run());
    }

    private bool Run(params (string Name, string Value)[] settings)
    {
        var dataset = new TaskItem("train");
        dataset.SetMetadata("Masks", "masks");
        foreach (var (name, value) in settings)
            dataset.SetMetadata(name, value);
        return new MeasureSegmentationDatasets
        {
            BuildEngine = _engine,
            Datasets = [dataset],
            ProjectFile = _project,
            DotNetHost = TestMetadata.DotNetHost,
            Evaluator = FakeEvaluator.Assembly,
            IntermediateFolder = "obj",
        }.Execute();
    }
}
