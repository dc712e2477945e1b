using System.Globalization;
using System.Text.Json;
using MaskSharp.Evaluator.Comparing;
using MaskSharp.Evaluator.Findings;
using MaskSharp.Evaluator.Reports;

namespace MaskSharp.Evaluator.Commands;

/// <summary><c>masksharp compare</c>: two runs on the same cases, case by case.</summary>
internal static class CompareCommand
{
    private const int LostShown = 10;

    /// <summary>What the command takes, in the order of its help.</summary>
    public static readonly IReadOnlyList<Option> All =
    [
        new("--max-dice-drop", "X", "fail if B's mean Dice is below A's by more"),
        new("--max-iou-drop", "X", "fail if B's mean IoU is below A's by more"),
        new("--json", "FILE", "write the comparison there"),
    ];

    /// <exception cref="UsageException">A file or a setting can't be used.</exception>
    public static int Run(IReadOnlyList<string> args, Output output)
    {
        var arguments = Arguments.Parse(args, All);
        if (arguments.Rest.Count != 2) throw new UsageException("compare takes two JSON reports, the older one first");
        var (diceDrop, iouDrop) = (arguments.Number("--max-dice-drop", 0, 1), arguments.Number("--max-iou-drop", 0, 1));
        var (a, b) = (RunScores.Read(arguments.Rest[0]), RunScores.Read(arguments.Rest[1]));
        var shared = a.Cases.Keys.Where(b.Cases.ContainsKey).Order(StringComparer.Ordinal).ToList();
        if (shared.Count == 0) throw new UsageException("the two reports have no case in common, so there is nothing to compare");

        var dice = new PairedScores(shared.Select(id => (id, a.Cases[id].Dice, b.Cases[id].Dice)));
        var iou = new PairedScores(shared.Select(id => (id, a.Cases[id].IoU, b.Cases[id].IoU)));
        var (onlyA, onlyB) = (a.Cases.Count - shared.Count, b.Cases.Count - shared.Count);
        Tell(output, dice, iou, onlyA, onlyB);
        if (arguments.Text("--json") is { } path) AtomicFile.WriteIfChanged("the comparison", Path.GetFullPath(path), Json(dice, iou, onlyA, onlyB));

        var failed = Drop(output, "Dice", dice, diceDrop, arguments.Rest) | Drop(output, "IoU", iou, iouDrop, arguments.Rest);
        output.Closing(string.Create(CultureInfo.InvariantCulture, $"compared on {shared.Count} cases: mean Dice {dice.Change:+0.0000;-0.0000;0.0000}, mean IoU {iou.Change:+0.0000;-0.0000;0.0000}; {Verdict(dice)}"));
        return failed ? ExitCode.GateFailed : ExitCode.Passed;
    }

    private static void Tell(Output output, PairedScores dice, PairedScores iou, int onlyA, int onlyB)
    {
        if (onlyA + onlyB > 0) output.Line(FormattableString.Invariant($"note: {onlyA} cases are in the first report only, {onlyB} in the second only; they are left out"));
        foreach (var (name, score) in new[] { ("Dice", dice), ("IoU", iou) })
        {
            output.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: mean {score.MeanA:0.0000} → {score.MeanB:0.0000}, change {score.Change:+0.0000;-0.0000;0.0000} (95 % interval {score.Interval.Low:+0.0000;-0.0000;0.0000} to {score.Interval.High:+0.0000;-0.0000;0.0000}), "
                + $"better in {score.Better}, worse in {score.Worse}, equal in {score.Cases - score.Better - score.Worse} cases, Wilcoxon p {Chance(score.PValue)}"));
        }
        foreach (var (id, before, after) in dice.LostMost.Take(LostShown))
            output.Line(string.Create(CultureInfo.InvariantCulture, $"  lost: {id}, Dice {before:0.0000} → {after:0.0000}"));
    }

    // Four decimals would make 0 of what is small, and no chance is 0.
    private static string Chance(double p) => p < 0.0001 ? "< 0.0001" : string.Create(CultureInfo.InvariantCulture, $"= {p:0.####}");

    private static bool Drop(Output output, string name, PairedScores score, double? most, IReadOnlyList<string> files)
    {
        if (most is not { } drop || score.Change >= -drop) return false;
        output.Tell(Finding.Error(Codes.WorseThanBaseline, string.Create(CultureInfo.InvariantCulture, $"mean {name} of {files[1]} is lower than that of {files[0]} by {-score.Change:0.000000}, more than the allowed {drop}")));
        return true;
    }

    private static string Verdict(PairedScores dice) => dice.Interval switch
    {
        { Low: > 0 } => "the second is better, beyond chance",
        { High: < 0 } => "the second is worse, beyond chance",
        _ => "the difference may be chance",
    };

    private static byte[] Json(PairedScores dice, PairedScores iou, int onlyA, int onlyB) => JsonText.Of(json =>
    {
        json.WriteNumber("schema", JsonReport.Schema);
        json.WriteNumber("onlyInFirst", onlyA);
        json.WriteNumber("onlyInSecond", onlyB);
        WriteScore(json, "dice", dice);
        WriteScore(json, "iou", iou);
        json.WriteStartArray("lost");
        foreach (var (id, before, after) in dice.LostMost)
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WriteNumber("first", before);
            json.WriteNumber("second", after);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    private static void WriteScore(Utf8JsonWriter json, string name, PairedScores score)
    {
        json.WriteStartObject(name);
        json.WriteNumber("cases", score.Cases);
        JsonReport.Number(json, "first", score.MeanA);
        JsonReport.Number(json, "second", score.MeanB);
        JsonReport.Number(json, "change", score.Change);
        json.WriteStartArray("ci95");
        JsonReport.Number(json, score.Interval.Low);
        JsonReport.Number(json, score.Interval.High);
        json.WriteEndArray();
        json.WriteNumber("better", score.Better);
        json.WriteNumber("worse", score.Worse);
        JsonReport.Number(json, "pValue", score.PValue);
        json.WriteEndObject();
    }
}
