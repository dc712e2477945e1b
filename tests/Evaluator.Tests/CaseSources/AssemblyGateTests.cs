using System.Diagnostics;
using System.Text.Json;
using MaskSharp.Evaluator.Tests.Support;

namespace MaskSharp.Evaluator.Tests.CaseSources;

/// <summary>Cases that a method of a built assembly makes.</summary>
public sealed class AssemblyGateTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static string Assembly => typeof(TestGates).Assembly.Location;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Cases_are_counted_like_files_and_keep_their_names()
    {
        var run = Evaluate("probabilities", "--min-dice", "0.78", "--json", _folder["r.json"], "--work", _folder["work"]);
        run.Clean();
        Assert.Contains("the method prints", run.Output, StringComparison.Ordinal);
        using var report = JsonDocument.Parse(File.ReadAllBytes(_folder["r.json"]));
        var cases = report.RootElement.GetProperty("cases").EnumerateArray().ToArray();
        Assert.Equal(["p7/slice 1", "p7/slice 2_mask"], cases.Select(item => item.GetProperty("id").GetString()));
        Assert.Equal([1, 4.0 / 7], cases.Select(item => item.GetProperty("dice").GetDouble()), (left, right) => Math.Abs(left - right) < 1e-12);
        Assert.Contains(report.RootElement.GetProperty("notes").EnumerateArray(), note => note.GetString()!.Contains("[SegmentationGate(\"probabilities\")]", StringComparison.Ordinal));
        Assert.Equal(2, Directory.GetFiles(_folder["work/predictions"]).Length);

        var failing = Evaluate("probabilities", "--min-dice", "0.79", "--work", _folder["work"]);
        failing.Finding(1, "MASK2001");
        Assert.Contains("mean Dice 0.7857", failing.Closing, StringComparison.Ordinal);
    }

    [Fact]
    public void Class_scores_are_taken_for_the_label_of_the_largest()
    {
        var run = Evaluate("classes", "--classes", "3", "--min-dice", "1");
        run.Clean();
        Evaluate("plane", "--classes", "3", "--min-dice", "1", "--max-hausdorff95", "0").Clean();
    }

    [Fact]
    public void A_volume_is_measured_in_millimetres()
    {
        Evaluate("volume", "--max-hausdorff95", "7").Clean();
        Evaluate("volume", "--max-hausdorff95", "6.9").Finding(1, "MASK2003");
    }

    [Fact]
    public void A_method_that_throws_is_told_with_its_message_and_place_and_leaves_no_pass()
    {
        Directory.CreateDirectory(_folder["out"]);
        File.WriteAllText(_folder["out/report.json"], "passed");
        File.WriteAllText(_folder["stamp"], "passed");
        var finding = Assert.Single(Evaluate("throws", "--min-dice", "0.5", "--report-dir", _folder["out"], "--stamp", _folder["stamp"]).Finding(2, "MASK2201"));
        Assert.StartsWith(Assembly + " : ", finding, StringComparison.Ordinal);
        Assert.Contains("TestGates.Throws threw InvalidOperationException: the weights are of another network (TestGates.cs, line ", finding, StringComparison.Ordinal);
        Assert.Contains("after 1 case", finding, StringComparison.Ordinal);
        Assert.Contains("\"failed\"", File.ReadAllText(_folder["out/report.json"]), StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["stamp"]));
    }

    [Theory]
    [InlineData("crash", "last words")]
    [InlineData("leaves", "exit code 0")]
    public void A_process_that_ends_without_an_answer_is_a_failure(string gate, string expected)
    {
        var finding = Assert.Single(Evaluate(gate, "--min-dice", "0.5").Finding(2, "MASK2201"));
        Assert.Contains("ended with exit code", finding, StringComparison.Ordinal);
        Assert.Contains(expected, finding, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tumour", "MASK2106", "there are 'classes', 'crash', 'double'")]
    [InlineData("double", "MASK2106", "2 methods")]
    [InlineData("parameters", "MASK2106", "TestGates.Parameters takes parameters")]
    [InlineData("returns", "MASK2106", "TestGates.Returns returns Int32; it is to be public static IEnumerable<SegmentationCase> Returns()")]
    [InlineData("same name", "MASK2102", "two cases of the name 'a'")]
    [InlineData("shapes", "MASK2103", "the prediction has the shape [2, 3], the target [3, 2]")]
    [InlineData("nothing", "MASK2101", "no case")]
    public void What_is_wrong_with_the_method_or_its_cases_is_told(string gate, string code, string expected) =>
        Assert.Contains(expected, Assert.Single(Evaluate(gate, "--min-dice", "0.5").Finding(2, code)), StringComparison.Ordinal);

    [Fact]
    public void The_method_does_not_run_on_for_nobody()
    {
        var note = _folder["process"];
        var start = new ProcessStartInfo(Cli.Host, [Path.Combine(AppContext.BaseDirectory, "MaskSharp.Evaluator.dll"), "evaluate", "--assembly", Assembly, "--gate", "waits"]) { RedirectStandardOutput = true };
        start.Environment["MASKSHARP_TEST_PROCESS"] = note;
        using var evaluator = Process.Start(start)!;
        int id;
        while (!File.Exists(note) || !int.TryParse(File.ReadAllText(note), out id)) Thread.Sleep(20);
        using var child = Process.GetProcessById(id);
        evaluator.Kill();
        Assert.True(child.WaitForExit(60_000), "the child outlived its parent by a minute");
    }

    [Fact]
    public void A_gate_without_cases_may_wait_for_them()
    {
        var run = Evaluate("nothing", "--min-dice", "0.5", "--when-missing", "skip");
        run.Clean();
        Assert.Contains("waits for predictions", run.Closing, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unchanged_program_is_not_run_again_and_a_changed_input_runs_it()
    {
        var weights = _folder.Write("weights.bin", [1]);
        Cli Run() => Evaluate("probabilities", "--min-dice", "0.5", "--stamp", _folder["stamp"], "--report-dir", _folder["out"], "--inputs", weights);
        Run().Clean();
        Assert.Contains("is up to date", Run().Closing, StringComparison.Ordinal);
        File.WriteAllBytes(weights, [2]);
        Assert.Contains("passed on 2 cases", Run().Closing, StringComparison.Ordinal);
    }

    // The run that makes the inputs may not have happened yet; a build must be able to say so, and dotnet run to start.
    [Fact]
    public void A_gate_whose_inputs_do_not_exist_yet_is_treated_as_one_without_predictions()
    {
        var weights = _folder["weights.bin"];
        Cli Run(params string[] options) => Evaluate("probabilities", ["--min-dice", "0.5", "--stamp", _folder["stamp"], "--report-dir", _folder["out"], "--inputs", $"{Assembly};{weights}", .. options]);
        string Verdict() => JsonDocument.Parse(File.ReadAllBytes(_folder["out/report.json"])).RootElement.GetProperty("verdict").GetString()!;

        var missing = Assert.Single(Run().Finding(2, "MASK2101"));
        Assert.Contains($"the input {weights} does not exist; run the program that makes it, or set WhenMissing to Warning or Skip", missing, StringComparison.Ordinal);
        Assert.Equal("failed", Verdict());

        _folder.Write("weights.bin", [1]);
        Run().Clean();
        Assert.Equal("passed", Verdict());

        // Deleted after a pass: neither the stamp nor a report goes on saying "passed".
        File.Delete(weights);
        Run("--when-missing", "warning").Finding(0, "MASK2101", "warning");
        Assert.False(File.Exists(_folder["stamp"]));
        var waiting = Run("--when-missing", "skip");
        waiting.Clean();
        Assert.Contains($"gate 'probabilities' waits for predictions: the input {weights} does not exist", waiting.Closing, StringComparison.Ordinal);
        Assert.Equal("skipped", Verdict());
    }

    [Fact]
    public void A_folder_of_other_files_is_not_emptied()
    {
        _folder.Write("mine/a.txt", [1]);
        Evaluate("probabilities", "--work", _folder["mine"]).Finding(2, "MASK2106");
        Assert.True(File.Exists(_folder["mine/a.txt"]));
    }

    [Theory]
    [InlineData("--predictions", "p")]
    [InlineData("--ground-truth", "g")]
    [InlineData("--images", "i")]
    public void What_belongs_to_other_gates_is_refused(string option, string value) => Evaluate("probabilities", option, value).Finding(2, "MASK2106");

    [Fact]
    public void An_assembly_that_was_not_built_is_told() =>
        Cli.Run("evaluate", "--msbuild", "--assembly", _folder["app.dll"], "--gate", "g").Finding(2, "MASK2101");

    private static Cli Evaluate(string gate, params string[] options) => Cli.Run(["evaluate", "--msbuild", "--assembly", Assembly, "--gate", gate, .. options]);
}
