using Conformance.Presets;
using Conformance.Running;
using Conformance.Vectors;
using Xunit.Abstractions;

namespace Conformance;

/// <summary>What is typed in a library gives the same number under its preset.</summary>
public sealed class PresetTests(ITestOutputHelper output)
{
    private static readonly PresetPeer[] _peers = [new MonaiPreset(), new NnUNetPreset(), new SmpPreset()];

    public static TheoryData<string, string> All
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var peer in _peers)
            {
                foreach (var loss in peer.Losses.Where(loss => VectorFolder.Find($"{peer.Name}.{loss}").Count > 0))
                    data.Add(peer.Name, loss);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_preset_gives_its_librarys_numbers(string peer, string loss)
    {
        var results = Conformer.RunEmitted(_peers.Single(candidate => candidate.Name == peer), loss);

        Expect.NoDifference(output, $"{peer}.{loss} by preset", results);
        Assert.Contains(results, result => result.Verdict == Verdict.Equal);
    }
}
