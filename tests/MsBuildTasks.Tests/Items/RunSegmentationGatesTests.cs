using System.Diagnostics;
using System.Globalization;
using System.Text;
using MaskSharp.MsBuildTasks.Items;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using MsBuildTasks.Tests.Support;

namespace MsBuildTasks.Tests.Items;

public sealed class RunSegmentationGatesTests : IDisposable
{
    private const string DotNetRun = "/sdk/dotnet.dll run";
    private const string Passed = "MaskSharp: gate passed";

    private readonly TemporaryFolder _folder = new();
    private readonly RecordingBuildEngine _engine = new();
    private readonly string _project;
    private readonly string _predictions;

    public RunSegmentationGatesTests()
    {
        _project = _folder.Write("app.csproj", Encoding.UTF8.GetBytes("<Project>\n<ItemGroup>\n<SegmentationGate Include=\"tumour\" />\n</ItemGroup>\n</Project>"));
        _predictions = Path.Combine(_folder.Path, "predictions");
        FakeEvaluator.WriteScript(_predictions, Passed);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Findings_become_errors_and_warnings_of_the_build()
    {
        FakeEvaluator.WriteScript(
            _predictions,
            $"{_project}(3) : error MASK2001: Dice 0.4213 {{0}} {{x}}, not ≥ 0.85",
            "/data/a.png : warning MASK2107: undefined",
            "note: two values",
            "MaskSharp: gate failed",
            "exit 1");

        Assert.False(Run(Gate("tumour")));

        var error = Assert.Single(_engine.Errors);
        Assert.Equal((_project, 3, "MASK2001", "Dice 0.4213 {0} {x}, not ≥ 0.85"), (error.File, error.LineNumber, error.Code, error.Message));
        var warning = Assert.Single(_engine.Warnings);
        Assert.Equal(("/data/a.png", 0, "MASK2107"), (warning.File, warning.LineNumber, warning.Code));
        Assert.Equal(["MaskSharp: gate failed"], _engine.Messages.Where(message => message.Importance == MessageImportance.High).Select(message => message.Message));
        Assert.Contains(_engine.Messages, message => message.Message == "note: two values");
    }

    [Fact]
    public void Trap08_findings_link_to_the_page_of_their_rule()
    {
        var page = _folder.Write("rules/MASK2001.md", []);
        FakeEvaluator.WriteScript(_predictions, "a.csproj(3) : error MASK2001: low", "b.png : error MASK2104: cut short", "exit 1");

        Assert.False(Run(Gate("tumour")));

        Assert.Equal([new Uri(page).AbsoluteUri, null], _engine.Errors.Select(error => error.HelpLink));
    }

    [Fact]
    public void Settings_become_options_and_paths_are_the_projects()
    {
        var gate = Gate("tumour", ("GroundTruth", @"eval\masks ""1""\"), ("MinDice", "0.85"), ("MinIoU", "0.7"), ("Statistic", "Pooled"),
            ("Class", "any"), ("Classes", "4"), ("ClassNames", "background;liver;left kidney"), ("IncludeBackground", "TRUE"), ("Ignore", "-1"), ("Threshold", "0.4"), ("Empty", "Skip"),
            ("Severity", "Warning"), ("WhenMissing", "Skip"), ("ReportFormats", "json;html"), ("BlocksRun", "false"), ("Visible", "false"));

        Assert.True(Run(gate));

        Assert.Equal(
            [
                "evaluate", "--gate=tumour", $"--predictions={_predictions}", $"--ground-truth={_folder.Path}/eval/masks \"1\"/", "--min-dice=0.85", "--min-iou=0.7",
                "--statistic=Pooled", "--class=any", "--classes=4", "--class-names=background;liver;left kidney", "--include-background", "--ignore=-1", "--threshold=0.4", "--empty=Skip",
                "--severity=Warning", "--when-missing=Skip", "--formats=json;html", $"--report-dir={_folder.Path}/reports/tumour",
                $"--stamp={_folder.Path}/obj/tumour.gate.stamp", "--origin", $"{_project}(3)", "--msbuild",
            ],
            Assert.Single(FakeEvaluator.Runs(_predictions)));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("false", false)]
    [InlineData("True", true)]
    public void Surfaces_and_baselines_become_options_and_a_baseline_is_updated_on_request(string update, bool updates)
    {
        var task = Task(Gate("tumour", ("MinNormalizedSurfaceDice", "0.9"), ("Tolerance", "2"), ("MaxHausdorff95", "5"), ("Baseline", @"eval\b.json"), ("MaxDiceDrop", "0.01"), ("MaxIoUDrop", "0.02")));
        task.UpdateBaseline = update;

        Assert.True(task.Execute());

        var arguments = Assert.Single(FakeEvaluator.Runs(_predictions));
        Assert.Equal(
            ["--min-normalized-surface-dice=0.9", "--tolerance=2", "--max-hausdorff95=5", $"--baseline={_folder.Path}/eval/b.json", "--max-dice-drop=0.01", "--max-iou-drop=0.02"],
            arguments.SkipWhile(argument => !argument.StartsWith("--min-n", StringComparison.Ordinal)).Take(6));
        Assert.Equal(updates, arguments.Contains("--update-baseline"));
    }

    [Fact]
    public void Only_gates_with_a_baseline_update_one_and_a_wrong_word_fails_the_build()
    {
        var task = Task(Gate("tumour"));
        task.UpdateBaseline = "true";
        Assert.True(task.Execute());
        Assert.DoesNotContain("--update-baseline", Assert.Single(FakeEvaluator.Runs(_predictions)));

        task = Task(Gate("tumour"));
        task.UpdateBaseline = "yes";
        Assert.False(task.Execute());
        Assert.Equal("MASK2106", Assert.Single(_engine.Errors).Code);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("True", true)]
    [InlineData("false", false)]
    [InlineData("", false)]
    public void A_build_that_says_it_is_one_of_ci_updates_no_baseline(string ci, bool refused)
    {
        var task = Task(Gate("tumour", ("Baseline", "b.json")));
        task.UpdateBaseline = "true";
        task.ContinuousIntegrationBuild = ci;

        Assert.Equal(!refused, task.Execute());
        if (refused)
            Assert.Contains("ContinuousIntegrationBuild is true", Assert.Single(_engine.Errors).Message, StringComparison.Ordinal);

        // Without a baseline there is nothing to refuse.
        task = Task(Gate("tumour"));
        task.UpdateBaseline = "true";
        task.ContinuousIntegrationBuild = ci;
        Assert.True(task.Execute());
    }

    [Fact]
    public void Bounds_of_the_build_replace_or_add_the_gates_own()
    {
        var task = Task(Gate("tumour", ("MinDice", "0.5")));
        task.MinDice = "0.99";
        task.MinIoU = "0.98";

        Assert.True(task.Execute());

        var arguments = Assert.Single(FakeEvaluator.Runs(_predictions));
        Assert.Equal(["--min-dice=0.99", "--min-iou=0.98"], arguments.Where(argument => argument.StartsWith("--min", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("MinDise", "0.9", "there is no setting MinDise; there are Predictions, GroundTruth, MinDice")]
    [InlineData("MinDice", " ", "MinDice is empty")]
    [InlineData("BlocksRun", "yes", "BlocksRun is 'yes'; it may be true or false")]
    [InlineData("IncludeBackground", "1", "IncludeBackground is '1'; it may be true or false")]
    [InlineData("Model", "a.onnx", "Model belongs to a gate with Model, and this one has Predictions; remove it")]
    [InlineData("Images", "images", "Images belongs to a gate with Model, and this one has Predictions; remove it")]
    [InlineData("Inputs", "weights.dat", "Inputs belongs to a gate with neither Predictions nor Model, and this one has Predictions; remove it")]
    [InlineData("GroundTruth", "", "GroundTruth is missing")]
    [InlineData("Predictions", "", "Predictions is missing")]
    public void A_setting_that_would_be_ignored_fails_the_build(string name, string value, string expected)
    {
        Assert.False(Run(Gate("tumour", (name, value))));

        var error = Assert.Single(_engine.Errors);
        Assert.Equal(("MASK2106", _project, 3), (error.Code, error.File, error.LineNumber));
        Assert.StartsWith($"gate 'tumour': {expected}", error.Message, StringComparison.Ordinal);
        Assert.Empty(FakeEvaluator.Runs(_predictions));
    }

    [Theory]
    [InlineData("../tumour", "its name cannot name a file")]
    [InlineData("LIVER", "there is another gate of this name")]
    public void A_name_that_is_taken_or_no_files_name_fails_the_build_and_the_others_run(string name, string expected)
    {
        Assert.False(Run(Gate("liver"), Gate(name)));

        var error = Assert.Single(_engine.Errors);
        Assert.Equal("MASK2106", error.Code);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Single(FakeEvaluator.Runs(_predictions));
    }

    [Theory]
    [InlineData("1", "")]
    [InlineData("3", "boom | at Main")]
    [InlineData("139", "boom | at Main")]
    public void An_evaluator_that_fails_without_a_finding_fails_the_build(string exitCode, string said)
    {
        FakeEvaluator.WriteScript(_predictions, [.. said.Split(" | ", StringSplitOptions.RemoveEmptyEntries).Select(line => "error: " + line), "exit " + exitCode]);

        Assert.False(Run(Gate("tumour")));

        var error = Assert.Single(_engine.Errors);
        Assert.Equal(("MASK2201", _project, 3), (error.Code, error.File, error.LineNumber));
        Assert.EndsWith($"exit code {exitCode}{(said.Length == 0 ? " and said nothing" : ": " + said)}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failing_exit_code_with_warnings_only_is_explained_by_them_but_not_a_crash()
    {
        FakeEvaluator.WriteScript(_predictions, "a.csproj : warning MASK2001: low", "exit 1");
        Assert.True(Run(Gate("tumour")));

        FakeEvaluator.WriteScript(_predictions, "a.csproj : warning MASK2001: low", "exit 3");
        Assert.False(Run(Gate("tumour")));
        Assert.Equal("MASK2201", Assert.Single(_engine.Errors).Code);
    }

    [Fact]
    public void An_error_fails_the_build_whatever_the_exit_code()
    {
        FakeEvaluator.WriteScript(_predictions, "a.csproj : error MASK2001: low", "exit 0");

        Assert.False(Run(Gate("tumour")));
    }

    [Fact]
    public void An_evaluator_that_cannot_be_started_fails_the_build()
    {
        var noHost = Task(Gate("tumour"));
        noHost.DotNetHost = Path.Combine(_folder.Path, "no-dotnet");
        var noEvaluator = Task(Gate("tumour"));
        noEvaluator.Evaluator = Path.Combine(_folder.Path, "no-evaluator.dll");
        var notExecutable = Task(Gate("tumour"));
        notExecutable.DotNetHost = _project;

        Assert.All([noHost, noEvaluator, notExecutable], task => Assert.False(task.Execute()));

        Assert.Equal(["MASK2201", "MASK2201", "MASK2201"], _engine.Errors.Select(error => error.Code));
        Assert.Contains("no-dotnet", _engine.Errors[0].Message, StringComparison.Ordinal);
        Assert.Contains("no-evaluator.dll", _engine.Errors[1].Message, StringComparison.Ordinal);
        Assert.All(_engine.Errors, error => Assert.Equal((_project, 3), (error.File, error.LineNumber)));
    }

    [Fact]
    public async System.Threading.Tasks.Task A_cancelled_build_kills_the_evaluator()
    {
        FakeEvaluator.WriteScript(_predictions, "sleep");
        var task = Task(Gate("tumour"), Gate("liver"));
        var build = System.Threading.Tasks.Task.Run(task.Execute);
        var note = _predictions + ".process";
        while (!File.Exists(note) || new FileInfo(note).Length == 0)
            await System.Threading.Tasks.Task.Delay(20);

        task.Cancel();

        Assert.False(await build);
        var process = int.Parse(await File.ReadAllTextAsync(note), CultureInfo.InvariantCulture);
        Assert.DoesNotContain(Process.GetProcesses(), running => running.Id == process && !running.HasExited);
        Assert.Single(FakeEvaluator.Runs(_predictions));
        Assert.Empty(_engine.Errors);
    }

    [Theory]
    [InlineData(DotNetRun, "false", true)]
    [InlineData(DotNetRun, "true", false)]
    [InlineData("/sdk/dotnet.dll build", "false", false)]
    public void Trap10_a_failing_gate_is_a_warning_under_dotnet_run_unless_it_blocks(string commandLine, string blocksRun, bool passes)
    {
        FakeEvaluator.WriteScript(_predictions, "a.csproj(3) : error MASK2001: low", "exit 1");
        var task = Task(Gate("tumour", ("BlocksRun", blocksRun)));
        task.BuildCommandLine = commandLine;

        Assert.Equal(passes, task.Execute());

        Assert.Equal(passes ? 0 : 1, _engine.Errors.Count);
        if (passes)
            Assert.StartsWith("low (only a warning here", Assert.Single(_engine.Warnings).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MASK2106")]
    [InlineData("MASK2201")]
    public void What_new_predictions_cannot_mend_is_an_error_under_dotnet_run_too(string code)
    {
        FakeEvaluator.WriteScript(_predictions, $"a.csproj(3) : error {code}: wrong", "exit 2");
        var task = Task(Gate("tumour"));
        task.BuildCommandLine = DotNetRun;

        Assert.False(task.Execute());
    }

    [Fact]
    public void A_models_settings_become_options()
    {
        var task = Task(Item("tumour", ("Model", "nets/a.onnx"), ("Images", "images"), ("GroundTruth", "masks"), ("InputSize", "256x256"), ("Channels", "rgb"), ("Layout", "nhwc"), ("Scale", "none"),
            ("Mean", "0.5;0.4;0.3"), ("Std", "0.2"), ("Activation", "sigmoid"), ("OutputChannel", "1"), ("Tile", "64"), ("Overlap", "8"), ("Batch", "4"), ("Slices", "true"), ("MinDice", "0.8")));
        task.Assembly = "/app/bin/app.dll";
        task.PackageFolders = "/packages/;/more/";
        FakeEvaluator.WriteScript(Work("tumour"), Passed);

        Assert.True(task.Execute());

        Assert.Equal(
            [
                "evaluate", "--gate=tumour", "--program=/app/bin/app.dll", "--package-folders=/packages/;/more/", $"--work={Work("tumour")}",
                $"--model={_folder.Path}/nets/a.onnx", $"--images={_folder.Path}/images", $"--ground-truth={_folder.Path}/masks", "--input-size=256x256", "--channels=rgb", "--layout=nhwc", "--scale=none",
                "--mean=0.5;0.4;0.3", "--std=0.2", "--activation=sigmoid", "--output-channel=1", "--tile=64", "--overlap=8", "--batch=4", "--slices", "--min-dice=0.8",
            ],
            Assert.Single(FakeEvaluator.Runs(Work("tumour"))).TakeWhile(argument => !argument.StartsWith("--report-dir", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_gate_of_the_assembly_names_what_it_reads_and_is_left_to_the_build_that_has_the_assembly()
    {
        ITaskItem[] gates = [Item("own", ("Inputs", "weights.dat; data/test"), ("MinDice", "0.8")), Gate("tumour")];
        FakeEvaluator.WriteScript(Work("own"), Passed);

        Assert.True(Run(gates));
        Assert.Empty(FakeEvaluator.Runs(Work("own")));
        Assert.Single(FakeEvaluator.Runs(_predictions));

        var task = Task(gates);
        task.Assembly = "/app/bin/app.dll";
        Assert.True(task.Execute());
        Assert.Single(FakeEvaluator.Runs(_predictions));
        var arguments = Assert.Single(FakeEvaluator.Runs(Work("own")));
        Assert.Contains("--assembly=/app/bin/app.dll", arguments);
        Assert.Contains($"--inputs={_folder.Path}/weights.dat;{_folder.Path}/data/test", arguments);

        var twice = Task(Gate("own"), Item("OWN"));
        twice.Assembly = "/app/bin/app.dll";
        Assert.False(twice.Execute());
        Assert.Contains("there is another gate of this name", Assert.Single(_engine.Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_fails_does_not_keep_the_program_from_making_a_better_one()
    {
        FakeEvaluator.WriteScript(Work("tumour"), "/app/nets/a.pt : error MASK2201: the process ended with exit code 134", "exit 2");
        var task = Task(Item("tumour", ("Model", "nets/a.pt"), ("Images", "images"), ("GroundTruth", "masks")));
        task.Assembly = "/app/bin/app.dll";
        task.BuildCommandLine = DotNetRun;

        Assert.True(task.Execute());
        Assert.Equal("MASK2201", Assert.Single(_engine.Warnings).Code);
    }

    [Fact]
    public void What_cannot_be_written_stays_an_error_even_where_the_program_is_about_to_run()
    {
        FakeEvaluator.WriteScript(_predictions, "app.csproj(3) : error MASK2110: the report r.json can't be written: the disk is full", "exit 2");
        var task = Task(Gate("tumour"));
        task.BuildCommandLine = DotNetRun;

        Assert.False(task.Execute());
        Assert.Equal("MASK2110", Assert.Single(_engine.Errors).Code);
    }

    [Fact]
    public void A_file_in_the_place_of_the_folder_of_stamps_is_an_error_of_its_own()
    {
        _folder.Write("obj", []);

        Assert.False(Run(Gate("tumour")));
        var error = Assert.Single(_engine.Errors);
        Assert.Equal(("MASK2110", _project), (error.Code, error.File));
        Assert.Empty(FakeEvaluator.Runs(_predictions));
    }

    [Fact]
    public void No_process_is_started_where_nothing_has_changed_since_a_pass()
    {
        FakeEvaluator.WriteScript(_predictions, "stamp", Passed + "; report a/report.html");
        Assert.True(Run(Gate("tumour")));
        Assert.True(Run(Gate("tumour")));

        Assert.Single(FakeEvaluator.Runs(_predictions));
        Assert.Contains(_engine.Messages, message => message.Importance == MessageImportance.High && message.Message == "MaskSharp: gate 'tumour' is up to date: nothing has changed since it passed; report a/report.html");
    }

    [Theory]
    [InlineData("worse prediction with an older date")]
    [InlineData("another file")]
    [InlineData("no file")]
    [InlineData("truth")]
    [InlineData("baseline")]
    [InlineData("setting")]
    [InlineData("report")]
    [InlineData("stamp")]
    public void Whatever_changes_starts_it_again(string change)
    {
        FakeEvaluator.WriteScript(_predictions, "stamp", Passed);
        var prediction = _folder.Write("predictions/a.png", [1]);
        _folder.Write("masks/a.png", [1]);
        _folder.Write("reports/tumour/report.json", [1]);
        (string, string)[] baseline = [("Baseline", "b.json")];
        Assert.True(Run(Gate("tumour", baseline)));
        switch (change)
        {
            case "worse prediction with an older date":
                _folder.Write("predictions/a.png", [2]);
                File.SetLastWriteTimeUtc(prediction, DateTime.UtcNow.AddYears(-3));
                break;
            case "another file":
                _folder.Write("predictions/deep/b.png", [1]);
                break;
            case "no file":
                File.Delete(prediction);
                break;
            case "truth":
                _folder.Write("masks/a.png", [2]);
                break;
            case "baseline":
                _folder.Write("b.json", [2]);
                break;
            case "setting":
                baseline = [.. baseline, ("MinDice", "0.9")];
                break;
            case "report":
                _folder.Write("reports/tumour/report.json", [2]);
                break;
            default:
                File.Delete(Path.Combine(_folder.Path, "obj", "tumour.gate.stamp"));
                break;
        }
        Assert.True(Run(Gate("tumour", baseline)));
        Assert.Equal(2, FakeEvaluator.Runs(_predictions).Count);
    }

    [Fact]
    public void A_run_with_a_finding_or_without_a_stamp_is_done_again()
    {
        FakeEvaluator.WriteScript(_predictions, "stamp", "app.csproj(3) : warning MASK2107: undefined", Passed);
        Assert.True(Run(Gate("tumour")));
        Assert.True(Run(Gate("tumour")));
        FakeEvaluator.WriteScript(_predictions, "MaskSharp: gate waits for predictions");
        Assert.True(Run(Gate("organs")));
        Assert.True(Run(Gate("organs")));
        Assert.Equal(4, FakeEvaluator.Runs(_predictions).Count);
    }

    private string Work(string gate) => Path.Combine(_folder.Path, "obj", gate + ".cases");

    private static TaskItem Item(string name, params (string Name, string Value)[] settings)
    {
        var gate = new TaskItem(name);
        foreach (var (metadata, value) in settings)
            gate.SetMetadata(metadata, value);
        return gate;
    }

    private bool Run(params ITaskItem[] gates) => Task(gates).Execute();

    private RunSegmentationGates Task(params ITaskItem[] gates) => new()
    {
        BuildEngine = _engine,
        Gates = gates,
        ProjectFile = _project,
        DotNetHost = TestMetadata.DotNetHost,
        Evaluator = FakeEvaluator.Assembly,
        IntermediateFolder = "obj",
        ReportFolder = "reports",
        RulePages = Path.Combine(_folder.Path, "rules"),
        BuildCommandLine = "/sdk/dotnet.dll build",
    };

    private static TaskItem Gate(string name, params (string Name, string Value)[] settings)
    {
        var gate = new TaskItem(name);
        gate.SetMetadata("Predictions", "predictions");
        gate.SetMetadata("GroundTruth", "masks");
        foreach (var (metadata, value) in settings)
            gate.SetMetadata(metadata, value);
        return gate;
    }
}
