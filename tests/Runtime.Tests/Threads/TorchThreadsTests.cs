using System.Collections.Concurrent;
using TorchSharp;

namespace MaskSharp.Tests.Threads;

/// <summary>Work on torch's own threads.</summary>
public sealed class TorchThreadsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Each_item_runs_once(int items)
    {
        var runs = new int[items];

        TorchThreads.Run(items, i => Interlocked.Increment(ref runs[i]));

        Assert.All(runs, count => Assert.Equal(1, count));
    }

    [Fact]
    public void Nothing_to_do_is_done()
        => TorchThreads.Run(0, _ => Assert.Fail("there is no item"));

    [Fact]
    public void As_many_threads_as_torch_has_work_at_once()
    {
        var threads = torch.get_num_threads();
        using var all = new Barrier(threads);

        TorchThreads.Run(threads, _ => Assert.True(all.SignalAndWait(TimeSpan.FromSeconds(60)), $"not all of {threads} threads came"));
    }

    [Fact]
    public void On_Linux_the_threads_are_those_of_torch()
    {
        var pooled = new ConcurrentBag<bool>();
        var threads = torch.get_num_threads();
        using var all = new Barrier(threads);
        var caller = new Thread(() => TorchThreads.Run(threads, _ =>
        {
            all.SignalAndWait(TimeSpan.FromSeconds(60));
            pooled.Add(Thread.CurrentThread.IsThreadPoolThread);
        }));

        caller.Start();
        caller.Join();

        Assert.Equal(threads, pooled.Count);
        Assert.Equal(!OperatingSystem.IsLinux() && threads > 1, pooled.Contains(true));
    }

    [Fact]
    public void An_exception_comes_back_and_ends_the_work()
    {
        var begun = 0;

        var thrown = Assert.Throws<InvalidOperationException>(() => TorchThreads.Run(100_000, i =>
        {
            Interlocked.Increment(ref begun);
            if (i == 3)
                throw new InvalidOperationException("item 3");
            Thread.SpinWait(100);
        }));

        Assert.Equal("item 3", thrown.Message);
        Assert.InRange(begun, 4, 99_999);
        Each_item_runs_once(100);
    }

    [Fact]
    public void Work_inside_of_work_is_done()
    {
        var runs = new int[64];

        TorchThreads.Run(8, outer => TorchThreads.Run(8, inner => Interlocked.Increment(ref runs[(outer * 8) + inner])));

        Assert.All(runs, count => Assert.Equal(1, count));
    }

    [Fact]
    public void Many_callers_at_once_each_get_their_work_done()
    {
        var sums = new long[16];

        Parallel.For(0, sums.Length, new ParallelOptions { MaxDegreeOfParallelism = sums.Length }, caller =>
        {
            for (var round = 0; round < 50; round++)
                TorchThreads.Run(20, i => Interlocked.Add(ref sums[caller], i));
        });

        Assert.All(sums, sum => Assert.Equal(50 * 190, sum));
    }

    [Fact]
    public void Threads_collect_while_they_work()
    {
        var lengths = new int[200];

        TorchThreads.Run(lengths.Length, i =>
        {
            if (i % 20 == 0)
                GC.Collect();
            lengths[i] = string.Concat(Enumerable.Repeat("mask", i)).Length;
        });

        Assert.Equal(Enumerable.Range(0, 200).Select(i => i * 4), lengths);
    }
}
