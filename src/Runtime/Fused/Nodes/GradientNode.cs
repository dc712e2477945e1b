using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MaskSharp.Fused;

/// <summary>
/// A node of autograd's graph whose gradient is one of ours. TorchSharp's own functions make two native callbacks for every call, and
/// arrays, lists and tensors around them: of a small loss, a third of the step. Here a node that has died hands its callbacks to the next.
/// </summary>
internal sealed unsafe class GradientNode
{
    /// <summary>Idle nodes that are kept: as many as a training loop has alive at a time, and no more after a moment with very many.</summary>
    private const int MostIdle = 256;

    private static readonly Lock _lock = new();
    private static readonly Stack<GradientNode> _idle = new();

    // Torch copies a handle that it is given as soon as it can: until then the thread that gave it keeps the tensor.
    [ThreadStatic]
    private static Tensor? _given;

    [ThreadStatic]
    private static nint[]? _handle;

    private readonly NodeLibrary _library;
    private readonly GradientCallback _ofGradient;
    private readonly EndCallback _ofEnd;
    private readonly nint[] _saved = new nint[3];

    // Native code alone may know of a node: what it calls must not be collected.
    private GCHandle<GradientNode> _self;
    private NodeHandle _node;
    private IGradient? _gradient;
    private long[] _outputSizes = [];
    private ScalarType _outputType;

    private GradientNode(NodeLibrary library)
    {
        _library = library;
        _ofGradient = Gradient;
        _ofEnd = End;
        _self = new(this);
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate HandleArray GradientCallback(nint* upstream, int count);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void EndCallback();

    /// <summary>Whether nodes can be made. Tests say no, to see what other versions of TorchSharp get.</summary>
    public static bool IsAvailable { get; set; } = NodeLibrary.Known is not null;

    /// <summary>Makes a result that is already computed differentiable with respect to the prediction.</summary>
    /// <param name="output">The result, a new tensor.</param>
    /// <param name="prediction">What the gradient is taken of; it requires one.</param>
    /// <param name="saved">At most three tensors for the backward pass.</param>
    /// <param name="gradient">The backward pass.</param>
    /// <returns>The result as autograd knows it, in the current dispose scope.</returns>
    public static Tensor Attach(Tensor output, Tensor prediction, List<Tensor> saved, IGradient gradient)
    {
        var node = Take();
        node._gradient = gradient;
        node._outputSizes = TensorSizes.Of(output);
        node._outputType = output.dtype;
        node.Create();
        try
        {
            return node.Connect(output, prediction, saved);
        }
        finally
        {
            // The graph alone keeps it from here on; where there is none after an error, this is its end.
            var library = node._library;
            var handle = node._node;
            node._node = handle.WithoutShared;
            library.ReleaseShared(handle);
        }
    }

    private static GradientNode Take()
    {
        lock (_lock)
        {
            if (_idle.TryPop(out var idle))
                return idle;
        }

        return new(NodeLibrary.Known!);
    }

    private void Create()
    {
        _node = _library.Create(Marshal.GetFunctionPointerForDelegate(_ofGradient), Marshal.GetFunctionPointerForDelegate(_ofEnd));
        if (_node.Weak == 0)
            End();
        CheckForErrors();
    }

    private Tensor Connect(Tensor output, Tensor prediction, List<Tensor> saved)
    {
        var (input, result) = (prediction.Handle, output.Handle);
        var inputs = new HandleArray(&input, 1);
        _library.SetNextEdges(_node, inputs, 1);
        CheckForErrors();
        _library.WrapOutputs(inputs, default, default, new(&result, 1), _node, &HandlesOf);
        CheckForErrors();
        var differentiable = Tensor.UnsafeCreateTensor(HandleMemory()[0]);
        for (var i = 0; i < saved.Count; i++)
        {
            _saved[i] = _library.Save(saved[i].Handle, _node, 0);
            CheckForErrors();
        }

        GC.KeepAlive(output);
        GC.KeepAlive(prediction);
        GC.KeepAlive(saved);
        return differentiable;
    }

    /// <summary>Autograd asks for the gradient. An exception would leave it through native code, and end the process, as it does in functions of TorchSharp.</summary>
    private HandleArray Gradient(nint* upstream, int count)
    {
        using var scope = NewDisposeScope();
        var given = upstream[0] == 0 ? zeros(_outputSizes, _outputType) : Tensor.UnsafeCreateTensor(upstream[0]);
        var gradient = Saved() is { } saved ? _gradient!.Of(saved, given).MoveToOuterDisposeScope() : SavedTensors.Refused();
        _given = gradient;
        HandleMemory()[0] = gradient.Handle;
        return new((nint*)Unsafe.AsPointer(ref HandleMemory()[0]), 1);
    }

    private List<Tensor>? Saved()
    {
        var saved = new List<Tensor>(_saved.Length);
        try
        {
            foreach (var handle in _saved)
            {
                if (handle == 0)
                    break;
                var tensor = _library.Unpack(handle, _node);
                CheckForErrors();
                saved.Add(Tensor.UnsafeCreateTensor(tensor));
            }
        }
        catch (ExternalException problem)
        {
            SavedTensors.Report(_gradient!.Name, problem);
            return null;
        }

        return saved;
    }

    /// <summary>The graph is done with the node.</summary>
    private void End()
    {
        if (_node.Weak != 0)
            _library.ReleaseWeak(_node);
        _node = default;
        _gradient = null;
        foreach (ref var handle in _saved.AsSpan())
        {
            if (handle != 0)
                _library.Forget(handle);
            handle = 0;
        }

        lock (_lock)
        {
            if (_idle.Count < MostIdle)
            {
                _idle.Push(this);
                return;
            }
        }

        _self.Dispose();
    }

    /// <summary>Memory of one handle that this thread and native code share; it does not move.</summary>
    private static nint[] HandleMemory() => _handle ??= GC.AllocateArray<nint>(1, pinned: true);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nint* HandlesOf(nuint count) => (nint*)Unsafe.AsPointer(ref HandleMemory()[0]);
}
