using Conformance.Running;
using Xunit.Abstractions;

namespace Conformance;

/// <summary>Emitted losses give the peers' values and gradients.</summary>
public sealed class LossConformanceTests(ITestOutputHelper output, Report report) : IClassFixture<Report>
{
    [Theory]
    [MemberData(nameof(PeerLosses.All), MemberType = typeof(PeerLosses))]
    public void Emitted_losses_give_the_peers_values_and_gradients(string peer, string loss)
    {
        var results = Conformer.RunEmitted(PeerLosses.Named(peer), loss);
        report.Add(peer, loss, results);
        Expect.NoDifference(output, $"{peer}.{loss}", results);
    }

    [Theory]
    [InlineData("bce_dice_loss")]
    [InlineData("dice_coef_loss")]
    public void Every_classic_case_runs(string loss)
    {
        var results = Conformer.RunEmitted(PeerLosses.Named("classic"), loss);
        Assert.NotEmpty(results);
        Assert.All(results, result => Assert.True(result.Verdict is Verdict.Equal or Verdict.PeerFault, $"{result.Id}: {result.Detail}"));
    }
}
