namespace MaskSharp.Evaluator.Tests.Support;

/// <summary>A test that needs a disk of its own, and says so where there can be none.</summary>
internal sealed class SmallDiskTheoryAttribute : TheoryAttribute
{
    public SmallDiskTheoryAttribute()
    {
        if (SmallDisk.Absence is { } reason) Skip = reason;
    }
}
