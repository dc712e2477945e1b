using System.Text.Json;
using MaskSharp.Evaluator.Commands;
using MaskSharp.Evaluator.Reports;

namespace MaskSharp.Evaluator.Comparing;

/// <summary>The cases' scores of a run, from its JSON report.</summary>
/// <param name="Gate">The gate's name.</param>
/// <param name="Cases">Dice and IoU of each case; NaN for one that is left out.</param>
internal sealed record RunScores(string Gate, IReadOnlyDictionary<string, (double Dice, double IoU)> Cases)
{
    /// <exception cref="UsageException">The file is no report.</exception>
    public static RunScores Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = document.RootElement;
            if (root.GetProperty("schema").GetInt32() != JsonReport.Schema) throw new FormatException();
            var cases = root.GetProperty("cases").EnumerateArray()
                .ToDictionary(item => item.GetProperty("id").GetString()!, item => (JsonReport.Figure(item.GetProperty("dice")), JsonReport.Figure(item.GetProperty("iou"))), StringComparer.Ordinal);
            return new RunScores(root.GetProperty("gate").GetString()!, cases);
        }
        catch (Exception e) when (e is JsonException or FormatException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new UsageException($"{path} is no report of schema {JsonReport.Schema}; write it with masksharp evaluate --json FILE");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"the report {path} can't be read; does it exist?");
        }
    }
}
