namespace MaskSharp.Fused;

/// <summary>LibTorchSharp's two pointers to a node of autograd's graph, laid out as it reads them.</summary>
/// <param name="shared">Keeps the node alive; 0 once the graph alone does.</param>
/// <param name="weak">Finds the node while it lives.</param>
internal readonly struct NodeHandle(nint shared, nint weak)
{
    public readonly nint Shared = shared;

    public readonly nint Weak = weak;

    /// <summary>The node after its shared pointer was given back.</summary>
    public NodeHandle WithoutShared => new(0, Weak);
}
