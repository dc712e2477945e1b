using System.Text.RegularExpressions;
using Conformance.Vectors;

namespace Conformance.Migrating;

/// <summary>A row of docs/migrating.md: a library's call and the attribute beside it.</summary>
public sealed partial record MigrationRow(string Peer, PythonCall Call, string Attribute)
{
    private static readonly Dictionary<string, string> _peers = new()
    {
        ["MONAI"] = "MONAI",
        ["nnU-Net"] = "nnUNet",
        ["segmentation_models.pytorch"] = "segmentation_models_pytorch",
        ["Hand-written"] = "classic",
    };

    /// <summary>Every row of the page, in its order.</summary>
    public static IReadOnlyList<MigrationRow> Page { get; } = Read();

    private static List<MigrationRow> Read()
    {
        var rows = new List<MigrationRow>();
        var peer = "";
        foreach (var line in File.ReadLines(Path.Combine(VectorFolder.RepositoryRoot, "docs", "migrating.md")))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
                peer = _peers[line[3..]];
            if (Row().Match(line) is { Success: true } row)
                rows.Add(new(peer, PythonCall.Parse(row.Groups["call"].Value), row.Groups["attribute"].Value));
        }

        return rows;
    }

    [GeneratedRegex(@"^\| `(?<call>[^`]+)` \| `(?<attribute>\[SegmentationLoss[^`]*\])` \|$")]
    private static partial Regex Row();
}
