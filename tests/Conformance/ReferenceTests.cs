using Conformance.Running;
using Xunit.Abstractions;

namespace Conformance;

/// <summary>
/// The plain reference gives the peers' values too, so that a difference of an emitted loss from it, or from a peer, can be
/// laid at the right door.
/// </summary>
public sealed class ReferenceTests(ITestOutputHelper output)
{
    [Theory]
    [MemberData(nameof(PeerLosses.All), MemberType = typeof(PeerLosses))]
    public void The_reference_gives_the_peers_values_and_gradients(string peer, string loss)
        => Expect.NoDifference(output, $"{peer}.{loss}", Conformer.RunReference(PeerLosses.Named(peer), loss));
}
