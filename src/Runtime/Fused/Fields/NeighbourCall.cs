namespace MaskSharp.Fused;

/// <summary>Which extreme of a pixel and its neighbours is wanted.</summary>
/// <param name="IsLeast">The minimum, else the maximum.</param>
/// <param name="Axes">Along which axes neighbours lie.</param>
internal sealed record NeighbourCall(bool IsLeast, IReadOnlyList<NeighbourAxis> Axes);
