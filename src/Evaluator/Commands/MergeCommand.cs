using System.Globalization;
using System.Text.Json;
using MaskSharp.Evaluator.Evaluation;
using MaskSharp.Evaluator.Findings;
using MaskSharp.Evaluator.Shards;

namespace MaskSharp.Evaluator.Commands;

/// <summary><c>masksharp merge</c>: the parts of a run into the verdict that one process would have given, to the last bit.</summary>
internal static class MergeCommand
{
    /// <summary>What the command takes: what decides a verdict once all cases are counted.</summary>
    public static readonly IReadOnlyList<Option> All = [.. EvaluateOptions.All.Where(option => option.Name is "--gate" or "--class-names" or "--statistic" or "--min-dice" or "--min-iou" or "--min-normalized-surface-dice" or "--max-hausdorff95" or "--baseline"
        or "--max-dice-drop" or "--max-iou-drop" or "--update-baseline" or "--severity" or "--json" or "--html" or "--markdown" or "--junit" or "--sarif" or "--report-dir" or "--formats"
        or "--origin" or "--msbuild")];

    /// <exception cref="UsageException">The parts are not those of one run, or a setting can't be used.</exception>
    public static int Run(IReadOnlyList<string> args, Output output)
    {
        var arguments = Arguments.Parse(args, All);
        var parts = arguments.Rest.Select(path => (Path: path, Part: Read(path))).ToList();
        if (parts.Count == 0) throw new UsageException("merge takes the JSON reports of the parts");
        CheckTogether(parts);

        var options = Options(arguments, parts[0].Part);
        var exitCode = GateJudge.Prepare(options, output, hasCases: true, out var judge);
        if (judge is null) return exitCode;
        if (options.Settings.Surfaces && !parts[0].Part.Arguments.Any(argument => NameOf(argument) is "--surface" or "--tolerance" or "--min-normalized-surface-dice" or "--max-hausdorff95"))
            throw new UsageException("a bound on surfaces needs parts that were counted with --surface");
        foreach (var (path, part) in parts) CheckCounts(path, part, options.Settings);
        var cases = parts.SelectMany(part => part.Part.Cases).OrderBy(item => item.Id, StringComparer.Ordinal).ToList();
        var findings = Twice(cases, parts);
        if (cases.Count == 0) findings.Add(Finding.Error(Codes.NoCases, $"gate '{options.Gate}' has no case to evaluate: its parts hold none"));
        if (findings.Count > 0) return judge.Faulty(findings);
        var result = EvaluationRun.Score(cases, options.Settings, findings, parts.SelectMany(part => part.Part.Notes).Distinct());
        return result is null ? judge.Faulty(findings) : judge.Judge(result, null);
    }

    private static ShardPart Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            if (document.RootElement.TryGetProperty("part", out var part)) return ShardPartJson.Read(part);
            throw new UsageException($"{path} is no report of a part: it was not written with --shard");
        }
        catch (Exception e) when (e is JsonException or FormatException or KeyNotFoundException or InvalidOperationException or OverflowException)
        {
            throw new UsageException($"{path} is no report of a part, or is damaged; write it with masksharp evaluate --shard I/N --json FILE");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"the part {path} can't be read; does it exist?");
        }
    }

    private static void CheckTogether(List<(string Path, ShardPart Part)> parts)
    {
        var (firstPath, first) = parts[0];
        foreach (var (path, part) in parts)
        {
            if (part.Shard.Count != first.Shard.Count) throw new UsageException($"{path} is a part of {part.Shard.Count}, {firstPath} one of {first.Shard.Count}: they are of different runs");
            if (part.Arguments.SequenceEqual(first.Arguments, StringComparer.Ordinal)) continue;
            var differing = part.Arguments.Except(first.Arguments).Concat(first.Arguments.Except(part.Arguments));
            throw new UsageException($"{path} and {firstPath} were counted with different settings: {string.Join(", ", differing)}");
        }
        foreach (var group in parts.GroupBy(part => part.Part.Shard.Index).Where(group => group.Count() > 1))
            throw new UsageException($"{string.Join(" and ", group.Select(part => part.Path))} hold the same part of the run; give each part once");
        var missing = Enumerable.Range(0, first.Shard.Count).Except(parts.Select(part => part.Part.Shard.Index)).ToList();
        if (missing.Count > 0)
        {
            throw new UsageException(string.Create(
                CultureInfo.InvariantCulture,
                $"{missing.Count} of {first.Shard.Count} parts are missing beside {Some(parts.Select(part => part.Path))}; a verdict needs all of them: write them with {Some(missing.Select(index => $"--shard {new Shard(index, first.Shard.Count)}"))}"));
        }
    }

    private static void CheckCounts(string path, ShardPart part, EvaluationSettings settings)
    {
        if (part.Cases.FirstOrDefault(item => item.AsLabels.Classes != settings.CountedClasses || item.AsMap.IsNone != settings.HasLabels) is { } damaged)
            throw new UsageException($"{path} is damaged: its case '{damaged.Id}' has no counts of {settings.CountedClasses} classes; write it anew");
    }

    private static string Some(IEnumerable<string> texts)
    {
        const int Shown = 10;
        var all = texts.ToList();
        return string.Join(", ", all.Take(Shown)) + (all.Count > Shown ? ", …" : "");
    }

    // The parts say how cases were counted; what is given here replaces what they say of bounds.
    private static EvaluateOptions Options(Arguments arguments, ShardPart part)
    {
        var own = arguments.Without(new HashSet<string>());
        var names = own.Select(NameOf).ToHashSet(StringComparer.Ordinal);
        string[] given = [.. part.Arguments.Where(argument => !names.Contains(NameOf(argument))), .. own];
        return EvaluateOptions.Read(Arguments.Parse([.. given, "--predictions=" + Folder(part, item => item.Prediction), "--ground-truth=" + Folder(part, item => item.GroundTruth)], EvaluateOptions.All));
    }

    private static string NameOf(string argument) => argument.Split('=')[0];

    // Shown in the report only: the folder of the first case stands for the whole.
    private static string Folder(ShardPart part, Func<CaseCounts, string> path)
    {
        var first = part.Cases.Count > 0 ? Path.GetDirectoryName(path(part.Cases[0])) : null;
        return string.IsNullOrEmpty(first) ? "." : first;
    }

    private static List<Finding> Twice(List<CaseCounts> cases, List<(string Path, ShardPart Part)> parts)
    {
        var twice = cases.Zip(cases.Skip(1)).Where(pair => pair.First.Id == pair.Second.Id).Select(pair => pair.Second).ToList();
        if (twice.Count == 0) return [];
        var ids = twice.Select(item => item.Id).ToHashSet(StringComparer.Ordinal);
        var files = parts.SelectMany(part => part.Part.Cases.Where(item => ids.Contains(item.Id)).Select(item => (item.Id, part.Path))).ToLookup(place => place.Id, place => place.Path, StringComparer.Ordinal);
        return [.. twice.Select(item => Finding.Error(Codes.UnmatchedCase, $"case '{item.Id}' is in {string.Join(" and ", files[item.Id])}: the folders changed between the runs; count all parts anew", item.Prediction))];
    }
}
