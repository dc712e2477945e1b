using System.Runtime.CompilerServices;
using MaskSharp.Fused;

namespace MaskSharp.Tests.Fused;

/// <summary>Which block a request gets, and which are given up.</summary>
public class BlockPoolTests
{
    [Fact]
    public void A_returned_block_serves_the_next_request_of_its_size()
    {
        var pool = new BlockPool();
        var (first, isNew) = pool.Take(1000);
        Assert.True(isNew);
        pool.Return(first);

        Assert.Equal((first, false), pool.Take(1000));
        Assert.True(pool.Take(1000).IsNew);
    }

    [Fact]
    public void The_smallest_fitting_block_is_taken_and_none_above_four_times_the_request()
    {
        var pool = new BlockPool();
        var (large, small) = (pool.Take(4000).Block, pool.Take(2000).Block);
        pool.Return(large);
        pool.Return(small);

        Assert.True(pool.Take(999).Block is { Bytes: 2000 });
        Assert.True(pool.Take(999).IsNew);
        Assert.True(pool.Take(1000).Block is { Bytes: 4000 });
    }

    [Fact]
    public void Blocks_smaller_than_a_request_that_none_fits_are_given_up()
    {
        var pool = new BlockPool();
        var (small, large) = (pool.Take(1000).Block, pool.Take(9000).Block);
        pool.Return(small);
        pool.Return(large);
        Assert.True(pool.Take(2000).IsNew);

        Assert.True(pool.Take(1000).IsNew);
        Assert.Equal((large, false), pool.Take(9000));
    }

    [Fact]
    public void Idle_blocks_go_with_a_garbage_collection()
    {
        var pool = new BlockPool();
        Lend(pool);
        GC.Collect();
        GC.WaitForPendingFinalizers();

        Assert.True(pool.Take(1000).IsNew);
    }

    // In a method of its own, so that no reference is left on the stack.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Lend(BlockPool pool) => pool.Return(pool.Take(1000).Block);
}
