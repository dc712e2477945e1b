using System.Text.Json;
using MaskSharp.Evaluator.Tests.Support;

namespace MaskSharp.Evaluator.Tests.Comparing;

public sealed class CompareTests : IDisposable
{
    private readonly Gate _gate = new();

    public void Dispose() => _gate.Dispose();

    [Fact]
    public void Two_runs_are_compared_case_by_case()
    {
        var (a, b) = Two();
        var run = Cli.Run("compare", a, b, "--json", _gate["compared.json"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("lost: c2, Dice 1.0000 → 0.5000", run.Output, StringComparison.Ordinal);
        var dice = JsonDocument.Parse(File.ReadAllBytes(_gate["compared.json"])).RootElement.GetProperty("dice");
        Assert.Equal(4, dice.GetProperty("cases").GetInt32());
        Assert.Equal(-0.125, dice.GetProperty("change").GetDouble(), 1e-12);
        Assert.Equal((0, 1), (dice.GetProperty("better").GetInt32(), dice.GetProperty("worse").GetInt32()));
        Assert.Equal(1, dice.GetProperty("pValue").GetDouble());
    }

    [Fact]
    public void A_small_chance_is_not_told_as_none()
    {
        for (var i = 0; i < 20; i++) _gate.Case($"c{i:00}", ["1100"], ["1000"]);
        _gate.Run("--min-dice", "0.1").Clean();
        File.Copy(_gate.Json, _gate["a.json"]);
        for (var i = 0; i < 20; i++) _gate.Case($"c{i:00}", ["1000"], ["1000"]);
        _gate.Run("--min-dice", "0.1").Clean();
        Assert.Contains("Wilcoxon p < 0.0001", Cli.Run("compare", _gate["a.json"], _gate.Json).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_drop_can_fail()
    {
        var (a, b) = Two();
        var failing = Cli.Run("compare", a, b, "--max-dice-drop", "0.1");
        Assert.Equal(1, failing.ExitCode);
        Assert.Contains($"error MASK2004: mean Dice of {b} is lower than that of {a} by ", failing.Errors, StringComparison.Ordinal);
        Assert.Equal(0, Cli.Run("compare", a, b, "--max-dice-drop", "0.13").ExitCode);
        Assert.Equal(0, Cli.Run("compare", b, a, "--max-dice-drop", "0").ExitCode);
    }

    [Fact]
    public void What_is_no_report_is_refused()
    {
        var (a, _) = Two();
        File.WriteAllText(_gate["x.json"], "{}");
        Assert.Equal(2, Cli.Run("compare", a, _gate["x.json"]).ExitCode);
        Assert.Equal(2, Cli.Run("compare", a, _gate["nowhere.json"]).ExitCode);
        Assert.Equal(2, Cli.Run("compare", a).ExitCode);
        File.WriteAllText(_gate["y.json"], File.ReadAllText(a).Replace("\"id\": \"c", "\"id\": \"d", StringComparison.Ordinal));
        Assert.Contains("no case in common", Cli.Run("compare", a, _gate["y.json"]).Errors, StringComparison.Ordinal);
    }

    private (string A, string B) Two()
    {
        for (var i = 0; i < 4; i++) _gate.Case($"c{i}", ["1100"], ["1100"]);
        _gate.Run("--min-dice", "0.1").Clean();
        File.Copy(_gate.Json, _gate["a.json"], overwrite: true);
        _gate.Case("c2", ["0110"], ["1100"]).Run("--min-dice", "0.1").Clean();
        return (_gate["a.json"], _gate.Json);
    }
}
