using System.Globalization;

namespace MaskSharp.Evaluator.Evaluation;

/// <summary>Which class a gate looks at: all foreground classes, one of them, or all nonzero labels as one.</summary>
/// <param name="Index">The class, where one is chosen.</param>
/// <param name="IsAny">All nonzero labels count as one class.</param>
internal readonly record struct ClassChoice(int? Index, bool IsAny)
{
    public static readonly ClassChoice All = new(null, false);

    public static readonly ClassChoice Any = new(null, true);

    public override string ToString() => IsAny ? "any" : Index?.ToString(CultureInfo.InvariantCulture) ?? "all";
}
