using MaskSharp.Generators.Model;

namespace MaskSharp.Generators.Losses;

/// <summary>What the attributes of one declaration ask for, and what is wrong with them.</summary>
internal sealed record LossParseResult(EquatableArray<LossSpec> Specs, EquatableArray<DiagnosticInfo> Diagnostics);
