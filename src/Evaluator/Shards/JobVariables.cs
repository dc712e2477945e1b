using System.Globalization;
using MaskSharp.Evaluator.Commands;

namespace MaskSharp.Evaluator.Shards;

/// <summary>Which part of a job this process is, by the environment variables of the systems that run jobs in parts.</summary>
internal static class JobVariables
{
    // Index, number of parts, and the index's first value where it is not 0. See docs/scale.md.
    private static readonly (string Index, string Count, string? First)[] _systems =
    [
        ("MASKSHARP_SHARD_INDEX", "MASKSHARP_SHARD_COUNT", null),
        ("SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_COUNT", "SLURM_ARRAY_TASK_MIN"),
        ("JOB_COMPLETION_INDEX", "JOB_COMPLETIONS", null),
        ("CI_NODE_INDEX", "CI_NODE_TOTAL", null),
    ];

    /// <param name="count">Number of parts where the caller knows it.</param>
    /// <exception cref="UsageException">No system says which part this is, or how many there are.</exception>
    public static Shard Find(int? count)
    {
        foreach (var (indexName, countName, firstName) in _systems)
        {
            if (Read(indexName) is not { } index) continue;
            var parts = count ?? Read(countName) ?? throw new UsageException($"--shard auto: {indexName} says which part this is, but {countName} does not say of how many; give it, or write --shard auto/N");
            var first = firstName is null ? 0 : Read(firstName) ?? 0;
            if (parts < 1 || index - first < 0 || index - first > parts)
                throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"--shard auto: {indexName} is {index}, which is no part of {parts}"));
            return new Shard((index - first) % parts, parts);
        }
        throw new UsageException($"--shard auto: none of {string.Join(", ", _systems.Select(system => system.Index))} says which part this is; write --shard I/N");
    }

    private static int? Read(string name)
    {
        if (Environment.GetEnvironmentVariable(name) is not { Length: > 0 } text) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : throw new UsageException($"--shard auto: {name} is '{text}', which is no whole number");
    }
}
