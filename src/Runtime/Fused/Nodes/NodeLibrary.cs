using System.Runtime.InteropServices;
using TorchSharp;

namespace MaskSharp.Fused;

/// <summary>
/// What LibTorchSharp, TorchSharp's native half, has for nodes of autograd's graph. No header promises it, so that it is called only where
/// TorchSharp is of a version whose declarations are these; <see cref="FusedFunction{TKernel}"/> does the work elsewhere.
/// </summary>
internal sealed unsafe class NodeLibrary
{
    private const string Library = "LibTorchSharp";

    private static readonly Version _known = new(0, 107, 0, 0);

    private NodeLibrary(nint library)
    {
        Create = (delegate* unmanaged[Cdecl]<nint, nint, NodeHandle>)NativeLibrary.GetExport(library, "THSAutograd_CSharpNode_ctor");
        SetNextEdges = (delegate* unmanaged[Cdecl]<NodeHandle, HandleArray, byte, void>)NativeLibrary.GetExport(library, "THSAutograd_CSharpNode_setNextEdges");
        WrapOutputs = (delegate* unmanaged[Cdecl]<HandleArray, HandleArray, HandleArray, HandleArray, NodeHandle, delegate* unmanaged[Cdecl]<nuint, nint*>, void>)
            NativeLibrary.GetExport(library, "THSAutograd_Function_wrapOutputs");
        ReleaseShared = (delegate* unmanaged[Cdecl]<NodeHandle, void>)NativeLibrary.GetExport(library, "THSAutograd_CSharpNode_disposeSharedPtr");
        ReleaseWeak = (delegate* unmanaged[Cdecl]<NodeHandle, void>)NativeLibrary.GetExport(library, "THSAutograd_CSharpNode_disposeWeakPtr");
        Save = (delegate* unmanaged[Cdecl]<nint, NodeHandle, byte, nint>)NativeLibrary.GetExport(library, "THSAutograd_SavedVariable_ctor");
        Unpack = (delegate* unmanaged[Cdecl]<nint, NodeHandle, nint>)NativeLibrary.GetExport(library, "THSAutograd_SavedVariable_unpack");
        Forget = (delegate* unmanaged[Cdecl]<nint, void>)NativeLibrary.GetExport(library, "THSAutograd_SavedVariable_dispose");
    }

    /// <summary>The library, or null where it is not known.</summary>
    public static NodeLibrary? Known { get; } = Find();

    /// <summary>Makes a node of what computes its gradients and of what is told of its end.</summary>
    public delegate* unmanaged[Cdecl]<nint, nint, NodeHandle> Create { get; }

    /// <summary>Says whose gradients the node computes; the byte is 1 where there are any.</summary>
    public delegate* unmanaged[Cdecl]<NodeHandle, HandleArray, byte, void> SetNextEdges { get; }

    /// <summary>Makes outputs, of inputs, with none excepted and none changed in place, the node's own; the callback gives the memory of their new handles.</summary>
    public delegate* unmanaged[Cdecl]<HandleArray, HandleArray, HandleArray, HandleArray, NodeHandle, delegate* unmanaged[Cdecl]<nuint, nint*>, void> WrapOutputs { get; }

    /// <summary>Leaves the node to the graph.</summary>
    public delegate* unmanaged[Cdecl]<NodeHandle, void> ReleaseShared { get; }

    /// <summary>Gives back what finds the node.</summary>
    public delegate* unmanaged[Cdecl]<NodeHandle, void> ReleaseWeak { get; }

    /// <summary>Keeps a tensor for the backward pass, with the version of its values; the byte is 0 for one that was not changed in place.</summary>
    public delegate* unmanaged[Cdecl]<nint, NodeHandle, byte, nint> Save { get; }

    /// <summary>The kept tensor; an error where its values have changed.</summary>
    public delegate* unmanaged[Cdecl]<nint, NodeHandle, nint> Unpack { get; }

    /// <summary>Gives the kept tensor back.</summary>
    public delegate* unmanaged[Cdecl]<nint, void> Forget { get; }

    private static NodeLibrary? Find()
    {
        var torchSharp = typeof(torch).Assembly;
        if (torchSharp.GetName().Version != _known || !NativeLibrary.TryLoad(Library, torchSharp, searchPath: null, out var library))
            return null;
        try
        {
            return new(library);
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
    }
}
