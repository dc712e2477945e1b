using Conformance.Vectors;

namespace Conformance.Peers;

/// <summary>How one library's arguments become those of <c>[SegmentationLoss]</c>.</summary>
public interface IPeer
{
    /// <summary>The library, as vector files name it.</summary>
    string Name { get; }

    /// <summary>The names of its losses that are mapped.</summary>
    IReadOnlyList<string> Losses { get; }

    Mapping Map(string loss, VectorCase vector);
}
