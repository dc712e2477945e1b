namespace MaskSharp.Evaluator.Bounds;

/// <summary>A bound and the value that was held against it.</summary>
internal sealed record BoundResult(Bound Bound, double Value)
{
    public bool Passed => Bound.Admits(Value);
}
