using System.Runtime.ExceptionServices;

namespace MaskSharp;

/// <summary>Items that any number of threads share: each takes the next one that nobody has taken.</summary>
internal sealed class SharedWork(int items, Action<int> item)
{
    private ExceptionDispatchInfo? _failure;
    private int _taken = -1;

    /// <summary>Takes items until there are no more. Throws nothing, since native code may have called.</summary>
    public void TakePart()
    {
        try
        {
            for (var i = Interlocked.Increment(ref _taken); i < items; i = Interlocked.Increment(ref _taken))
                item(i);
        }
        catch (Exception failure)
        {
            _ = Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(failure), null);
            Volatile.Write(ref _taken, items);
        }
    }

    /// <summary>Throws what an item has thrown first.</summary>
    public void ThrowFailure() => _failure?.Throw();
}
