using MaskSharp.Evaluator.Evaluation;

namespace MaskSharp.Evaluator.Tests.Evaluation;

public class WorkersTests
{
    [Theory]
    [InlineData(0, 4)]
    [InlineData(3, 8)]
    [InlineData(1000, 4)]
    [InlineData(1000, 1)]
    public void Each_is_done_once(int count, int threads)
    {
        var done = new int[count];
        Workers.Run(count, threads, i => Interlocked.Increment(ref done[i]));
        Assert.All(done, times => Assert.Equal(1, times));
    }

    [Fact]
    public void What_one_throws_ends_the_run_and_is_thrown()
    {
        var done = 0;
        Assert.Throws<InvalidDataException>(() => Workers.Run(1_000_000, 4, i =>
        {
            if (i == 10) throw new InvalidDataException();
            Interlocked.Increment(ref done);
        }));
        Assert.InRange(done, 0, 999_998);
    }

    [Fact]
    public void A_cancelled_run_ends()
    {
        using var cancellation = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => Workers.Run(1_000_000, 2, i =>
        {
            if (i == 5) cancellation.Cancel();
        }, cancellation.Token));
    }
}
