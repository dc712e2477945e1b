using System.Reflection;

namespace MaskSharp.Evaluator.AssemblyGates;

/// <summary>The cases of a gate's method, one after the other, up to what it throws.</summary>
internal sealed class CaseSequence(MethodInfo method) : IDisposable
{
    private IEnumerator<SegmentationCase>? _cases;

    /// <summary>What the method threw; null if nothing.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>The next case; null at the end, or where the method throws.</summary>
    public SegmentationCase? Next()
    {
        try
        {
            _cases ??= ((IEnumerable<SegmentationCase>?)method.Invoke(null, null))?.GetEnumerator();
            return _cases is not null && _cases.MoveNext() ? _cases.Current ?? throw new InvalidOperationException("it yields null instead of a case") : null;
        }
        catch (Exception e)
        {
            Fault = e is TargetInvocationException { InnerException: { } inner } ? inner : e;
            return null;
        }
    }

    public void Dispose()
    {
        try
        {
            _cases?.Dispose();
        }
        catch (Exception e)
        {
            Fault ??= e;
        }
    }
}
