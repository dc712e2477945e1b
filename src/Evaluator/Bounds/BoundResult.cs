namespace MaskSharp.Evaluator.Bounds;

/// <summary>A bound and the value that was held against it; a value that is not a number never passes.</summary>
internal sealed record BoundResult(Bound Bound, double Value)
{
    public bool Passed => Value >= Bound.Minimum;
}
