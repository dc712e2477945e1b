using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using MaskSharp.Evaluator.Tests.Support;

namespace MaskSharp.Evaluator.Tests.Shards;

public sealed class ShardTests : IDisposable
{
    private readonly Gate _gate = new();

    public void Dispose() => _gate.Dispose();

    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 0)]
    [InlineData(3, 1)]
    [InlineData(20, 1)]
    public void Parts_merge_to_the_report_of_one_process(int count, int first)
    {
        Fill();
        string[] settings = ["--threshold", "0.4", "--min-dice", "0.5", "--min-iou", "0.9", "--empty", "skip"];
        var whole = _gate.Run(settings);
        var report = Comparable(_gate.Json);

        var parts = Enumerable.Range(first, count).Select(i => _gate[$"parts/{i}.json"]).ToArray();
        for (var i = 0; i < count; i++) Part(parts[i], $"{first + i}/{count}", settings).Clean();
        var merged = Cli.Run(["merge", .. parts.Reverse(), "--json", _gate["merged.json"], "--msbuild"]);
        Assert.Equal(whole.ExitCode, merged.ExitCode);
        Assert.Equal(report, Comparable(_gate["merged.json"]));
    }

    [Fact]
    public void Classes_merge_too()
    {
        for (var i = 0; i < 7; i++) _gate.Case($"c{i}", [$"01{i % 3}2"], ["0122"], 1);
        _gate.Run("--classes", "3");
        var report = Comparable(_gate.Json);
        for (var i = 0; i < 2; i++) Part(_gate[$"{i}.json"], $"{i}/2", "--classes", "3").Clean();
        Cli.Run("merge", _gate["0.json"], _gate["1.json"], "--json", _gate["merged.json"]);
        Assert.Equal(report, Comparable(_gate["merged.json"]));
    }

    [Fact]
    public void Bounds_may_be_given_when_merging()
    {
        Fill();
        for (var i = 0; i < 2; i++) Part(_gate[$"{i}.json"], $"{i}/2", "--threshold", "0.4", "--min-dice", "0.1").Clean();
        Assert.Equal(0, Cli.Run("merge", _gate["0.json"], _gate["1.json"]).ExitCode);
        Cli.Run("merge", _gate["0.json"], _gate["1.json"], "--min-dice", "0.99", "--msbuild").Finding(1, "MASK2001");
    }

    [Fact]
    public void A_part_is_not_judged()
    {
        Fill();
        var part = Part(_gate["0.json"], "0/2", "--threshold", "0.4", "--min-dice", "1");
        Assert.Equal(0, part.ExitCode);
        Assert.Equal("skipped", JsonDocument.Parse(File.ReadAllBytes(_gate["0.json"])).RootElement.GetProperty("verdict").GetString());
    }

    [Fact]
    public void What_the_values_mean_is_decided_over_all_parts()
    {
        // Each part alone is binary; together they hold two labels.
        _gate.Case("a", ["1"], ["1"], 1).Case("b", ["2"], ["2"], 1);
        for (var i = 0; i < 2; i++) Part(_gate[$"{i}.json"], $"{i}/2", "--threshold", "0.001").Clean();
        Cli.Run("merge", _gate["0.json"], _gate["1.json"], "--msbuild").Finding(2, "MASK2106");
    }

    [Fact]
    public void Incomplete_doubled_and_foreign_parts_are_refused()
    {
        Fill();
        for (var i = 0; i < 3; i++) Part(_gate[$"{i}.json"], $"{i}/3", "--threshold", "0.4").Clean();
        Part(_gate["other.json"], "2/3", "--threshold", "0.3").Clean();
        Part(_gate["half.json"], "1/2", "--threshold", "0.4").Clean();
        string Merge(params string[] names) => Assert.Single(Cli.Run(["merge", .. names.Select(name => _gate[name]), "--msbuild"]).Finding(2, "MASK2106"));

        Assert.Contains($"1 of 3 parts are missing beside {_gate["0.json"]}, {_gate["2.json"]}; a verdict needs all of them: write them with --shard 1/3", Merge("0.json", "2.json"), StringComparison.Ordinal);
        File.Copy(_gate["0.json"], _gate["copy.json"]);
        Assert.Contains($"{_gate["0.json"]} and {_gate["copy.json"]} hold the same part of the run", Merge("0.json", "copy.json", "1.json", "2.json"), StringComparison.Ordinal);
        Assert.Contains("--threshold=0.3", Merge("0.json", "1.json", "other.json"), StringComparison.Ordinal);
        Assert.Contains("different runs", Merge("0.json", "half.json"), StringComparison.Ordinal);
        Assert.Contains("can't be read", Merge("nowhere.json"), StringComparison.Ordinal);
        _gate.Run("--threshold", "0.4", "--min-dice", "0");
        Assert.Contains("--shard", Merge("out/report.json"), StringComparison.Ordinal);
        File.WriteAllText(_gate["bad.json"], File.ReadAllText(_gate["0.json"])[..200]);
        Assert.Contains("damaged", Merge("bad.json"), StringComparison.Ordinal);
        var whole = File.ReadAllText(_gate["0.json"]);
        var labels = whole.IndexOf("\"labels\": [", StringComparison.Ordinal);
        File.WriteAllText(_gate["0.json"], whole.Insert(whole.IndexOf('[', labels) + 1, "1, 1, 1, 1,"));
        Assert.Contains($"{_gate["0.json"]} is damaged: its case 'case0' has no counts of 1 classes", Merge("1.json", "0.json", "2.json"), StringComparison.Ordinal);
        Cli.Run("merge", "--msbuild").Finding(2, "MASK2106");
    }

    [Fact]
    public void A_case_in_two_parts_is_told_with_their_files()
    {
        Fill();
        Assert.Contains($"one part of 2, into {_gate["0.json"]};", Part(_gate["0.json"], "2/2", "--threshold", "0.4").Closing, StringComparison.Ordinal);
        foreach (var folder in new[] { _gate.Predictions, _gate.GroundTruth }) File.Delete(Path.Combine(folder, "case0.png"));
        Part(_gate["1.json"], "1/2", "--threshold", "0.4").Clean();
        var findings = Cli.Run("merge", _gate["0.json"], _gate["1.json"], "--msbuild").Finding(2, "MASK2102");
        Assert.Contains(findings, finding => finding.Contains($"case 'case10' is in {_gate["0.json"]} and {_gate["1.json"]}: the folders changed between the runs", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2")]
    [InlineData("3/2")]
    [InlineData("-1/2")]
    [InlineData("0/0")]
    [InlineData("a/b")]
    [InlineData("1/")]
    public void Wrong_parts_are_usage_errors(string shard)
    {
        Fill();
        Part(_gate["p.json"], shard, "--threshold", "0.4").Finding(2, "MASK2106");
    }

    [Fact]
    public void A_part_needs_to_be_told_what_values_mean()
    {
        Fill();
        Part(_gate["p.json"], "0/2").Finding(2, "MASK2106");
        _gate.Run("--shard", "0/2", "--threshold", "0.4").Finding(2, "MASK2106");
    }

    [Fact]
    public void Job_systems_tell_processes_their_part()
    {
        Fill();
        string[] settings = ["--threshold", "0.4"];
        _gate.Run(settings);
        var report = Comparable(_gate.Json);
        foreach (var (index, count, first) in new[] { ("SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_COUNT", 5), ("JOB_COMPLETION_INDEX", "JOB_COMPLETIONS", 0), ("MASKSHARP_SHARD_INDEX", "MASKSHARP_SHARD_COUNT", 0), ("CI_NODE_INDEX", "CI_NODE_TOTAL", 1) })
        {
            var running = Enumerable.Range(0, 3).Select(i => Start(
                ["evaluate", "--gate", "g", "--predictions", _gate.Predictions, "--ground-truth", _gate.GroundTruth, .. settings, "--shard", "auto", "--json", _gate[$"{index}{i}.json"]],
                (index, $"{first + i}"), (count, "3"), ("SLURM_ARRAY_TASK_MIN", "5"))).ToList();
            foreach (var process in running)
            {
                process.WaitForExit();
                Assert.Equal(0, process.ExitCode);
                process.Dispose();
            }
            Cli.Run(["merge", .. Enumerable.Range(0, 3).Select(i => _gate[$"{index}{i}.json"]), "--json", _gate["merged.json"]]);
            Assert.Equal(report, Comparable(_gate["merged.json"]));
        }
    }

    [Fact]
    public void Without_a_job_system_auto_is_a_usage_error()
    {
        Fill();
        using var process = Start(["evaluate", "--predictions", _gate.Predictions, "--ground-truth", _gate.GroundTruth, "--threshold", "0.4", "--shard", "auto", "--json", _gate["p.json"]]);
        process.WaitForExit();
        Assert.Equal(2, process.ExitCode);
    }

    private static Process Start(string[] arguments, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? Environment.ProcessPath : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(typeof(Evaluator.Commands.ExitCode).Assembly.Location);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var name in new[] { "SLURM_ARRAY_TASK_ID", "JOB_COMPLETION_INDEX", "MASKSHARP_SHARD_INDEX", "CI_NODE_INDEX" }) start.Environment.Remove(name);
        foreach (var (name, value) in variables) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private void Fill()
    {
        var random = new Random(3);
        for (var i = 0; i < 11; i++)
        {
            var truth = new byte[24];
            var map = new byte[24];
            for (var k = 0; k < 24; k++) (truth[k], map[k]) = (i == 4 ? (byte)0 : (byte)(255 * random.Next(2)), (byte)random.Next(256));
            _gate.Truth($"case{i}.png", Png.Grey8(6, truth));
            _gate.Prediction($"case{i}.png", Png.Grey8(6, i == 4 ? truth : map));
        }
    }

    private Cli Part(string path, string shard, params string[] settings) =>
        Cli.Run(["evaluate", "--gate", "g", "--predictions", _gate.Predictions, "--ground-truth", _gate.GroundTruth, "--shard", shard, "--json", path, "--msbuild", .. settings]);

    // Findings name the report's own path, if there is one.
    private static string Comparable(string path)
    {
        var report = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        report.Remove("findings");
        return report.ToJsonString();
    }
}
