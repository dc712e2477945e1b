using MaskSharp.Generators.Model;

namespace MaskSharp.Generators.Emit;

/// <summary>The names of generated files that differ from another only in case.</summary>
internal sealed record HintClashes(EquatableArray<string> Names);
