using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MaskSharp.Generators.Analyzers.Tensors;

/// <summary>A call that a walk has entered: its method's parameters stand for its arguments.</summary>
internal sealed class CallFrame(IMethodSymbol method, IInvocationOperation call, CallFrame? outer)
{
    public IMethodSymbol Method { get; } = method;

    public IInvocationOperation Call { get; } = call;

    public CallFrame? Outer { get; } = outer;

    public int Depth { get; } = (outer?.Depth ?? 0) + 1;

    /// <summary>What was visited inside, and the calls entered from there.</summary>
    public CallFrames Inside { get; } = new();
}

/// <summary>What a walk visited in one frame. A call that is entered again is the same frame again.</summary>
internal sealed class CallFrames
{
    private readonly HashSet<IOperation> _seen = [];
    private List<CallFrame>? _entered;

    /// <summary>False where the operation was visited before.</summary>
    public bool Visit(IOperation operation) => _seen.Add(operation);

    public CallFrame Enter(IMethodSymbol method, IInvocationOperation call, CallFrame? outer)
    {
        foreach (var frame in _entered ??= [])
        {
            if (frame.Call == call && SymbolEqualityComparer.Default.Equals(frame.Method, method))
                return frame;
        }

        var entered = new CallFrame(method, call, outer);
        _entered.Add(entered);
        return entered;
    }
}
