using MaskSharp.Generators.Model;

namespace MaskSharp.Generators.Metrics;

/// <summary>The rules that emitted code hands to the scores.</summary>
/// <param name="Empty">A member of EmptyMask, by name.</param>
/// <param name="Undefined">A member of UndefinedScore, by name.</param>
/// <param name="IncludeBackground">Whether class 0 takes part in the means.</param>
/// <param name="ClassNames">One name a class, or null.</param>
internal sealed record ScoreRules(string Empty, string Undefined, bool IncludeBackground, EquatableArray<string>? ClassNames);
