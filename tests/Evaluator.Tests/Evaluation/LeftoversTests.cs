using MaskSharp.Evaluator.Evaluation;

namespace MaskSharp.Evaluator.Tests.Evaluation;

/// <summary>Alone: a round in which another test's thread is at it already collects nothing.</summary>
[CollectionDefinition(nameof(LeftoversTests), DisableParallelization = true)]
[Collection(nameof(LeftoversTests))]
public class LeftoversTests
{
    [Fact]
    public void What_cases_leave_behind_is_freed_before_it_is_much()
    {
        // Each round leaves behind more than is let lie; by itself the collector waits for several of them.
        var before = GC.CollectionCount(0);
        for (var round = 0; round < 8; round++)
        {
            for (var i = 0; i < 5000; i++) GC.KeepAlive(new byte[1024]);
            Leftovers.Collect();
        }
        Assert.InRange(GC.CollectionCount(0) - before, 8, int.MaxValue);
    }
}
