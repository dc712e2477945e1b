using MaskSharp.Evaluator.Evaluation;

namespace MaskSharp.Evaluator.Shards;

/// <summary>What one part of a run counted.</summary>
/// <param name="Shard">Which part.</param>
/// <param name="Arguments">The gate's options as they were given, "--name=value", those apart that concern this process alone.</param>
/// <param name="Cases">Its cases.</param>
/// <param name="Notes">What the report should say about the pairing, which every part did in full.</param>
internal sealed record ShardPart(Shard Shard, IReadOnlyList<string> Arguments, IReadOnlyList<CaseCounts> Cases, IReadOnlyList<string> Notes);
