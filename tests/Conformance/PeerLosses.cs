using Conformance.Peers;
using Conformance.Vectors;

namespace Conformance;

/// <summary>Every mapped loss that has cases, for theories.</summary>
public static class PeerLosses
{
    public static IReadOnlyList<IPeer> Peers { get; } = [new Classic(), new Monai(), new NnUNet(), new SegmentationModels()];

    public static TheoryData<string, string> All
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var peer in Peers)
            {
                foreach (var loss in peer.Losses.Where(loss => VectorFolder.Find($"{peer.Name}.{loss}").Count > 0))
                    data.Add(peer.Name, loss);
            }

            return data;
        }
    }

    public static IPeer Named(string name) => Peers.Single(peer => peer.Name == name);
}
